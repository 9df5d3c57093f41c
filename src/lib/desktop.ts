/**
 * The desktop's replica as it runs in the worker: ledger, documents, rows, search index and import, put
 * together. Only entry points create what it needs. Long: the order in which its parts open, recover and begin to
 * answer is one thing, and is easier to follow in one place.
 */
import type { PatientId } from '#lib/domain/patient.ts';
import type { Practice } from '#lib/domain/practice.ts';
import type { Member } from '#lib/domain/member.ts';
import type { Principal } from '#lib/domain/session.ts';
import type { Team } from '#lib/domain/team.ts';
import type { CeilingState } from '#lib/domain/ceiling.ts';
import { sameValue } from '#lib/domain/change.ts';
import { firstTeam } from '#lib/domain/team.ts';
import { createExportDesk, type ExportDeskDependencies } from '#lib/export/createExportDesk.ts';
import type { ExportDesk } from '#lib/export/exportDesk.ts';
import { createImportDesk, type DeskDependencies } from '#lib/import/createImportDesk.ts';
import { createRememberedMappings } from '#lib/import/createRememberedMappings.ts';
import type { DemoDesk, ImportDesk } from '#lib/import/importDesk.ts';
import { forgetInReport } from '#lib/import/forgetInReport.ts';
import type { RememberedMappings } from '#lib/import/rememberedMappings.ts';
import type {
  ChosenCounts,
  ListPage,
  ListQuery,
  QueueCounts,
  TabCounts,
} from '#lib/read-model/listQuery.ts';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';
import { loadIndex } from '#lib/read-model/loadIndex.ts';
import { projectPatient } from '#lib/read-model/projectPatient.ts';
import { areWhole, createProjector, isCurrent, isProjected } from '#lib/read-model/projector.ts';
import { openRowStore } from '#lib/read-model/rowStore.ts';
import { type QuickAnswer, type QuickQuestion, quickSearch } from '#lib/read-model/quickSearch.ts';
import { sightOf } from '#lib/read-model/sight.ts';
import { readTeam } from '#lib/read-model/team.ts';
import { createSearchIndex, type SearchIndex } from '#lib/read-model/searchIndex.ts';
import type { StorageState } from '#lib/read-model/storageState.ts';
import { patientIdsOf, patientsIn } from '#lib/replica/columns.ts';
import type { CopyDesk } from '#lib/replica/copy/copyDesk.ts';
import { createCopyDesk } from '#lib/replica/copy/createCopyDesk.ts';
import type { Sealing } from '#lib/replica/copy/sealedFile.ts';
import { type Databases, storageFault, storeName } from '#lib/replica/databases.ts';
import {
  listDocument,
  practiceDocument,
  readableDocuments,
  readableRequests,
} from '#lib/replica/documents.ts';
import type { SendLate } from '#lib/replica/sharedReplica.ts';
import { createAuthor } from '#lib/replica/author.ts';
import { createEditDesk } from '#lib/replica/createEditDesk.ts';
import type { EditDesk } from '#lib/replica/editDesk.ts';
import { eraseExpired } from '#lib/replica/expiredBins.ts';
import { createHybridClock } from '#lib/replica/hybridClock.ts';
import { createTurns } from '#lib/replica/inTurn.ts';
import { openLedger } from '#lib/replica/ledger.ts';
import { createPatientIds } from '#lib/replica/patientIds.ts';
import type { KeepDocument } from '#lib/replica/persistence.ts';
import { type PracticeSettings, openPracticeSettings } from '#lib/replica/practiceSettings.ts';
import type { SocketConstructor, Patience } from '#lib/replica/provider.ts';
import { createReplica } from '#lib/replica/replica.ts';
import type { AskServer } from '#lib/replica/sync/createSync.ts';
import { createSyncDesk } from '#lib/replica/sync/createSyncDesk.ts';
import type { SyncDesk } from '#lib/replica/sync/syncDesk.ts';
import { teamIn, teamOf } from '#lib/replica/teamColumns.ts';
import { createTeamDesk, type TeamDesk } from '#lib/replica/teamDesk.ts';
import { liveSession } from './liveSession.ts';
import { endedLists, ownAssignee } from '#lib/domain/panelAccess.ts';
import { followedMember } from './followedMember.ts';

