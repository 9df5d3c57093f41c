/**
 * Composition root of the page: finds the practice, opens this tab's line to the worker. Long, as it names every
 * question that a screen can ask.
 */
import { version } from '$app/environment';
import { ulid } from 'ulid';
import { accountsAtServer } from '#lib/accounts/accountsAtServer.ts';
import type { Me } from '#lib/accounts/answers.ts';
import { mailAtServer } from '#lib/accounts/mailAtServer.ts';
import { auditAtServer } from '#lib/accounts/auditAtServer.ts';
import { deskMemory } from '#lib/accounts/deskMemory.ts';
import { type Member, sessionOf } from '#lib/domain/member.ts';
import { plainDateAt } from '#lib/domain/plainDate.ts';
import type { Practice } from '#lib/domain/practice.ts';
import type { Principal } from '#lib/domain/session.ts';
import { assigneeName, firstTeam, type Team } from '#lib/domain/team.ts';
import { readFirstPage } from '#lib/read-model/firstPage.ts';
import { readHistory } from '#lib/read-model/history.ts';
import { readImports, readPatient } from '#lib/read-model/readPatient.ts';
import type { ListPage, ListQuery, TabCounts } from '#lib/read-model/listQuery.ts';
import { areWhole } from '#lib/read-model/projector.ts';
import { readRequests } from '#lib/read-model/requests.ts';
import { openRowStore } from '#lib/read-model/rowStore.ts';
import { type Sight, sightOf } from '#lib/read-model/sight.ts';
import type { StorageState } from '#lib/read-model/storageState.ts';
import { readTeam } from '#lib/read-model/team.ts';
import { openLedger } from '#lib/replica/ledger.ts';
import type { StoreOwner } from '#lib/replica/databases.ts';
import { pendingOfOthers } from '#lib/replica/sync/pendingOfOthers.ts';
import type { Start } from '#lib/ui/accounts/start.ts';
import { mark } from '#lib/ui/mark.ts';
import type { App, Trial } from '#lib/ui/app.ts';
import { Look } from '#lib/ui/settings/look.svelte.ts';
import type { WorkerStart } from './app.worker.ts';
import { openCopies } from './browserCopies.ts';
import { openCompanion } from './companion.ts';
import { openCopyMemory } from './copyMemory.ts';
import { deskPeople } from './deskPeople.ts';
import { followAccount } from './followAccount.ts';
import { followedMember } from './followedMember.ts';
import { FollowedTeam } from './followedTeam.ts';
import { keepLock, lineNames, lockFree, type News } from './line.ts';
import { openLine } from './lineToWorker.ts';
import { liveSession } from './liveSession.ts';
import { lineOf, localRemovals } from './localRemovals.ts';
import { openLocalSpace } from './localSpace.ts';
import { type FollowedAccount, openAccount } from './openAccount.ts';
import { memberNames } from './memberNames.ts';
import { openRecentPatients } from './recentPatients.ts';
import { readCopyAtSetUp } from './restoreAtSetUp.ts';
import { starts } from './starts.ts';
import { tabMemory } from './tabMemory.ts';
import { openTabImports } from './tabImports.ts';
import { openTabSync } from './tabSync.ts';
import { openTrial, trialPrincipal } from './trial.ts';
import { createSignal, watch } from './watching.ts';
import type { WorkerDesk } from './workerDesk.ts';

const NODE_KEY = 'assistiti:node';
/** How many patients each tab had when they were last counted. */
const COUNTS_KEY = 'assistiti:counts';
const NAMES_KEY = 'assistiti:names';
const RECENT_KEY = 'assistiti:recent';
const COPIES_KEY = 'assistiti:copies';
const HAND_OVER_KEY = 'assistiti:hand-over';

