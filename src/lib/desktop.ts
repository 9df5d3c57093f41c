/**
 * The desktop's replica as it runs in the worker: ledger, documents, rows, search index and import, put
 * together. Only entry points create what it needs.
 */
import type { Practice } from '#lib/domain/practice.ts';
import type { Session } from '#lib/domain/session.ts';
import { createImportDesk, type DeskDependencies } from '#lib/import/createImportDesk.ts';
import { createRememberedMappings } from '#lib/import/createRememberedMappings.ts';
import type { DemoDesk, ImportDesk } from '#lib/import/importDesk.ts';
import type { RememberedMappings } from '#lib/import/rememberedMappings.ts';
import type { ListPage, ListQuery, TabCounts } from '#lib/read-model/listQuery.ts';
import { loadIndex } from '#lib/read-model/loadIndex.ts';
import { createProjector, isProjected } from '#lib/read-model/projector.ts';
import { openRowStore } from '#lib/read-model/rowStore.ts';
import { createSearchIndex } from '#lib/read-model/searchIndex.ts';
import type { StorageState } from '#lib/read-model/storageState.ts';
import { type Databases, storageFault, storeName } from '#lib/replica/databases.ts';
import {
  type DocumentName,
  practiceDocument,
  privateDocument,
  ssnDocument,
} from '#lib/replica/documents.ts';
import { createHybridClock } from '#lib/replica/hybridClock.ts';
import { openLedger } from '#lib/replica/ledger.ts';
import { createPatientIds } from '#lib/replica/patientIds.ts';
import type { KeepDocument } from '#lib/replica/persistence.ts';
import { createReplica } from '#lib/replica/replica.ts';

export interface DesktopSurroundings extends Pick<
  DeskDependencies,
  | 'now'
  | 'newId'
  | 'today'
  | 'digest'
  | 'pause'
  | 'spaceLeft'
  | 'writeCsv'
  | 'reportWords'
  | 'makeDemoList'
> {
  readonly databases: Databases;
  readonly keepDocument: KeepDocument;
  readonly practice: Practice;
  readonly session: Session;
  /** This browser's name in clock readings. */
  readonly node: string;
  /** The rows changed: lists and counts on show are to be asked for again. */
  readonly changed: () => void;
  readonly storage: (state: StorageState) => void;
  readonly reached?: (step: string) => void;
}

export interface Desktop {
  /** Resolves when search, filters and sort can be answered. */
  readonly indexed: Promise<void>;
  /** Resolves when what an earlier session left has been made good, and commands can run. */
  readonly ready: Promise<void>;
  query(query: ListQuery): ListPage;
  counts(): TabCounts;
  readonly imports: ImportDesk & DemoDesk;
  readonly mappings: RememberedMappings;
  close(): Promise<void>;
}

export function openDesktop(surroundings: DesktopSurroundings): Desktop {
  const { databases, practice, changed, storage, reached } = surroundings;
  const ledger = openLedger(databases);
  const rows = openRowStore(databases);
  const index = createSearchIndex();
  const clock = createHybridClock(surroundings.now, surroundings.node);
  const projection = createProjector({
    rows,
    reached,
    changed(put, removed) {
      index.put(put);
      index.remove(removed);
      changed();
    },
  });
  const replica = createReplica({
    ledger,
    projection,
    clock,
    keepDocument: surroundings.keepDocument,
    copyName: (document) => storeName(databases.owner, `document:${document}`),
    reached,
  });
  const panel = practice.panelId;
  const lists: readonly DocumentName[] = [ssnDocument(panel), privateDocument(panel)];
  let closing = false;
  let recovering = false;
  let lostAgain = false;

  async function openStores(): Promise<void> {
    const blocked = () => storage({ kind: 'blocked' });
    ledger.onBlocked(blocked);
    rows.onBlocked(blocked);
    await ledger.open();
    await rows.open();
    const lost = () => {
      lostAgain = true;
      if (!closing && !recovering) void recover();
    };
    ledger.onClose(lost);
    rows.onClose(lost);
  }

  /** Somebody closed or deleted a store under us: the documents in memory are written again. */
  async function recover(): Promise<void> {
    recovering = true;
    storage({ kind: 'lost' });
    let outcome: StorageState = { kind: 'ready' };
    while (lostAgain) {
      lostAgain = false;
      try {
        await ledger.open();
        await rows.open();
        await replica.storeAgain();
        for (const name of lists) await replica.reproject(name);
        outcome = { kind: 'ready' };
      } catch (error) {
        outcome = { kind: 'failed', reason: reasonOf(error) };
      }
    }
    recovering = false;
    storage(outcome);
  }

  const indexed = openStores().then(() => loadIndex(rows, index));
  const ready = indexed.then(async () => {
    changed();
    await replica.open();
    for (const name of lists) if (!(await isProjected(rows, name))) await replica.reproject(name);
    // Held in memory from now on: should the stores be deleted under us, nothing is lost.
    for (const name of [...lists, practiceDocument(practice.id)]) await replica.document(name);
  });
  ready.then(
    () => storage({ kind: 'ready' }),
    (error) => storage({ kind: 'failed', reason: reasonOf(error) }),
  );

  const dependencies = {
    ...surroundings,
    replica,
    ledger,
    clock,
    panel,
    ids: createPatientIds(practice.idSecret),
  };
  return {
    indexed,
    ready,
    query: (query) => index.query(query),
    counts: () => index.counts(),
    imports: createImportDesk(dependencies),
    mappings: createRememberedMappings(dependencies),
    async close() {
      closing = true;
      await replica.close();
      rows.close();
    },
  };
}

function reasonOf(error: unknown): 'full' | 'unavailable' | 'unknown' {
  const fault = storageFault(error);
  return fault === 'full' ? 'full' : fault === 'lost' ? 'unavailable' : 'unknown';
}
