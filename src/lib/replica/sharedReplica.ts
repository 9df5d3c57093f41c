/**
 * The replica's half towards a server. What comes from it goes through the same turns as commands do, so that there
 * is never a second writer: it is applied, and its rows follow many at a time. The journal lets go of what the server
 * has; and the local copies of documents are thrown away when their history or the access to them has ended.
 */
import type { Doc } from 'yjs';
import type { Cell, PatientId } from '#lib/domain/patient.ts';
import { storageFault } from './databases.ts';
import type { DocumentName } from './documents.ts';
import { type HeldDocuments, type Touched, touchAll } from './heldDocuments.ts';
import type { InTurn } from './inTurn.ts';
import type { Journal, PlacedRow } from './journal.ts';
import type { RefusedValues } from './refusal.ts';
import type { OnRows, ReplicaDependencies } from './replica.ts';
import type { FromServer, LateRequest } from './syncProtocol.ts';
import type { StateVector } from './written.ts';

/** What was not kept; null: nobody could be asked, or it is to be tried again. */
export type SendLate = (request: LateRequest) => Promise<readonly FromServer[] | null>;

/** As many as one request may carry. */
const VALUES_AT_ONCE = 200;

export interface SharedReplica {
  /** Runs `apply`, which changes that document by what the server sent. */
  receive(name: DocumentName, apply: () => void): Promise<void>;
  /** All that the server had was received: brings it on the rows, and applies the commands that waited for it. */
  loaded(name: DocumentName, onRows?: OnRows): Promise<void>;
  /** The server has all of a document: it is put down to that history of the practice, if it `isStill` so. */
  belongs(name: DocumentName, epoch: string, isStill: () => boolean): Promise<void>;
  acknowledge(name: DocumentName, durable: StateVector, at: number): Promise<void>;
  refuse(name: DocumentName, refused: RefusedValues): Promise<void>;
  /**
   * Throws away copy, checkpoint and rows of documents, and keeps what was not sent. `access` ended: their history
   * goes as well, and what was not sent waits until they are open again.
   */
  discard(names: readonly DocumentName[], access?: 'ended'): Promise<void>;
  /** Sends what waits of a document whose days have ended, row by row; what was not kept is in the inbox then. */
  sendLate(name: DocumentName, send: SendLate): Promise<void>;
  /** Finishes what a stop left of `discard`; to be called before anything is loaded, inside a turn. */
  recover(): Promise<void>;
}

interface SharedDependencies extends ReplicaDependencies {
  readonly reached: (step: string) => void;
  readonly held: HeldDocuments;
  readonly journal: Journal;
  readonly inTurn: InTurn;
  readonly show: (name: DocumentName, onRows?: OnRows) => Promise<void>;
  readonly replayAll: (rows: readonly PlacedRow[]) => Promise<void>;
  readonly finishRest: () => Promise<void>;
  readonly received: (
    name: DocumentName,
    writes: number,
    erased: readonly PatientId[],
  ) => Promise<void>;
  readonly discarded: (names: readonly DocumentName[]) => void;
}