export async function startApp(): Promise<Start> {
  if (!window.isSecureContext) return { kind: 'insecure' };
  const server = accountsAtServer(window.fetch.bind(window));
  const mail = mailAtServer(window.fetch.bind(window));
  const memory = deskMemory(localStorage, Date.now);
  const removals = localRemovals({ storage: localStorage, indexedDB, locks: navigator.locks });
  const startAgain = (where: 'here' | 'list' = 'here') =>
    where === 'here' ? location.reload() : location.replace('/');
  const people = deskPeople({
    ...{ memory, removals, startAgain, databases: { indexedDB, IDBKeyRange } },
    cryptography: {
      subtle: crypto.subtle,
      randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    },
    now: Date.now,
  });
  const removed = (await removals.finish()).map((one) => ({ ...one, kind: 'removed' as const }));
  const { open, invitation, newPassword } = starts({
    ...{ server, memory, people, openDemo },
    tab: tabMemory(sessionStorage),
    waiting: (practice) => pendingOfOthers(indexedDB, { practice, user: '' }),
    readCopy: (file, passphrase) => readCopyAtSetUp(crypto.subtle, file, passphrase),
    openMember(practice, member, me, supportLink = null) {
      const removalsKey = removals.key;
      const person = { practice, member, me, supportLink };
      const needs = { ...person, server, mail, memory, people, removalsKey, startAgain };
      const isSynced = memory.session() === member.userId;
      const knownName = (user: string) =>
        memory.users().find((known) => known.member.userId === user)?.member.name ?? null;
      const seat = openSeat(practice, member);
      return openPractice({ ...seat, account: openAccount(needs), isSynced, knownName });
    },
  });
  const link = linkToken();
  if (link === null) return open(removed);
  return link.path === '/invito' ? invitation(link.token) : newPassword(link.token);
}

/** Out of the address bar at once: whoever looks over a shoulder, or at the history, has no use of it. */
function linkToken(): { readonly path: string; readonly token: string } | null {
  const path = location.pathname;
  if (path !== '/invito' && path !== '/password') return null;
  const token = location.hash.slice(1);
  history.replaceState(history.state, '', location.pathname);
  // Another link, pasted where the first one led.
  window.addEventListener('hashchange', () => location.reload());
  return { path, token };
}

/** How this browser shows the screens, applied to the page at once. */
export function openLook(): Look {
  return new Look({
    storage: localStorage,
    root: document.documentElement,
    prefersContrast: matchMedia('(prefers-contrast: more)').matches,
  });
}

/** Whoever the page is opened for. */
interface Seat {
  readonly practice: Practice;
  readonly who: Principal;
  /** By whom worker and stores are named. */
  readonly owner: StoreOwner;
  /** Null in the demonstration. */
  readonly account: FollowedAccount | null;
  readonly trial: Trial | null;
  /** The browser carries a session of his: what he writes may be sent. */
  readonly isSynced: boolean;
  /** Of somebody who works at this desk; null: nobody knows him. */
  readonly knownName: (userId: string) => string | null;
}

function openSeat(practice: Practice, { userId, name, role }: Member): Omit<Seat, 'account'> {
  return {
    practice,
    who: { practiceId: practice.id, userId, name, role },
    owner: { practice: practice.id, user: userId },
    ...{ trial: null, isSynced: false },
    knownName: (user) => (user === userId ? name : null),
  };
}

/** Also in a trial: whatever the role, worker and stores are the doctor's. */
function openDemo({ practice, member }: Me): Promise<Start> {
  const seat = openSeat(practice, member);
  const trial = openTrial(window);
  return openPractice({
    ...{ ...seat, account: null, trial },
    who: trialPrincipal(seat.who, trial.role),
  });
}

async function openPractice(seat: Seat): Promise<Start> {
  const line = lineOf(seat.owner);
  const { locks } = navigator;
  const builds = lineNames(line).build('');
  await keepLock(locks, `${builds}${version}`, 'shared');
  const other = await heldLock(
    locks,
    (name) => name.startsWith(builds) && name !== builds + version,
  );
  if (other === null) return { kind: 'ready', app: buildApp(seat, line) };
  return { kind: 'otherBuild', next: lockFree(locks, other).then(() => openPractice(seat)) };
}

/** Some lock of that name that a tab of this browser holds. */
async function heldLock(
  locks: LockManager,
  isWanted: (name: string) => boolean,
): Promise<string | null> {
  const { held = [] } = await locks.query();
  return held.map(({ name }) => name ?? '').find(isWanted) ?? null;
}

function nodeName(): string {
  const known = localStorage.getItem(NODE_KEY);
  if (known) return known;
  const node = crypto.randomUUID().slice(0, 8);
  localStorage.setItem(NODE_KEY, node);
  return node;
}