type NeededByImport =
  | 'now'
  | 'newId'
  | 'today'
  | 'digest'
  | 'pause'
  | 'spaceLeft'
  | 'writeCsv'
  | 'reportWords'
  | 'makeDemoList';

/** Without it the desktop is its practice's only one, and nothing leaves this computer. */
export interface SyncSurroundings {
  /** Of the server's socket: `wss://…/sync`. */
  readonly url: string;
  readonly Socket: SocketConstructor;
  readonly patience?: Patience;
  readonly askServer: AskServer;
  /** Tells the server that an entry of what came back was dealt with. */
  readonly settle: (entry: number) => Promise<void>;
  readonly sendLate: SendLate;
  /** What this user is or may has changed: he is to be asked for again, and given to `followMember`. */
  readonly memberChanged: () => void;
  /** The status, the pending changes or the inbox are others. */
  readonly changed: () => void;
}

export interface DesktopSurroundings
  extends Pick<DeskDependencies, NeededByImport>, Pick<ExportDeskDependencies, 'exportWords'> {
  readonly databases: Databases;
  readonly keepDocument: KeepDocument;
  readonly sealing: Sealing;
  readonly practice: Practice;
  /** Whoever is at the desk; which lists are open to him follows from the team. */
  readonly session: Principal;
  /** His account, where there are accounts: which lists are open to him then follows from it as well. */
  readonly member?: Member;
  readonly sync?: SyncSurroundings;
  /** This browser's name in clock readings. */
  readonly node: string;
  /** The rows changed: lists and counts on show are to be asked for again. */
  readonly changed: () => void;
  readonly storage: (state: StorageState) => void;
  /** Told of a bug that nobody waits for; without it, it is thrown where everybody hears it. */
  readonly failed?: (error: unknown) => void;
  readonly reached?: (step: string) => void;
}

/** What a tab has open at this desktop: a file being imported or written, a safety copy being looked at. */
export interface TabDesks {
  readonly copies: CopyDesk;
  readonly imports: ImportDesk & DemoDesk;
  readonly exports: ExportDesk;
}

export interface Desktop {
  /** Resolves when search, filters and sort can be answered. */
  readonly indexed: Promise<void>;
  /** Resolves when what an earlier session left has been made good, and commands can run. */
  readonly ready: Promise<void>;
  query(query: ListQuery): ListPage;
  counts(): TabCounts;
  queues(): QueueCounts;
  quick(question: QuickQuestion): QuickAnswer;
  ids(query: ListQuery): PatientId[];
  listed(ids: readonly PatientId[]): ListedPatient[];
  chosen(ids: readonly PatientId[], query: ListQuery): ChosenCounts;
  /** Of one's own list; null for who has none. */
  ceiling(): Promise<CeilingState | null>;
  readonly edits: EditDesk;
  readonly team: TeamDesk;
  readonly sync: SyncDesk;
  /** His role, grants or dates are others now. */
  followMember(member: Member): void;
  /** Each tab has desks of its own, so that one never closes what another has open. */
  openTab(): TabDesks;
  readonly settings: PracticeSettings;
  /** Erases who stayed in the bin for the whole retention; resolves with how many. */
  eraseExpired(): Promise<number>;
  readonly mappings: RememberedMappings;
  /** Looks whether a day has come on which lists open or shut: nobody may have asked anything since. */
  followDay(): void;
  close(): Promise<void>;
}

