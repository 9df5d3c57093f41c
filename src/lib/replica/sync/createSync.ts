/**
 * Keeps the replica and the server alike: the practice's document first, then the lists of whoever is at the desk.
 * Everything that is told goes through the replica's turns. What fails is tried again at the next connection. Long: what
 * may come at any moment (a loss, a refusal, another team) has to be read against everything else that may.
 */
import * as Y from 'yjs';
import { storageFault } from '../databases.ts';
import type { DocumentName } from '../documents.ts';
import { createTurns } from '../inTurn.ts';
import type { Ledger } from '../ledger.ts';
import type { Connection, ConnectionDependencies } from '../provider.ts';
import type { Replica } from '../replica.ts';
import type { SendLate } from '../sharedReplica.ts';
import {
  type FromServer,
  type OpeningRefusal,
  SYNC_VERSION,
  type SocketClose,
} from '../syncProtocol.ts';
import type { StateVector } from '../written.ts';
import { type Opening, followOpening, isConfirmed, noteDurable, progressOf } from './openings.ts';
import { type SyncStatus, syncStatus } from './syncStatus.ts';

export interface SyncDependencies {
  readonly replica: Replica;
  readonly ledger: Ledger;
  readonly connect: (
    listeners: Pick<ConnectionDependencies, 'opened' | 'lost' | 'failed'>,
  ) => Connection;
  readonly askServer: AskServer;
  /** Tells the server, by HTTP, that an entry of what came back was dealt with. */
  readonly settle: (entry: number) => Promise<void>;
  /** The documents of whoever is at the desk, the practice's first. */
  readonly documents: () => readonly DocumentName[];
  /** Lists that were open to him until days that have ended. */
  readonly endedDocuments: () => readonly DocumentName[];
  readonly sendLate: SendLate;
  readonly isStorageWell: () => boolean;
  readonly now: () => number;
  /** The status, the pending changes or the inbox are others. */
  readonly changed: () => void;
  /** What this user is or may has changed. */
  readonly memberChanged: () => void;
  readonly failed: (error: unknown) => void;
}

/** What the server says by HTTP: the present history of the practice, and the protocol that it speaks. */
export type AskServer = () => Promise<
  | { readonly kind: 'here'; readonly epoch: string; readonly version: number }
  | { readonly kind: 'signedOut' | 'unreachable' }
>;

export interface Sync {
  /** Begins; resolves when it is known what is here, not when anything was sent. */
  open(): Promise<void>;
  /** `documents` may be others: a doctor joined, a delegation ended. */
  follow(): void;
  /** Connects now: after a sign-in, or because somebody asked. */
  again(): void;
  /** The inbox was written. */
  recount(): Promise<void>;
  status(): SyncStatus;
  close(): void;
}

/** More that are not admitted yet would be taken for an attack. */
const OPENING_AT_ONCE = 6;

