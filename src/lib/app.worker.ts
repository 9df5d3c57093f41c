/** Worker entry: gives the desktop its clock, randomness, databases and cryptography, and serves the tabs. */
import { ulid } from 'ulid';
import type { Member } from '#lib/domain/member.ts';
import type { Practice } from '#lib/domain/practice.ts';
import { plainDateAt } from '#lib/domain/plainDate.ts';
import type { Principal } from '#lib/domain/session.ts';
import { writeCsv } from '#lib/export/csv.ts';
import { exportWords } from '#lib/ui/texts/export.ts';
import { reportWords } from '#lib/ui/texts/importPlan.ts';
import { keepMutationsHere, type StoreOwner } from '#lib/replica/databases.ts';
import { keepInIndexedDb } from '#lib/replica/persistence.ts';
import { syncPathOf } from '#lib/replica/syncProtocol.ts';
import { type SyncSurroundings, openDesktop } from './desktop.ts';
import { keepLock, lineNames } from './line.ts';
import { serveTabs } from './lineToTabs.ts';
import { askServerBy, sendLateBy, settleBy } from './syncAtServer.ts';
import { openWorkerDesk } from './workerDesk.ts';

/** The first and only message of the page that starts the worker. */
export interface WorkerStart {
  /** What the lines and locks are named by. */
  readonly line: string;
  readonly owner: StoreOwner;
  readonly practice: Practice;
  readonly session: Principal;
  /** This browser's name in clock readings. */
  readonly node: string;
  /** His account, where there are accounts. */
  readonly member?: Member;
  /** Whether documents are shared with the server that the page came from. */
  readonly sync?: boolean;
}

/** Bin and delegations are looked at when the worker starts, and from then on at this pace: a clinic's PC is never off. */
const BIN_CHECK_MS = 60 * 60_000;
/** A first sync has news for every chunk of rows. */
const SYNC_NEWS_MS = 200;

addEventListener('message', ({ data }: MessageEvent<WorkerStart>) => void start(data), {
  once: true,
});

async function start(wanted: WorkerStart): Promise<void> {
  const { line, owner, practice, session, node, member } = wanted;
  keepMutationsHere();
  const names = lineNames(line);
  const { locks } = navigator;
  // The worker before this one may not have ended yet: two would write over each other.
  await keepLock(locks, names.worker);
  const desktop = openDesktop({
    databases: { owner, indexedDB, IDBKeyRange },
    keepDocument: keepInIndexedDb,
    sealing: {
      subtle: crypto.subtle,
      randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    },
    practice,
    session,
    member,
    ...(wanted.sync ? { sync: syncWithServer() } : {}),
    node,
    changed: () => tabs.tellChanged(),
    storage: (state) => tabs.tellStorage(state),
    now: () => Date.now(),
    today: () => plainDateAt(Date.now()),
    newId: () => ulid(),
    digest: sha256,
    pause: () => new Promise((resume) => setTimeout(resume)),
    spaceLeft,
    writeCsv,
    reportWords,
    exportWords,
    makeDemoList: async (...wanted) =>
      (await import('#lib/sample/demoList.ts')).demoList(...wanted),
  });
  const tabs = serveTabs({
    names,
    worker: ulid(),
    locks,
    openChannel: (name) => new BroadcastChannel(name),
    open: (tab) => openWorkerDesk(desktop, tab),
  });
  // The browser knows sooner than the socket that the network is back.
  addEventListener('online', desktop.sync.again);
  setInterval(() => {
    desktop.followDay();
    void desktop.ready.then(desktop.eraseExpired).catch(() => {});
  }, BIN_CHECK_MS);
  // A desktop that cannot be opened is told by its storage state.
  desktop.indexed.then(tabs.tellIndexed, () => {});

  function syncWithServer(): SyncSurroundings {
    return {
      url: new URL(syncPathOf(owner.user), location.href).href.replace(/^http/, 'ws'),
      Socket: WebSocket,
      askServer: askServerBy(fetch.bind(globalThis), owner.user),
      settle: settleBy(fetch.bind(globalThis)),
      sendLate: sendLateBy(fetch.bind(globalThis)),
      memberChanged: () => tabs.tellMember(),
      changed: atMostEvery(SYNC_NEWS_MS, () => tabs.tellSync()),
    };
  }
}

/** Tells at once, and then what came meanwhile no more often than that. */
function atMostEvery(ms: number, tell: () => void): () => void {
  let isResting = false;
  let isDue = false;
  return function ask(): void {
    isDue = isResting;
    if (isResting) return;
    isResting = true;
    tell();
    setTimeout(() => {
      isResting = false;
      if (isDue) ask();
    }, ms);
  };
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function spaceLeft(): Promise<number | null> {
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined || usage === undefined ? null : quota - usage;
}
