/**
 * The replica: documents of one user on this desktop, and the only way to change them.
 *
 * A command is first a journal row (durable), then one Yjs transaction per document, then history, then
 * rows of the read model, then, once enough has gathered, a checkpoint that prunes the journal. A stop
 * anywhere in between is made good at the next opening: what is in the journal is applied again, which
 * changes nothing where it had been applied.
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
import type { HybridClock } from './hybridClock.ts';
import { createTurns } from './inTurn.ts';
import type { Checkpoint, ImportReport, Ledger } from './ledger.ts';
import type { DocumentCopy, KeepDocument } from './persistence.ts';

/** Keys of each root map that transactions touched since the last projection. */
export type Touched = Map<string, Set<string>>;

/** Brings the read model up to date; told what was touched, or `all` when that is not known. */
export interface Projection {
  project(
    name: DocumentName,
    document: Y.Doc,
    touched: Touched | 'all',
    onRows?: (done: number, total: number) => void,
  ): Promise<void>;
  /** Makes sure that the rows of these documents are compared whole before they are trusted again. */
  distrust(names: readonly DocumentName[]): Promise<void>;
}

export interface ReplicaDependencies {
  readonly ledger: Ledger;
  readonly keepDocument: KeepDocument;
  readonly projection: Projection;
  readonly clock: HybridClock;
  /** Store name of a document's copy. */
  readonly copyName: (document: DocumentName) => string;
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
    options?: {
      readonly report?: ImportReport;
      readonly onRows?: (done: number, total: number) => void;
    },
  ): { readonly saved: Promise<void>; readonly shown: Promise<void> };
  /** Stores every loaded document whole, after the ledger was lost and made anew. */
  storeAgain(): Promise<void>;
  /** Projects a document anew, compared with what the rows hold. */
  reproject(name: DocumentName): Promise<void>;
  /** Runs `read` between two commands, when journal, documents, history and rows agree. */
  atRest<T>(read: () => Promise<T>): Promise<T>;
  /** Merges a safety copy in: durable as a whole or not at all, then on the rows. */
  restore(copy: RestorableCopy): Promise<void>;
  close(): Promise<void>;
}

/** The part of a safety copy that the replica takes in. */
export type RestorableCopy = Pick<CopyContent, 'documents' | 'history' | 'reports' | 'lastReading'>;

/** Writes in the journal after which a checkpoint is due. */
const CHECKPOINT_WRITES = 1000;

interface OpenDocument {
  readonly document: Y.Doc;
  readonly copy: DocumentCopy;
  touched: Touched;
}