export function createSharedReplica(dependencies: SharedDependencies): SharedReplica {
  const { ledger, projection, clock, held, journal, inTurn, show, reached } = dependencies;
  const { shared } = ledger;
  /** What was received and is not on the rows yet. */
  const arrived = new Map<DocumentName, Touched>();
  /** Documents whose turn to be shown has been asked for: one turn for all that comes until then. */
  const soon = new Set<DocumentName>();

  async function showArrived(name: DocumentName, onRows?: OnRows): Promise<void> {
    const touched = arrived.get(name);
    if (!touched) return;
    const { document } = await held.open(name);
    const newest = newestIn(document, touched);
    // Before the rows show it: what is written on top of it after a restart must be newer than it.
    if (newest) await ledger.follow(newest);
    reached('arrived');
    await show(name, onRows);
    arrived.delete(name);
    reached('received');
    const writes = [...touched.values()].reduce((sum, keys) => sum + keys.size, 0);
    await dependencies.received(name, writes, erasedAmong(document, touched));
  }

  /** Nobody waits for it: what the storage refuses is shown with what comes next, or at the next opening. */
  function showSoon(name: DocumentName): void {
    if (soon.has(name)) return;
    soon.add(name);
    const shown = inTurn(() => {
      soon.delete(name);
      return showArrived(name);
    });
    shown.catch((error) => {
      if (storageFault(error) === null) dependencies.failed?.(error);
    });
  }

  function noteArrived(name: DocumentName, document: Doc, touched: Touched): void {
    if (touched.size === 0) return;
    const newest = newestIn(document, touched);
    if (newest) clock.follow(newest);
    const waiting = arrived.get(name) ?? new Map();
    touchAll(waiting, touched);
    arrived.set(name, waiting);
    showSoon(name);
  }

  async function finishDiscard(names: readonly DocumentName[]): Promise<void> {
    if (names.length === 0) return;
    for (const name of names) await held.discard(name);
    reached('copies discarded');
    await projection.forget(names);
    reached('rows forgotten');
    await shared.endDiscard(names);
  }

  return {
    receive: (name, apply) =>
      inTurn(async () => {
        const entry = await held.open(name);
        const before = entry.touched;
        entry.touched = new Map();
        try {
          apply();
        } finally {
          const touched = entry.touched;
          entry.touched = before;
          touchAll(before, touched);
          noteArrived(name, entry.document, touched);
        }
      }),
    loaded: (name, onRows) =>
      inTurn(async () => {
        await showArrived(name, onRows);
        await dependencies.replayAll(await journal.waiting(name));
        reached('loaded');
      }),
    belongs: (name, epoch, isStill) =>
      inTurn(async () => {
        if (isStill()) await shared.setOrigin(name, epoch);
        reached('belongs');
      }),
    acknowledge: (name, durable, at) =>
      inTurn(async () => {
        // A row goes only when history and rows have it too.
        await dependencies.finishRest();
        reached('acknowledging');
        await journal.acknowledge(name, durable, at);
        reached('acknowledged');
      }),
    refuse: (name, refused) =>
      inTurn(async () => {
        reached('refusing');
        await journal.refuse(name, refused);
        reached('refused');
      }),
    discard: (names, access) =>
      inTurn(async () => {
        await shared.beginDiscard(names, access);
        journal.strand(names);
        for (const name of names) arrived.delete(name);
        dependencies.discarded(names);
        reached('discarding');
        await finishDiscard(names);
      }),
    async sendLate(name, send) {
      for (const row of await journal.waiting(name)) {
        const notices: FromServer[] = [];
        for (let at = 0; at < row.writes.length; at += VALUES_AT_ONCE) {
          const values = row.writes
            .slice(at, at + VALUES_AT_ONCE)
            .map(({ map, key, to }) => ({ map, key, t: row.t, value: to as LateValue }));
          const answer = await send({ document: name, values });
          if (answer === null) return;
          notices.push(...answer);
        }
        await inTurn(async () => {
          for (const notice of notices)
            if (notice.kind === 'refused' || notice.kind === 'outrun')
              await journal.refuse(name, notice);
          await journal.sent([row.seq]);
        });
      }
    },
    async recover() {
      const origins = await shared.origins.toArray();
      await finishDiscard(origins.filter((one) => one.discard).map(({ document }) => document));
    },
  };
}

type LateValue = LateRequest['values'][number]['value'];

/** The newest clock reading among touched values. */
function newestIn(document: Doc, touched: Touched): string | null {
  let newest: string | null = null;
  for (const [map, keys] of touched) {
    const values = document.getMap<{ readonly t?: unknown }>(map);
    for (const key of keys) {
      const t = values.get(key)?.t;
      if (typeof t === 'string' && (newest === null || t > newest)) newest = t;
    }
  }
  return newest;
}

function erasedAmong(document: Doc, touched: Touched): PatientId[] {
  const lifecycles = document.getMap<Cell<'lifecycle'>>('lifecycle');
  return [...(touched.get('lifecycle') ?? [])].filter((id) => {
    const cell = lifecycles.get(id);
    return cell && !('cleared' in cell) && cell.erasedOn !== null;
  });
}