function buildApp(seat: Seat, name: string): App {
  const { practice, who, owner, account, trial, isSynced, knownName } = seat;
  const databases = { owner, indexedDB, IDBKeyRange };
  const rows = openRowStore(databases);
  const ledger = openLedger(databases);
  const today = () => plainDateAt(Date.now());
  const onChange = createSignal();
  const team = new FollowedTeam(firstTeam(practice), (show) =>
    watch(onChange, () => readTeam(rows, practice), show),
  );
  const followed = account && followedMember(account.member, { practice, today, team: teamShown });
  const session = followed?.session ?? liveSession(who, practice.doctor.id, () => team.current);
  const countsKey = `${COUNTS_KEY}:${practice.id}:${who.userId}`;
  const copiesKey = `${COPIES_KEY}:${practice.id}:${owner.user}`;
  const rememberedCounts = () =>
    JSON.parse(localStorage.getItem(countsKey) ?? 'null') as TabCounts | null;
  const localSpace = openLocalSpace(navigator.storage);
  const onStorage = createSignal();
  const onCopy = createSignal();
  const onSync = createSignal();
  const newId = () => ulid();
  const names =
    account &&
    memberNames({
      ...{ storage: localStorage, key: `${NAMES_KEY}:${practice.id}`, server: account.server },
      ...{ now: Date.now, changed: onSync.send },
    });
  let state: StorageState = { kind: 'opening' };
  let indexed = false;

  /** Read with the account: whoever shows what follows from the team is shown it anew when the member changed. */
  function teamShown(): Team {
    void account?.member;
    return team.current;
  }

  function tellStorage(changed: StorageState): void {
    state = changed;
    if (changed.kind === 'ready') mark('ready');
    onStorage.send();
  }

  // Of several requests to open a blocked store only the first is told, be it the page's or the worker's.
  for (const store of [rows, ledger]) store.onBlocked(() => tellStorage({ kind: 'blocked' }));
  window.addEventListener('storage', ({ key }) => key === copiesKey && onCopy.send());

  const line = openLine<WorkerDesk>({
    names: lineNames(name),
    tab: newId(),
    locks: navigator.locks,
    openChannel: (channel) => new BroadcastChannel(channel),
    startWorker() {
      const start: WorkerStart = {
        line: name,
        owner,
        practice,
        session: who,
        node: nodeName(),
        ...(account ? { member: account.member, sync: isSynced } : {}),
      };
      const worker = new Worker(new URL('./app.worker.ts', import.meta.url), { type: 'module' });
      worker.postMessage(start);
    },
    hear,
  });

  function hear(news: News): void {
    if (news.kind === 'welcome') indexed = news.indexed;
    if (news.kind === 'indexed') indexed = true;
    // Still opening is no news where the page's own request was told that somebody is in the way.
    const isStill =
      'storage' in news && news.storage.kind === 'opening' && state.kind === 'blocked';
    if ((news.kind === 'welcome' || news.kind === 'storage') && !isStill) tellStorage(news.storage);
    if (news.kind === 'welcome' || news.kind === 'sync') onSync.send();
    if (news.kind === 'member') void account?.askAgain();
    if (news.kind !== 'storage' && news.kind !== 'sync') onChange.send();
  }

  if (account) followAccount({ account, window, now: Date.now, line, news: onSync });
  account?.onChange((member) => {
    followed?.follow(member);
    void line.ask((desk) => desk.followMember(member));
    onChange.send();
  });

  /** What may be seen, as far as the rows know: asked with them, so that no row is shown by an older answer. */
  async function storedSight(): Promise<Sight> {
    const known = await readTeam(rows, practice);
    const seen = account
      ? sessionOf(account.member, practice.id, known, today())
      : liveSession(who, practice.doctor.id, () => known);
    return sightOf(seen, known, today());
  }

  /** Null while the rows are only a part of the list, or cannot be read: that waits for the worker. */
  async function storedPage(query: ListQuery): Promise<ListPage | null> {
    const sight = await storedSight();
    const counts = rememberedCounts();
    // Together: between the two questions a first part of a list may come to stand in the rows.
    return rows.read(async () =>
      (await areWhole(rows, [...sight.documents]))
        ? readFirstPage(rows, query, sight, counts)
        : null,
    );
  }

  // A desktop that cannot be opened is told by its storage state; `watch` shows nothing of it.
  const watchCounts = (show: (counts: TabCounts) => void) =>
    watch(onChange, () => line.ask((desk) => desk.counts()), show);
  watchCounts((counts) => localStorage.setItem(countsKey, JSON.stringify(counts)));
  const imports = openTabImports({ line, newId, saved: () => mark('import saved') });

  return {
    practice,
    get team() {
      return team.current;
    },
    session,
    editTeam: (edit) => line.ask((desk) => desk.editTeam(edit)),
    today,
    patients: {
      watchList: (query, show) =>
        watch(
          onChange,
          async () =>
            (indexed ? null : await storedPage(query).catch(() => null)) ??
            line.ask((desk) => desk.query(query)),
          show,
        ),
      watchCounts,
      watchQueues: (show) => watch(onChange, () => line.ask((desk) => desk.queues()), show),
      quick: (question) => line.ask((desk) => desk.quick(question)),
      watchQuick: (question, show) =>
        watch(onChange, () => line.ask((desk) => desk.quick(question)), show),
      ids: (query) => line.ask((desk) => desk.ids(query)),
      watchListed: (ids, show) => watch(onChange, () => line.ask((desk) => desk.listed(ids)), show),
      watchChosen: (ids, query, show) =>
        watch(onChange, () => line.ask((desk) => desk.chosen(ids, query)), show),
      watchPatient: (id, show) =>
        watch(onChange, async () => readPatient(rows, id, await storedSight()), show),
      watchHistory: (id, show) =>
        watch(onChange, async () => readHistory(ledger, rows, id, await storedSight()), show),
      watchRequests: (show) =>
        watch(onChange, async () => readRequests(rows, await storedSight()), show),
      watchImports: (show) =>
        watch(onChange, async () => readImports(rows, await storedSight()), show),
    },
    recent: openRecentPatients(localStorage, `${RECENT_KEY}:${practice.id}:${who.userId}`),
    edits: {
      edit: (id, edit) => line.ask((desk) => desk.edit(id, edit)),
      undo: (id, editId) => line.ask((desk) => desk.undoEdit(id, editId)),
      samePeople: (person) => line.ask((desk) => desk.samePeople(person)),
    },
    newId,
    imports: {
      ...imports,
      async commit(onProgress) {
        const outcome = await imports.commit(onProgress);
        // From here on there is something that the browser should not clear by itself. Asking holds the page up: it comes
        // behind the end screen.
        if (outcome.ok) setTimeout(() => void localSpace.askToKeep());
        return outcome;
      },
    },
    companion: openCompanion({
      ...{ window, subtle: crypto.subtle, storage: localStorage, now: Date.now },
      storageKey: `${HAND_OVER_KEY}:${practice.id}:${owner.user}`,
      newNonce: () => crypto.randomUUID(),
    }),
    exports: {
      watchCounts: (shown, show) =>
        watch(onChange, () => line.ask((desk) => desk.exportCounts(shown)), show),
      write: (choice, format, shown, onProgress) =>
        line.withProgress(onProgress, (call) =>
          line.ask((desk) => desk.exportPatients(choice, format, shown, call)),
        ),
      stop: () => line.ask((desk) => desk.stopExport()),
    },
    copies: openCopies({
      line,
      ledger,
      memory: openCopyMemory(localStorage, copiesKey),
      written: onCopy,
      changes: onChange,
      localSpace,
      today,
    }),
    localSpace,
    readAudit: auditAtServer(window.fetch.bind(window)),
    sync: openTabSync({
      ...{ line, owner, indexedDB, news: onSync, now: Date.now },
      nameOf: (user) => {
        const known = team.current.assignees.find(({ id }) => id === user);
        return known ? assigneeName(known) : (knownName(user) ?? names?.nameOf(user) ?? null);
      },
    }),
    watchCeiling: (show) => watch(onChange, () => line.ask((desk) => desk.ceiling()), show),
    watchSetting: (name, show) =>
      watch(onChange, () => line.ask((desk) => desk.setting(name)), show),
    setSetting: (name, value) => line.ask((desk) => desk.setSetting(name, value)),
    mappings: {
      all: () => line.ask((desk) => desk.mappings()),
      rename: (id, text) => line.ask((desk) => desk.renameMapping(id, text)),
      forget: (id) => line.ask((desk) => desk.forgetMapping(id)),
    },
    account,
    loadDemo(onProgress, id = newId()) {
      return line.withProgress(onProgress, (call) => line.ask((desk) => desk.loadDemo(id, call)));
    },
    trial,
    watchStorage(show) {
      show(state);
      return onStorage.listen(() => show(state));
    },
  };
}
