/** What a tab may ask of the worker: calls cross as plain data, progress under a number that the tab gives. */
import type { CeilingState } from '#lib/domain/ceiling.ts';
import type { Member } from '#lib/domain/member.ts';
import type { PatientId } from '#lib/domain/patient.ts';
import type { Person } from '#lib/domain/samePeople.ts';
import type { Result } from '#lib/domain/result.ts';
import type { ExportDesk } from '#lib/export/exportDesk.ts';
import type { DemoDesk, ImportDesk } from '#lib/import/importDesk.ts';
import type { RememberedMappings } from '#lib/import/rememberedMappings.ts';
import type {
  ChosenCounts,
  ListPage,
  ListQuery,
  QueueCounts,
  TabCounts,
} from '#lib/read-model/listQuery.ts';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';
import type { QuickAnswer, QuickQuestion } from '#lib/read-model/quickSearch.ts';
import type { SettingName, SettingRefusal, SettingValues } from '#lib/replica/practiceSettings.ts';
import type { CopyDesk } from '#lib/replica/copy/copyDesk.ts';
import type { Edit, EditDesk } from '#lib/replica/editDesk.ts';
import type { PendingChange } from '#lib/replica/pendingChange.ts';
import type { Inbox } from '#lib/replica/sync/inbox.ts';
import type { SyncStatus } from '#lib/replica/sync/syncStatus.ts';
import type { TeamDesk } from '#lib/replica/teamDesk.ts';
import type { Desktop } from './desktop.ts';
import type { TabFunctions } from './line.ts';

/** A function that takes a callback for progress, as it is asked across the line: with a number instead. */
type Open = Parameters<ImportDesk['open']>;
type Export = Parameters<ExportDesk['exportPatients']>;

export interface WorkerDesk
  extends
    Omit<ImportDesk, 'open' | 'commit'>,
    Omit<ExportDesk, 'exportPatients'>,
    Pick<CopyDesk, 'makeCopy' | 'openCopy' | 'restoreCopy' | 'closeCopy'> {
  open(
    file: Open[0],
    fileName: Open[1],
    decisions: Open[2],
    call: number,
  ): ReturnType<ImportDesk['open']>;
  exportPatients(
    choice: Export[0],
    format: Export[1],
    shown: Export[2],
    call: number,
  ): ReturnType<ExportDesk['exportPatients']>;
  commit(id: string, call: number): ReturnType<ImportDesk['commit']>;
  loadDemo(id: string, call: number): ReturnType<DemoDesk['loadDemo']>;
  query(query: ListQuery): Promise<ListPage>;
  counts(): Promise<TabCounts>;
  queues(): Promise<QueueCounts>;
  quick(question: QuickQuestion): Promise<QuickAnswer>;
  ids(query: ListQuery): Promise<readonly PatientId[]>;
  listed(ids: readonly PatientId[]): Promise<readonly ListedPatient[]>;
  chosen(ids: readonly PatientId[], query: ListQuery): Promise<ChosenCounts>;
  edit(id: string, edit: Edit): ReturnType<EditDesk['edit']>;
  undoEdit(id: string, editId: string): ReturnType<EditDesk['undo']>;
  samePeople(person: Person): ReturnType<EditDesk['samePeople']>;
  editTeam: TeamDesk['edit'];
  ceiling(): Promise<CeilingState | null>;
  setting<S extends SettingName>(name: S): Promise<SettingValues[S]>;
  setSetting<S extends SettingName>(
    name: S,
    value: SettingValues[S],
  ): Promise<Result<SettingValues[S], SettingRefusal>>;
  mappings: RememberedMappings['all'];
  renameMapping: RememberedMappings['rename'];
  forgetMapping: RememberedMappings['forget'];
  syncStatus(): Promise<SyncStatus>;
  pendingChanges(): Promise<readonly PendingChange[]>;
  discardPending(command: string): Promise<boolean>;
  inbox: Inbox['entries'];
  recover: Inbox['recover'];
  dismiss: Inbox['dismiss'];
  syncAgain(): Promise<void>;
  followMember(member: Member): Promise<void>;
}

/** The desk of one tab. What it asks waits until the desktop can answer it. */
export function openWorkerDesk(
  desktop: Desktop,
  tab: TabFunctions,
): { readonly desk: WorkerDesk; readonly close: () => void } {
  const { imports, exports, copies } = desktop.openTab();
  const { edits, mappings, settings, sync } = desktop;
  const telling = (call: number) => (progress: unknown) => tab.progress(call, progress);
  const indexed =
    <Given extends unknown[], Answer>(answer: (...given: Given) => Answer) =>
    async (...given: Given): Promise<Awaited<Answer>> => {
      await desktop.indexed;
      return await answer(...given);
    };
  const ready =
    <Given extends unknown[], Answer>(answer: (...given: Given) => Answer) =>
    async (...given: Given): Promise<Awaited<Answer>> => {
      await desktop.ready;
      return await answer(...given);
    };
  return {
    desk: {
      query: indexed(desktop.query),
      counts: indexed(desktop.counts),
      queues: indexed(desktop.queues),
      quick: indexed(desktop.quick),
      ids: indexed(desktop.ids),
      listed: indexed(desktop.listed),
      chosen: indexed(desktop.chosen),
      editTeam: ready(desktop.team.edit),
      ceiling: ready(desktop.ceiling),
      edit: ready(edits.edit),
      undoEdit: ready(edits.undo),
      samePeople: ready(edits.samePeople),
      setting: async (name) => {
        await desktop.ready;
        return settings[name].read();
      },
      setSetting: async (name, value) => {
        await desktop.ready;
        return settings[name].set(value);
      },
      mappings: ready(mappings.all),
      renameMapping: ready(mappings.rename),
      forgetMapping: ready(mappings.forget),
      // How things stand is asked above all when they do not stand well: it waits for nothing.
      syncStatus: async () => sync.status(),
      pendingChanges: ready(sync.pending),
      discardPending: ready(sync.discard),
      inbox: ready(sync.entries),
      recover: ready(sync.recover),
      dismiss: ready(sync.dismiss),
      syncAgain: async () => sync.again(),
      followMember: async (member) => desktop.followMember(member),
      open: ready((file, fileName, decisions, call) =>
        imports.open(file, fileName, decisions, telling(call)),
      ),
      correct: ready(imports.correct),
      decide: ready(imports.decide),
      include: ready(imports.include),
      fix: ready(imports.fix),
      entries: ready(imports.entries),
      problemRows: ready(imports.problemRows),
      template: ready(imports.template),
      draft: ready(imports.draft),
      dropDraft: ready(imports.dropDraft),
      commit: ready((id, call) => imports.commit(telling(call), id)),
      interrupt: ready(imports.interrupt),
      close: ready(imports.close),
      undo: ready(imports.undo),
      report: ready(imports.report),
      loadDemo: ready((id, call) => imports.loadDemo(telling(call), id)),
      exportCounts: ready(exports.exportCounts),
      exportPatients: ready((choice, format, shown, call) =>
        exports.exportPatients(choice, format, shown, telling(call)),
      ),
      stopExport: ready(exports.stopExport),
      makeCopy: ready(copies.makeCopy),
      openCopy: ready(copies.openCopy),
      restoreCopy: ready(copies.restoreCopy),
      closeCopy: ready(copies.closeCopy),
    },
    close() {
      void imports.close();
      void exports.stopExport();
      void copies.closeCopy();
    },
  };
}
