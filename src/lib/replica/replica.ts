/**
 * The replica: documents of one user on this desktop, and the only way to change them.
 *
 * A command is first a journal row (durable), then one Yjs transaction per document, then history, then
 * rows of the read model, then, once enough has gathered, a checkpoint that prunes the journal. A stop
 * anywhere in between is made good at the next opening: what is in the journal is applied again, which
 * changes nothing where it had been applied. With a server the journal keeps each row until that has it
 * (`sharedReplica.ts`). Long: the order of these steps is one thing.
 */
import * as Y from 'yjs';
import { isErasure } from '#lib/domain/change.ts';
import type { PatientId } from '#lib/domain/patient.ts';
import { applyCommand } from './columns.ts';
import { type DocumentCommand, changesOf } from './command.ts';
import { storageFault } from './databases.ts';
import type { CopyContent } from './copy/copyContent.ts';
import { mergeCopy } from './copy/mergeCopy.ts';
import { type DocumentName, documentKind, rootMaps } from './documents.ts';
import {
  type HeldDependencies,
  type Touched,
  createHeldDocuments,
  touch,
  touchAll,
} from './heldDocuments.ts';
import type { HybridClock } from './hybridClock.ts';
import { createTurns } from './inTurn.ts';
import { type Journal, type PlacedRow, createJournal } from './journal.ts';
import type { Checkpoint, ImportReport } from './ledger.ts';
import { type SharedReplica, createSharedReplica } from './sharedReplica.ts';
import { type Written, covers, isEmpty, standingOf, stateVectorOf } from './written.ts';

export type { Touched } from './heldDocuments.ts';

/** Brings the read model up to date; told what was touched, or `all` when that is not known. */
export interface Projection {
  project(
    name: DocumentName,
    document: Y.Doc,
    touched: Touched | 'all',
    onRows?: OnRows,
  ): Promise<void>;
  /** Makes sure that the rows of these documents are compared whole before they are trusted again. */
  distrust(names: readonly DocumentName[]): Promise<void>;
  /** Deletes all rows of these documents. */
  forget(names: readonly DocumentName[]): Promise<void>;
}

export type OnRows = (done: number, total: number) => void;

export interface ReplicaDependencies extends HeldDependencies {
  readonly projection: Projection;
  readonly clock: HybridClock;
  /** There is a server: what it does not have on its disk stays in the journal. */
  readonly isShared?: boolean;
  /** The journal, of which `pending` tells, is another. */
  readonly pendingChanged?: () => void;
  /** Something failed that nobody waits for, and that is not the storage's fault. */
  readonly failed?: (error: unknown) => void;
  /** Called between steps; tests throw here to stop the replica at any point. */
  readonly reached?: (step: string) => void;
}

export interface Replica {
  /** Replays what an earlier session left in the journal. Cheap when it left nothing. */
  open(): Promise<void>;
  /** Loads a document, once. */
  document(name: DocumentName): Promise<Y.Doc>;
  /** `saved` resolves when the commands are durable, `shown` when the read model has them too. */
  execute(
    commands: readonly DocumentCommand[],
    options?: { readonly report?: ImportReport; readonly onRows?: OnRows },
  ): { readonly saved: Promise<void>; readonly shown: Promise<void> };
  /** Stores every loaded document whole, after the ledger was lost and made anew. */
  storeAgain(): Promise<void>;
  /** Projects a document anew, compared with what the rows hold. */
  reproject(name: DocumentName): Promise<void>;
  /** Runs `read` between two commands, when journal, documents, history and rows agree. */
  atRest<T>(read: () => Promise<T>): Promise<T>;
  /** Merges a safety copy in: durable as a whole or not at all, then on the rows. */
  restore(copy: RestorableCopy): Promise<void>;
  readonly pending: Pick<Journal, 'changes' | 'count' | 'discard'>;
  readonly shared: SharedReplica;
  close(): Promise<void>;
}

/** The part of a safety copy that the replica takes in. */
export type RestorableCopy = Pick<CopyContent, 'documents' | 'history' | 'reports' | 'lastReading'>;

/** Writes in the journal, or come from the server, after which a checkpoint is due. */
const CHECKPOINT_WRITES = 1000;