export function openDesktop(surroundings: DesktopSurroundings): Desktop {
  const { databases, practice, changed, reached, failed = throwLater } = surroundings;
  const ledger = openLedger(databases);
  const rows = openRowStore(databases);
  const index = createSearchIndex();
  const clock = createHybridClock(surroundings.now, surroundings.node);
  const practiceName = practiceDocument(practice.id);
  let team: Team = firstTeam(practice);
  /** The day on which what may be seen was last looked up: some of it begins or ends with a day. */
  let seenOn = '';
  const account = surroundings.member
    ? followedMember(surroundings.member, { ...surroundings, team: () => team })
    : null;
  const session =
    account?.session ?? liveSession(surroundings.session, practice.doctor.id, () => team);
  let stored: StorageState = { kind: 'opening' };
  const lists = () => readableDocuments(session, surroundings.today());
  /** Every document that is open here. */
  const documents = () => [
    practiceName,
    ...lists(),
    ...readableRequests(session, surroundings.today()),
  ];
  const projection = createProjector({
    rows,
    reached,
    teamChanged: (known) => follow(teamOf(known, practice)),
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
    isShared: surroundings.sync !== undefined,
    pendingChanged: () => surroundings.sync?.changed(),
    failed,
    reached,
  });
  const panel = practice.panelId;
  const ids = createPatientIds(practice.idSecret);
  const author = createAuthor({ ...surroundings, session, panel, clock });
  const settings = openPracticeSettings({
    ...{ replica, practice, session, changed, team: () => team, today: surroundings.today },
    head: author.head,
  });
  let isOpen = false;
  let closing = false;
  let recovery: Promise<boolean> | null = null;
  let lostAgain = false;

  function storage(state: StorageState): void {
    stored = state;
    surroundings.storage(state);
    surroundings.sync?.changed();
  }

  function look(): void {
    seenOn = surroundings.today();
    index.see(sightOf(session, team, seenOn));
  }

  /** The search index, as the session may look at it today. */
  function answering(): SearchIndex {
    if (seenOn !== surroundings.today()) {
      look();
      sync.follow();
    }
    return index;
  }

  /** The team as it is known now: who may see what follows from it. */
  function follow(known: Team): void {
    if (sameValue(known, team)) return;
    team = known;
    lookAgain();
  }

  /** Other lists may be open to him now. */
  function lookAgain(): void {
    look();
    // What fails now is made good at the next start; a fault of the stores is told by the stores.
    if (isOpen) void openLists().then(sync.follow, () => {});
    changed();
  }

  /** Held in memory from then on: should the stores be deleted under us, nothing is lost. */
  async function openLists(): Promise<void> {
    for (const name of documents()) {
      const document = await replica.document(name);
      const isShown = surroundings.sync
        ? await isCurrent(rows, name, document)
        : await isProjected(rows, name);
      if (!isShown) await replica.reproject(name);
    }
  }

  async function openStores(): Promise<void> {
    const blocked = () => storage({ kind: 'blocked' });
    ledger.onBlocked(blocked);
    rows.onBlocked(blocked);
    await ledger.open();
    await rows.open();
    const lost = () => {
      lostAgain = true;
      if (closing || recovery) return;
      recovery = recover().finally(() => (recovery = null));
    };
    ledger.onClose(lost);
    rows.onClose(lost);
  }

  /** Somebody closed or deleted a store under us: the documents in memory are written again. */
  async function recover(): Promise<boolean> {
    storage({ kind: 'lost' });
    let outcome: StorageState = { kind: 'ready' };
    while (lostAgain) {
      lostAgain = false;
      try {
        await ledger.open();
        await rows.open();
        await replica.storeAgain();
        for (const name of documents()) await replica.reproject(name);
        outcome = { kind: 'ready' };
      } catch (error) {
        outcome = { kind: 'failed', reason: reasonOf(error) };
      }
    }
    storage(outcome);
    return outcome.kind === 'ready';
  }

  /** When the rows cannot be written, search answers from what the documents hold. */
  async function indexDocuments(): Promise<void> {
    follow(teamIn(await replica.document(practiceName), practice));
    for (const name of lists()) {
      const document = await replica.document(name);
      const patients = patientsIn(document, name);
      const shown = new Set(patients.map(({ id }) => id));
      index.put(patients.map((patient) => projectPatient(patient, name)));
      const hidden = patientIdsOf(document).filter((id) => !shown.has(id));
      index.remove(hidden.map((id) => [name, id]));
    }
  }

  const opened = openStores().then(async () => {
    team = await readTeam(rows, practice);
    look();
    await loadIndex(rows, index);
    return areWhole(rows, lists());
  });
  const ready = opened.then(async (whole) => {
    if (whole) changed();
    await replica.open();
    follow(teamIn(await replica.document(practiceName), practice));
    isOpen = true;
    await openLists();
  });
  const served = ready.catch(async () => {
    await indexDocuments();
    changed();
  });
  // A part of the rows must never pass for the list: what a stop left unfinished is finished first.
  const indexed = opened.then((whole) => (whole ? undefined : served));
  // Why they fail is told by the storage state, also to who never asks anything.
  for (const promise of [served, indexed]) promise.catch(() => {});
  ready.then(
    () => storage({ kind: 'ready' }),
    (error) => storage({ kind: 'failed', reason: reasonOf(error) }),
  );

  const dependencies = {
    ...surroundings,
    session,
    replica,
    ledger,
    clock,
    panel,
    ids,
    storesWhole: async () => (await recovery) ?? true,
    inTurn: createTurns(),
  };
  const edits = createEditDesk({
    ...dependencies,
    author,
    forgetInReport: (report, people) => forgetInReport(report, people, surroundings.writeCsv),
  });
  const forgetExpired = () =>
    eraseExpired({ ...dependencies, edits, retention: () => settings.retention.read() });
  // What fails here is done at the next start.
  ready.then(forgetExpired).catch(() => {});
  const sync = createSyncDesk({
    ...{ replica, ledger, author, documents, now: surroundings.now, failed },
    endedDocuments: () => endedLists(session, surroundings.today()).map(listDocument),
    sync: surroundings.sync,
    isStorageWell: () => stored.kind === 'ready' || stored.kind === 'opening',
  });
  ready.then(sync.open).catch(() => {});

  return {
    indexed,
    ready,
    query: (query) => answering().query(query, seenOn),
    counts: () => answering().counts(),
    queues: () => answering().queues(seenOn),
    quick: (question) => quickSearch(answering(), question),
    ids: (query) => answering().ids(query, seenOn),
    listed: (patients) => answering().patients(patients),
    chosen: (patients, query) => answering().chosen(patients, query, seenOn),
    async ceiling() {
      const own = ownAssignee(session, team, surroundings.today());
      if (own === null) return null;
      const ceiling = await settings.ceiling.read();
      return { ceiling, enrolled: index.enrolments(own.panel) };
    },
    openTab: () => ({
      imports: createImportDesk(dependencies),
      exports: createExportDesk({
        ...dependencies,
        team: () => team,
        query: (query) => answering().query(query, seenOn),
        listed: (patients) => answering().patients(patients),
      }),
      copies: createCopyDesk({
        ...surroundings,
        user: databases.owner.user,
        documents,
        replica,
        ledger,
      }),
    }),
    mappings: createRememberedMappings(dependencies),
    edits,
    settings,
    eraseExpired: forgetExpired,
    followDay: () => void answering(),
    sync,
    followMember(member) {
      account?.follow(member);
      lookAgain();
    },
    team: createTeamDesk({ ...surroundings, session, replica, head: author.head }),
    async close() {
      closing = true;
      sync.close();
      await replica.close();
      rows.close();
    },
  };
}

function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}

function reasonOf(error: unknown): 'full' | 'unavailable' | 'unknown' {
  const fault = storageFault(error);
  return fault === 'full' ? 'full' : fault === 'lost' ? 'unavailable' : 'unknown';
}