export function createSync(dependencies: SyncDependencies): Sync {
  const { replica, ledger, documents, askServer, now, changed } = dependencies;
  const openings = new Map<DocumentName, Opening>();
  /** The history that each local copy belongs to. */
  const origins = new Map<DocumentName, string>();
  /** The present one, as the server named it during this connection. */
  let epoch: string | null = null;
  let connection: Connection | null = null;
  let isOnline = false;
  let lostAt: number | null = null;
  let confirmedAt: number | null = null;
  let needs: 'signIn' | 'update' | null = null;
  let refused = 0;
  /** Local copies are thrown away one after the other, and meanwhile nothing is opened. */
  const inDiscards = createTurns();
  let discards = 0;
  let isClosed = false;
  let isSendingLate = false;
  /** Documents that are being loaded here, before they can be opened there. */
  const beginning = new Set<DocumentName>();

  /** Waits for nobody: a fault of the storage is told by the storage, and what it stopped is done again. */
  function run(work: () => Promise<void>): void {
    work()
      .catch((error) => {
        if (storageFault(error) === null && !isClosed) dependencies.failed(error);
      })
      .finally(changed);
  }

  function connected(): void {
    isOnline = true;
    changed();
  }

  function lost(why: SocketClose | null): void {
    if (isOnline) lostAt = now();
    isOnline = false;
    epoch = null;
    for (const opening of openings.values()) {
      if (opening.state === 'loaded') opening.state = 'loading';
      opening.durable = new Map();
    }
    if (why === 'signedOut') stopFor('signIn');
    // What it takes for abuse it would take for it again.
    if (why === 'abuse') stopFor('update');
    changed();
  }

  async function notConnected(): Promise<void> {
    const answer = await askServer();
    if (isOnline || needs) return;
    if (answer.kind === 'signedOut') stopFor('signIn');
    if (answer.kind === 'here' && answer.version > SYNC_VERSION) stopFor('update');
  }

  function stopFor(action: 'signIn' | 'update'): void {
    needs = action;
    connection?.disconnect();
  }

  function follow(): void {
    if (!connection || discards > 0 || isClosed) return;
    const [practice, ...lists] = documents();
    if (!practice) return;
    const first = openings.get(practice);
    if (!first) return run(() => openOne(practice).then(follow));
    // Whose lists are open to him is told by the practice's document; an end of his days counts offline as well.
    if (first.state !== 'loaded' && !origins.has(practice)) return;
    const wanted = new Set([practice, ...lists]);
    const here = new Set([...openings.keys(), ...origins.keys()]);
    const ended = [...here].filter((name) => !wanted.has(name));
    if (ended.length > 0) return run(() => discard(() => ended, 'ended'));
    if (first.state !== 'loaded') return;
    run(sendLate);
    let free = OPENING_AT_ONCE - [...openings.values()].filter(isLoading).length;
    for (const name of lists) {
      if (openings.has(name)) continue;
      if (free-- <= 0) return;
      run(() => openOne(name));
    }
  }

  /** What he wrote in those days goes by another way: the lists themselves are shut. */
  async function sendLate(): Promise<void> {
    if (isSendingLate) return;
    isSendingLate = true;
    try {
      for (const name of dependencies.endedDocuments()) {
        if (!openings.has(name)) await replica.shared.sendLate(name, dependencies.sendLate);
      }
      await recount();
    } finally {
      isSendingLate = false;
    }
  }

  async function openOne(name: DocumentName): Promise<void> {
    if (beginning.has(name)) return;
    beginning.add(name);
    try {
      const document = await replica.document(name);
      if (!connection || discards > 0 || isClosed || openings.has(name)) return;
      const { open } = connection;
      const opening = followOpening(name, document, !origins.has(name), () =>
        open(name, document, {
          opening: () => openingOf(name),
          receive: (apply) => run(() => replica.shared.receive(name, apply)),
          loaded: () => run(() => loaded(opening)),
          told: (message) => run(() => told(opening, message)),
          refused: (reason) => run(() => turnedAway(opening, reason)),
        }),
      );
      openings.set(name, opening);
    } finally {
      beginning.delete(name);
    }
  }

  async function openingOf(name: DocumentName) {
    // Asked before the document is: what is loaded then cannot be older than the history it is put down to.
    if (!origins.has(name) && epoch === null) {
      const answer = await askServer();
      if (answer.kind === 'here') epoch = answer.epoch;
    }
    return { version: SYNC_VERSION, epoch: origins.get(name) ?? null };
  }

  async function loaded(opening: Opening): Promise<void> {
    await replica.shared.loaded(opening.name, (done, total) => {
      opening.rows = { done, total };
      changed();
    });
    if (openings.get(opening.name) !== opening) return;
    opening.state = 'loaded';
    await settle(opening);
    follow();
  }

  /** Once the server has all that was here, what is here is a part of its history. */
  async function settle(opening: Opening): Promise<void> {
    const { name } = opening;
    const isStillOpen = () => openings.get(name) === opening;
    if (!isConfirmed(opening)) return;
    if (!origins.has(name) && epoch !== null) {
      const known = epoch;
      await replica.shared.belongs(name, known, isStillOpen);
      if (isStillOpen()) origins.set(name, known);
    }
    if (isAllConfirmed()) confirmedAt = now();
  }

  async function told(opening: Opening, message: FromServer): Promise<void> {
    const { name } = opening;
    if (message.kind === 'member') return dependencies.memberChanged();
    if (message.kind === 'durable') {
      noteDurable(opening, decodeVector(message.stateVector));
      await replica.shared.acknowledge(name, opening.durable, now());
      return settle(opening);
    }
    const { values } = message;
    await replica.shared.refuse(name, message);
    await recount();
    // Named at every opening until it hears that somebody dealt with it.
    const rows = await ledger.shared.inbox.bulkGet(
      values.map(({ id }) => `${message.epoch} ${id}`),
    );
    for (const [place, { id }] of values.entries()) {
      if (rows[place]?.settled) void dependencies.settle(id).catch(() => {});
    }
  }

  async function turnedAway(opening: Opening, reason: OpeningRefusal): Promise<void> {
    opening.state = 'left';
    switch (reason) {
      case 'epoch':
        // Said of every document: the first answer is for all of them.
        return discard(() => (openings.get(opening.name) === opening ? [...origins.keys()] : []));
      case 'forbidden':
        await discard(() => [opening.name], 'ended');
        openings.set(opening.name, opening);
        return follow();
      case 'signedOut':
      case 'tooOld':
        return stopFor(reason === 'tooOld' ? 'update' : 'signIn');
      case 'unknown':
        return follow();
    }
  }

  /** Throws local copies away, and goes on with what there is then. Which, is asked when it is their turn. */
  async function discard(which: () => readonly DocumentName[], access?: 'ended'): Promise<void> {
    discards++;
    await inDiscards(async () => {
      const names = which();
      if (names.length === 0) return;
      for (const name of names) {
        openings.get(name)?.close();
        openings.delete(name);
        origins.delete(name);
      }
      epoch = null;
      await replica.shared.discard(names, access);
      await recount();
    }).finally(() => discards--);
    follow();
  }

  async function recount(): Promise<void> {
    refused = await ledger.shared.openRefusals();
    changed();
  }

  const isAllConfirmed = () =>
    documents().every((name, place) => {
      const opening = openings.get(name);
      // Without the practice's own nothing is known of the others.
      return opening && ((place > 0 && opening.state === 'left') || isConfirmed(opening));
    });

  /** What was not to be opened may be now. */
  function reconsider(): void {
    for (const [name, opening] of openings) {
      if (opening.state !== 'left') continue;
      opening.close();
      openings.delete(name);
    }
  }

  return {
    async open() {
      for (const { document, epoch: known } of await ledger.shared.origins.toArray()) {
        if (known !== null) origins.set(document, known);
      }
      confirmedAt = await ledger.shared.lastContact();
      await recount();
      connection = dependencies.connect({
        ...{ opened: connected, lost },
        failed: () => run(notConnected),
      });
      follow();
    },
    follow() {
      reconsider();
      follow();
    },
    again() {
      needs = null;
      reconsider();
      connection?.reconnect();
      follow();
      changed();
    },
    recount,
    status: () =>
      syncStatus({
        ...{ isOnline, lostAt, confirmedAt, needs, refused },
        isConfirmed: isAllConfirmed(),
        changes: replica.pending.count(),
        progress: progressOf([...openings.values()], documents().length),
        isStorageWell: dependencies.isStorageWell(),
      }),
    close() {
      isClosed = true;
      for (const opening of openings.values()) opening.close();
      connection?.close();
    },
  };
}

function isLoading({ state }: Opening): boolean {
  return state === 'loading';
}

function decodeVector(base64: string): StateVector {
  return Y.decodeStateVector(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
}