export function createReplica(dependencies: ReplicaDependencies): Replica {
  const { ledger, projection, clock } = dependencies;
  const reached = dependencies.reached ?? (() => {});
  const held = createHeldDocuments(dependencies);
  const journal = createJournal(ledger, dependencies.pendingChanged ?? (() => {}));
  let isShared = dependencies.isShared ?? false;
  let writesSinceCheckpoint = 0;
  /** Documents that changed since their last checkpoint. */
  const changedSince = new Set<DocumentName>();
  /** Documents with somebody just erased, of whom journal and copies must not keep anything. */
  let erasedIn: readonly DocumentName[] = [];
  /** In the journal and in the documents, but history or rows could not be written: done with the next. */
  let unfinished: readonly DocumentCommand[] = [];
  /** Commands run one after the other: the order of the journal is the order of their effects. */
  const inTurn = createTurns();

  async function apply(command: DocumentCommand): Promise<Written> {
    const { document } = await held.open(command.document);
    changedSince.add(command.document);
    let written: Written | null = null;
    withoutCopyFaults(() => {
      written = applyCommand(document, command);
    });
    return written ?? standingOf(document, command);
  }

  /** Applies what an earlier session left. What it had written then stands, where the Yjs copy kept it. */
  async function replay(row: PlacedRow): Promise<{ seq: number; written: Written }> {
    const written = await apply(row);
    if (!isEmpty(written)) return { seq: row.seq, written };
    const { document } = await held.open(row.document);
    const isKept = row.written && covers(stateVectorOf(document), row.written);
    return { seq: row.seq, written: (isKept && row.written) || standingOf(document, row) };
  }

  /** Replays rows and makes good what may be missing of them. */
  async function replayAll(rows: readonly PlacedRow[]): Promise<void> {
    const replayed: Awaited<ReturnType<typeof replay>>[] = [];
    for (const row of rows) replayed.push(await replay(row));
    reached('replayed');
    // What the Yjs copy had kept is not touched by the replay, but its rows may be missing.
    for (const { document, writes } of rows) {
      const { touched } = await held.open(document);
      for (const { map, key } of writes) touch(touched, map, key);
    }
    if (rows.length === 0) return;
    await finish(rows);
    if (isShared) await journal.wrote(replayed);
    reached('written');
  }

  /** Whether a row of the journal only waits for the server: nothing of it is to be made good here. */
  async function isMadeGood({ document: name, covered, written }: PlacedRow): Promise<boolean> {
    if (!isShared || !covered || !written) return false;
    return covers(stateVectorOf((await held.open(name)).document), written);
  }

  async function restore({ documents, history, reports, lastReading }: RestorableCopy) {
    const names = documents.map(({ name }) => name);
    const merged: Checkpoint[] = [];
    for (const { name, document: fromCopy } of documents) {
      const { document } = await held.open(name);
      const maps = rootMaps(documentKind(name) ?? 'practice');
      merged.push(checkpointOf(name, mergeCopy(document, fromCopy, maps).document));
    }
    // Before the ledger has it: a stop right after must not leave old rows that pass for whole.
    await projection.distrust(names);
    reached('distrusted');
    await ledger.restore({ checkpoints: merged, history, reports, lastReading });
    reached('restored');
    if (lastReading) clock.follow(lastReading);
    for (const { document: name, update } of merged) {
      const { document } = await held.open(name);
      withoutCopyFaults(() => Y.applyUpdate(document, update));
    }
    for (const name of names) await reproject(name);
  }

  async function reproject(name: DocumentName): Promise<void> {
    const entry = await held.open(name);
    entry.touched = new Map();
    await projection.project(name, entry.document, 'all');
  }

  async function show(name: DocumentName, onRows?: OnRows): Promise<void> {
    const entry = await held.open(name);
    const touched = entry.touched;
    entry.touched = new Map();
    try {
      await projection.project(name, entry.document, touched, onRows);
    } catch (error) {
      touchAll(entry.touched, touched);
      throw error;
    }
  }

  async function finish(commands: readonly DocumentCommand[], onRows?: OnRows): Promise<void> {
    const rows = [...unfinished, ...commands];
    unfinished = rows;
    for (const row of rows) await ledger.recordHistory(row);
    const erasures = rows.filter((row) => erasedBy(row).length > 0);
    if (erasures.length > 0) await ledger.forget(erasures.flatMap(erasedBy));
    reached('history');
    for (const name of new Set(rows.map((row) => row.document))) await show(name, onRows);
    unfinished = [];
    reached('shown');
    erasedIn = [...erasedIn, ...erasures.map((row) => row.document)];
    writesSinceCheckpoint += rows.reduce((sum, row) => sum + row.writes.length, 0);
  }

  /** A checkpoint only prunes the journal: when the disk has no room for it, the journal is kept. */
  async function checkpointWhenDue(): Promise<void> {
    if (writesSinceCheckpoint < CHECKPOINT_WRITES && erasedIn.length === 0) return;
    try {
      await checkpoint();
      for (const name of erasedIn) await (await held.open(name)).copy.compact();
      erasedIn = [];
    } catch (error) {
      if (storageFault(error) === null) throw error;
    }
  }

  async function checkpoint(): Promise<void> {
    if (changedSince.size === 0) return;
    reached('checkpointing');
    await storeDocuments([...changedSince], journal.last() ?? 0);
    writesSinceCheckpoint = 0;
    changedSince.clear();
    reached('checkpointed');
  }

  async function storeDocuments(names: readonly DocumentName[], throughSeq: number): Promise<void> {
    const checkpoints: Checkpoint[] = [];
    for (const name of names) {
      const { document } = await held.open(name);
      checkpoints.push(checkpointOf(name, document));
    }
    await ledger.checkpoint(checkpoints, throughSeq, isShared ? 'keep' : 'drop');
    if (!isShared) journal.dropped(throughSeq);
  }

  const finishRest = async () => {
    if (unfinished.length > 0) await finish([]);
  };

  const shared = createSharedReplica({
    ...dependencies,
    ...{ reached, held, journal, inTurn, show, replayAll, finishRest },
    /** Something came from the server and is on the rows. */
    async received(name, writes, erased) {
      changedSince.add(name);
      writesSinceCheckpoint += writes;
      if (erased.length > 0) {
        await ledger.forget(erased);
        erasedIn = [...erasedIn, name];
      }
      await checkpointWhenDue();
    },
    discarded: (names) => {
      for (const name of names) changedSince.delete(name);
      erasedIn = erasedIn.filter((name) => !names.includes(name));
      unfinished = unfinished.filter(({ document }) => !names.includes(document));
    },
  });

  return {
    async open() {
      const last = await ledger.lastReading();
      if (last) clock.follow(last);
      // Once it was shared, what is not sent stays, also while no server is known.
      isShared ||= (await ledger.shared.origins.count()) > 0;
      await inTurn(async () => {
        await shared.recover();
        const due: PlacedRow[] = [];
        for (const row of await journal.load()) {
          if (!row.waits && !(await isMadeGood(row))) due.push(row);
        }
        await replayAll(due);
        await checkpointWhenDue();
      });
    },
    document: async (name) => (await held.open(name)).document,
    execute(commands, { report, onRows } = {}) {
      const saved = Promise.withResolvers<void>();
      const shown = Promise.withResolvers<void>();
      const turn = inTurn(async () => {
        const rows = await journal.append(commands, report);
        saved.resolve();
        reached('journal');
        const applied: { seq: number; written: Written }[] = [];
        for (const row of rows) {
          applied.push({ seq: row.seq, written: await apply(row) });
          reached(`applied ${documentKind(row.document)}`);
        }
        const recorded = isShared ? journal.wrote(applied) : Promise.resolve();
        // What failed here is found in the document at the next opening: it must not keep the rows back.
        recorded.catch(() => {});
        await finish(commands, onRows);
        shown.resolve();
        await recorded;
        reached('written');
        await checkpointWhenDue();
      });
      // Whatever stopped the turn: what had been promised by then stays kept, the rest is broken.
      turn.catch((error) => [saved, shown].forEach((promise) => promise.reject(error)));
      // Who waits for durability only must not be the one who hears that showing failed.
      shown.promise.catch(() => {});
      return { saved: saved.promise, shown: shown.promise };
    },
    storeAgain: () =>
      inTurn(async () => {
        await storeDocuments(held.names(), journal.last() ?? 0);
        // Rows that were lost with the ledger stand in the documents, and are sent from there.
        if (isShared) await journal.load();
      }),
    reproject: (name) => inTurn(() => reproject(name)),
    atRest: (read) =>
      inTurn(async () => {
        await finishRest();
        return read();
      }),
    restore: (copy) => inTurn(() => restore(copy)),
    pending: journal,
    shared,
    async close() {
      await inTurn.last();
      await held.close();
      ledger.close();
    },
  };
}

function checkpointOf(name: DocumentName, document: Y.Doc): Checkpoint {
  return {
    document: name,
    update: Y.encodeStateAsUpdate(document),
    stateVector: Y.encodeStateVector(document),
  };
}

/** The copy's connection may just have been closed under it: the document itself has the values. */
function withoutCopyFaults(change: () => void): void {
  try {
    change();
  } catch (error) {
    if (storageFault(error) === null) throw error;
  }
}

function erasedBy({ writes }: DocumentCommand): PatientId[] {
  return changesOf(writes)
    .filter(isErasure)
    .map(({ patient }) => patient);
}