export function createReplica(dependencies: ReplicaDependencies): Replica {
  const { ledger, keepDocument, projection, clock, copyName } = dependencies;
  const reached = dependencies.reached ?? (() => {});
  const opened = new Map<DocumentName, Promise<OpenDocument>>();
  let writesSinceCheckpoint = 0;
  /** Documents with somebody just erased, of whom journal and copies must not keep anything. */
  let erasedIn: readonly DocumentName[] = [];
  /** In the journal and in the documents, but history or rows could not be written: done with the next. */
  let unfinished: readonly DocumentCommand[] = [];
  /** Commands run one after the other: the order of the journal is the order of their effects. */
  const inTurn = createTurns();

  function openDocument(name: DocumentName): Promise<OpenDocument> {
    const known = opened.get(name);
    if (known) return known;
    const loading = load(name);
    opened.set(name, loading);
    loading.catch(() => opened.delete(name));
    return loading;
  }

  async function load(name: DocumentName): Promise<OpenDocument> {
    const document = new Y.Doc();
    const copy = keepDocument(copyName(name), document);
    await copy.loaded;
    const checkpoint = await ledger.checkpoints.get(name);
    if (checkpoint && misses(document, checkpoint.stateVector)) {
      Y.applyUpdate(document, checkpoint.update);
    }
    const entry: OpenDocument = { document, copy, touched: new Map() };
    document.on('afterTransaction', (transaction: Y.Transaction) => {
      collectTouched(transaction, document, entry.touched);
    });
    return entry;
  }

  async function apply(command: DocumentCommand): Promise<void> {
    const { document } = await openDocument(command.document);
    withoutCopyFaults(() => applyCommand(document, command));
  }

  async function restore({ documents, history, reports, lastReading }: RestorableCopy) {
    const names = documents.map(({ name }) => name);
    const merged: Checkpoint[] = [];
    for (const { name, document: fromCopy } of documents) {
      const { document } = await openDocument(name);
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
      const { document } = await openDocument(name);
      withoutCopyFaults(() => Y.applyUpdate(document, update));
    }
    for (const name of names) await reproject(name);
  }

  async function reproject(name: DocumentName): Promise<void> {
    const entry = await openDocument(name);
    entry.touched = new Map();
    await projection.project(name, entry.document, 'all');
  }

  async function show(
    name: DocumentName,
    onRows?: (done: number, total: number) => void,
  ): Promise<void> {
    const entry = await openDocument(name);
    const touched = entry.touched;
    entry.touched = new Map();
    try {
      await projection.project(name, entry.document, touched, onRows);
    } catch (error) {
      for (const [map, keys] of touched) for (const key of keys) touch(entry.touched, map, key);
      throw error;
    }
  }

  async function finish(
    commands: readonly DocumentCommand[],
    onRows?: (done: number, total: number) => void,
  ): Promise<void> {
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
      for (const name of erasedIn) await (await openDocument(name)).copy.compact();
      erasedIn = [];
    } catch (error) {
      if (storageFault(error) === null) throw error;
    }
  }

  async function checkpoint(): Promise<void> {
    const pending = await ledger.pending();
    const last = pending.at(-1)?.seq;
    if (last === undefined) return;
    reached('checkpointing');
    await storeDocuments([...new Set(pending.map((row) => row.document))], last);
    writesSinceCheckpoint = 0;
    reached('checkpointed');
  }

  async function storeDocuments(names: readonly DocumentName[], throughSeq: number): Promise<void> {
    const checkpoints: Checkpoint[] = [];
    for (const name of names) {
      const { document } = await openDocument(name);
      checkpoints.push(checkpointOf(name, document));
    }
    await ledger.checkpoint(checkpoints, throughSeq);
  }

  return {
    async open() {
      const last = await ledger.lastReading();
      if (last) clock.follow(last);
      await inTurn(async () => {
        const pending = await ledger.pending();
        for (const row of pending) await apply(row);
        reached('replayed');
        // What the Yjs copy had kept is not touched by the replay, but its rows may be missing.
        for (const { document, writes } of pending) {
          const { touched } = await openDocument(document);
          for (const { map, key } of writes) touch(touched, map, key);
        }
        if (pending.length > 0) await finish(pending);
        await checkpointWhenDue();
      });
    },
    document: async (name) => (await openDocument(name)).document,
    execute(commands, { report, onRows } = {}) {
      const saved = Promise.withResolvers<void>();
      const shown = Promise.withResolvers<void>();
      const turn = inTurn(async () => {
        await ledger.append(commands, report);
        saved.resolve();
        reached('journal');
        for (const command of commands) {
          await apply(command);
          reached(`applied ${documentKind(command.document)}`);
        }
        await finish(commands, onRows);
        shown.resolve();
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
        const last = (await ledger.pending()).at(-1)?.seq ?? 0;
        await storeDocuments([...opened.keys()], last);
      }),
    reproject: (name) => inTurn(() => reproject(name)),
    atRest: (read) =>
      inTurn(async () => {
        if (unfinished.length > 0) await finish([]);
        return read();
      }),
    restore: (copy) => inTurn(() => restore(copy)),
    async close() {
      await inTurn.last();
      for (const entry of opened.values()) await (await entry).copy.close();
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

function misses(document: Y.Doc, stateVector: Uint8Array): boolean {
  const state = Y.decodeStateVector(Y.encodeStateVector(document));
  const stored = Y.decodeStateVector(stateVector);
  return [...stored].some(([client, clock]) => (state.get(client) ?? 0) < clock);
}

function touch(touched: Touched, map: string, key: string): void {
  const keys = touched.get(map);
  if (keys) keys.add(key);
  else touched.set(map, new Set([key]));
}

function collectTouched(transaction: Y.Transaction, document: Y.Doc, touched: Touched): void {
  for (const [map, root] of document.share) {
    const keys = transaction.changed.get(root as Y.AbstractType<Y.YEvent<Y.Map<unknown>>>);
    for (const key of keys ?? []) if (key !== null) touch(touched, map, key);
  }
}

function erasedBy({ writes }: DocumentCommand): PatientId[] {
  return changesOf(writes)
    .filter(isErasure)
    .map(({ patient }) => patient);
}
