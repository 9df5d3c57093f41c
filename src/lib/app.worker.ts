/** Worker entry: gives the desktop its clock, randomness, databases and cryptography, and answers the page. */
import * as Comlink from 'comlink';
import { ulid } from 'ulid';
import type { CeilingState } from '#lib/domain/ceiling.ts';
import type { Practice } from '#lib/domain/practice.ts';
import { plainDateAt } from '#lib/domain/plainDate.ts';
import type { Person } from '#lib/domain/samePeople.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Principal } from '#lib/domain/session.ts';
import { writeCsv } from '#lib/export/csv.ts';
import { reportWords } from '#lib/ui/texts/importPlan.ts';
import type { Edit, EditDesk } from '#lib/replica/editDesk.ts';
import type { DemoDesk, ImportDesk } from '#lib/import/importDesk.ts';
import type { RememberedMappings } from '#lib/import/rememberedMappings.ts';
import type { ListPage, ListQuery, TabCounts } from '#lib/read-model/listQuery.ts';
import type { StorageState } from '#lib/read-model/storageState.ts';
import type { CeilingRefusal } from '#lib/replica/ceilings.ts';
import type { CopyDesk } from '#lib/replica/copy/copyDesk.ts';
import { keepInIndexedDb } from '#lib/replica/persistence.ts';
import type { TeamDesk } from '#lib/replica/teamDesk.ts';
import { type Desktop, openDesktop } from './desktop.ts';

export interface WorkerStart {
  readonly practice: Practice;
  readonly session: Principal;
  readonly node: string;
}

export interface WorkerApi extends ImportDesk, DemoDesk, CopyDesk {
  start(
    start: WorkerStart,
    changed: () => void,
    storage: (state: StorageState) => void,
  ): Promise<void>;
  query(query: ListQuery): Promise<ListPage>;
  counts(): Promise<TabCounts>;
  edit(id: string, edit: Edit): ReturnType<EditDesk['edit']>;
  undoEdit(id: string, editId: string): ReturnType<EditDesk['undo']>;
  samePeople(person: Person): ReturnType<EditDesk['samePeople']>;
  editTeam: TeamDesk['edit'];
  ceiling(): Promise<CeilingState>;
  setCeiling(ceiling: number): Promise<Result<number, CeilingRefusal>>;
  mappings: RememberedMappings['all'];
  renameMapping: RememberedMappings['rename'];
  forgetMapping: RememberedMappings['forget'];
}

const started = Promise.withResolvers<Desktop>();
const indexed = started.promise.then(async (desktop) => {
  await desktop.indexed;
  return desktop;
});
const ready = started.promise.then(async (desktop) => {
  await desktop.ready;
  return desktop;
});

const api: WorkerApi = {
  async start({ practice, session, node }, changed, storage) {
    started.resolve(
      openDesktop({
        databases: {
          owner: { practice: practice.id, user: practice.doctor.id },
          indexedDB,
          IDBKeyRange,
        },
        keepDocument: keepInIndexedDb,
        sealing: {
          subtle: crypto.subtle,
          randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
        },
        practice,
        session,
        node,
        changed,
        storage,
        now: () => Date.now(),
        today: () => plainDateAt(Date.now()),
        newId: () => ulid(),
        digest: sha256,
        pause: () => new Promise((resume) => setTimeout(resume)),
        spaceLeft,
        writeCsv,
        reportWords,
        makeDemoList: async (...wanted) =>
          (await import('#lib/sample/demoList.ts')).demoList(...wanted),
      }),
    );
    await indexed;
  },
  query: async (query) => (await indexed).query(query),
  counts: async () => (await indexed).counts(),
  editTeam: async (...given) => (await ready).team.edit(...given),
  ceiling: async () => (await ready).ceiling(),
  setCeiling: async (ceiling) => (await ready).setCeiling(ceiling),
  makeCopy: async (...given) => (await ready).copies.makeCopy(...given),
  openCopy: async (...given) => (await ready).copies.openCopy(...given),
  restoreCopy: async () => (await ready).copies.restoreCopy(),
  closeCopy: async () => (await ready).copies.closeCopy(),
  open: async (...given) => (await ready).imports.open(...given),
  correct: async (...given) => (await ready).imports.correct(...given),
  decide: async (...given) => (await ready).imports.decide(...given),
  include: async (...given) => (await ready).imports.include(...given),
  entries: async (...given) => (await ready).imports.entries(...given),
  commit: async (...given) => (await ready).imports.commit(...given),
  interrupt: async () => (await ready).imports.interrupt(),
  close: async () => (await ready).imports.close(),
  undo: async (...given) => (await ready).imports.undo(...given),
  report: async (...given) => (await ready).imports.report(...given),
  edit: async (...given) => (await ready).edits.edit(...given),
  undoEdit: async (...given) => (await ready).edits.undo(...given),
  samePeople: async (...given) => (await ready).edits.samePeople(...given),
  loadDemo: async (...given) => (await ready).imports.loadDemo(...given),
  mappings: async () => (await ready).mappings.all(),
  renameMapping: async (...given) => (await ready).mappings.rename(...given),
  forgetMapping: async (...given) => (await ready).mappings.forget(...given),
};

async function sha256(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function spaceLeft(): Promise<number | null> {
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined || usage === undefined ? null : quota - usage;
}

Comlink.expose(api);
