/** What screens may ask of the application. Built in `lib/app.ts`, handed down by Svelte context. */
import { getContext, setContext } from 'svelte';
import type { AuditLine } from '#lib/accounts/audit.ts';
import type { AccountFailure } from '#lib/accounts/serverCalls.ts';
import type { CeilingState } from '#lib/domain/ceiling.ts';
import type { ImportSummary } from '#lib/domain/importSummary.ts';
import type { ExportCounts, ExportDesk, ShownList } from '#lib/export/exportDesk.ts';
import type { PatientId } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { Practice } from '#lib/domain/practice.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Role, Session } from '#lib/domain/session.ts';
import type { Team } from '#lib/domain/team.ts';
import type { DemoDesk, ImportDesk } from '#lib/import/importDesk.ts';
import type { RememberedMappings } from '#lib/import/rememberedMappings.ts';
import type { PatientHistoryEntry } from '#lib/read-model/history.ts';
import type {
  ChosenCounts,
  ListPage,
  ListQuery,
  QueueCounts,
  TabCounts,
} from '#lib/read-model/listQuery.ts';
import type { ListedPatient, PatientRow } from '#lib/read-model/patientRow.ts';
import type { QuickAnswer, QuickQuestion } from '#lib/read-model/quickSearch.ts';
import type { ListedRequest } from '#lib/read-model/requests.ts';
import type { EditDesk } from '#lib/replica/editDesk.ts';
import type { StorageState } from '#lib/read-model/storageState.ts';
import type { CopyDesk, CopyRefusal, RestoreFailure } from '#lib/replica/copy/copyDesk.ts';
import type { SettingName, SettingRefusal, SettingValues } from '#lib/replica/practiceSettings.ts';
import type { PendingChange } from '#lib/replica/pendingChange.ts';
import type { Inbox, InboxEntry } from '#lib/replica/sync/inbox.ts';
import type { WaitingWork } from '#lib/replica/sync/pendingOfOthers.ts';
import type { SyncStatus } from '#lib/replica/sync/syncStatus.ts';
import type { TeamDesk } from '#lib/replica/teamDesk.ts';
import type { Account } from './accounts/account.ts';
import type { IncomingList } from './import/incomingLists.svelte.ts';

export type { StorageState };

export type Stop = () => void;

export interface PatientReader {
  /** Shows the page now and after every change that may touch it. */
  watchList(query: ListQuery, show: (page: ListPage) => void): Stop;
  watchCounts(show: (counts: TabCounts) => void): Stop;
  watchQueues(show: (counts: QueueCounts) => void): Stop;
  /** Over all lists that this session may see. */
  quick(question: QuickQuestion): Promise<QuickAnswer>;
  watchQuick(question: QuickQuestion, show: (answer: QuickAnswer) => void): Stop;
  /** Everybody whom the query finds, in its order, whatever its window. */
  ids(query: ListQuery): Promise<readonly PatientId[]>;
  /** Those of them that some tab shows, in the order asked for. */
  watchListed(ids: readonly PatientId[], show: (patients: readonly ListedPatient[]) => void): Stop;
  /** Of patients chosen in the query's tab. */
  watchChosen(
    ids: readonly PatientId[],
    query: ListQuery,
    show: (counts: ChosenCounts) => void,
  ): Stop;
  /** Null: there is no such patient (any more). */
  watchPatient(id: PatientId, show: (patient: PatientRow | null) => void): Stop;
  /** Newest first. */
  watchHistory(id: PatientId, show: (entries: readonly PatientHistoryEntry[]) => void): Stop;
  /** What the desk asks of the doctor, newest first. */
  watchRequests(show: (requests: readonly ListedRequest[]) => void): Stop;
  /** Newest first. */
  watchImports(show: (imports: readonly ImportSummary[]) => void): Stop;
}

/** How the safety copies of this browser stand. */
export interface CopyState {
  /** When the last was made here, ms since 1970; null: never. */
  readonly lastAt: number | null;
  /** Something was written that it does not hold. */
  readonly changedSince: boolean;
  /** The reminder was put off today. */
  readonly quietToday: boolean;
}

export interface Copies extends Pick<CopyDesk, 'openCopy' | 'restoreCopy' | 'closeCopy'> {
  makeCopy(
    passphrase: string,
  ): Promise<Result<{ fileName: string; bytes: Uint8Array }, RestoreFailure>>;
  watch(show: (state: CopyState) => void): Stop;
  /** No reminder until tomorrow. */
  putOff(): void;
}

/** The patients opened last in this browser by this user, the last one first. */
export interface RecentPatients {
  ids(): readonly PatientId[];
  add(id: PatientId): void;
}

export interface Exports {
  /** How many patients each choice would write, now and after every change. */
  watchCounts(shown: ShownList, show: (counts: ExportCounts) => void): Stop;
  readonly write: ExportDesk['exportPatients'];
  readonly stop: ExportDesk['stopExport'];
}

/** Bytes; null where the browser does not say. */
export interface LocalSpace {
  /** The browser promised not to clear our data by itself. */
  readonly kept: boolean | null;
  readonly usage: number | null;
  readonly quota: number | null;
}

export interface LocalSpaceReader {
  read(): Promise<LocalSpace>;
  askToKeep(): Promise<LocalSpace>;
}

/** How this desktop stands to the server of the practice. */
export interface SyncReader extends Pick<Inbox, 'recover' | 'dismiss'> {
  watchStatus(show: (status: SyncStatus) => void): Stop;
  /** What the server does not have yet, oldest first. */
  watchPending(show: (changes: readonly PendingChange[]) => void): Stop;
  /** Values of this user's that did not stand, newest first. */
  watchInbox(show: (entries: readonly InboxEntry[]) => void): Stop;
  /** Whose work waits on this computer for his sign-in, and how much. */
  watchWaiting(show: (waiting: readonly WaitingWork[]) => void): Stop;
  /** Lets go of a change that cannot be sent; false where it is on its way. */
  discard(command: string): Promise<boolean>;
  /** Connects now. */
  again(): void;
  /** Whoever wrote something, in words. */
  nameOf(user: string): string;
  /** ms since 1970. */
  now(): number;
}

/** Newest first; `patient` null: everybody, `before` null: from the newest. Only while the server answers. */
export type ReadAudit = (question: {
  readonly patient: PatientId | null;
  readonly before: number | null;
}) => Promise<Result<readonly AuditLine[], AccountFailure>>;

/** On a server started for reviewers: the role they try on, in every tab of the browser. */
export interface Trial {
  readonly role: Role;
  /** Starts every tab again in that role. */
  choose(role: Role): void;
}

/** The companion extension, as far as it was heard of since the page was opened. */
export interface CompanionState {
  /** `isOld`: it speaks an older language than this app. */
  readonly extension: { readonly version: string; readonly isOld: boolean } | null;
  /** The last list it handed over in this browser. */
  readonly last: { readonly at: number; readonly rows: number } | null;
}

/** Lists that come by themselves: handed over by the extension, or opened with the app. */
export interface Companion {
  /** From now on, what waits already included. */
  listen(hear: { onList(list: IncomingList): void; onDamaged(): void }): Stop;
  watch(show: (state: CompanionState) => void): Stop;
}

export interface App {
  /** Its panels follow the team; read in a derived value or a template, so does what is shown. */
  readonly session: Session;
  /** Whose lists there are, as known now. */
  readonly team: Team;
  /** `Medici e ambulatori`. */
  editTeam: TeamDesk['edit'];
  readonly practice: Practice;
  readonly patients: PatientReader;
  readonly recent: RecentPatients;
  readonly imports: ImportDesk;
  readonly companion: Companion;
  readonly exports: Exports;
  readonly edits: EditDesk;
  /** For a command: made by whoever asks, so that asking twice writes once. */
  newId(): string;
  readonly copies: Copies;
  readonly localSpace: LocalSpaceReader;
  readonly sync: SyncReader;
  /** `Registro`: what the server keeps of who wrote what. */
  readonly readAudit: ReadAudit;
  watchCeiling(show: (state: CeilingState | null) => void): Stop;
  watchSetting<S extends SettingName>(name: S, show: (value: SettingValues[S]) => void): Stop;
  /** Resolves once it is safe on this computer. */
  setSetting<S extends SettingName>(
    name: S,
    value: SettingValues[S],
  ): Promise<Result<SettingValues[S], SettingRefusal>>;
  readonly mappings: RememberedMappings;
  readonly loadDemo: DemoDesk['loadDemo'];
  /** Null in the demonstration for reviewers, where nobody signs in. */
  readonly account: Account | null;
  /** Null everywhere but in the demonstration for reviewers. */
  readonly trial: Trial | null;
  today(): PlainDate;
  watchStorage(show: (state: StorageState) => void): Stop;
}

/** Why a copy could not give a fresh server its practice back. */
export type TakeOverFailure =
  | CopyRefusal
  | AccountFailure
  /** The practice is there again, its patients are not yet: the copy is to be restored from the settings. */
  | { readonly kind: 'notRestored' };

const key = Symbol('app');

export function provideApp(app: App): void {
  setContext(key, app);
}

export function useApp(): App {
  return getContext<App>(key);
}
