/** Composition root of the page: finds the practice, claims the desktop for this tab, starts the worker. */
import * as Comlink from 'comlink';
import { liveQuery } from 'dexie';
import { ulid } from 'ulid';
import { plainDateAt } from '#lib/domain/plainDate.ts';
import type { Practice } from '#lib/domain/practice.ts';
import type { Principal } from '#lib/domain/session.ts';
import { firstTeam } from '#lib/domain/team.ts';
import type { ImportDesk, ImportProgress } from '#lib/import/importDesk.ts';
import { readFirstPage } from '#lib/read-model/firstPage.ts';
import { readImports, readPatient } from '#lib/read-model/readPatient.ts';
import { readHistory } from '#lib/read-model/history.ts';
import type { ListPage, ListQuery, TabCounts } from '#lib/read-model/listQuery.ts';
import { areWhole } from '#lib/read-model/projector.ts';
import { openRowStore } from '#lib/read-model/rowStore.ts';
import { type Sight, sightOf } from '#lib/read-model/sight.ts';
import { readTeam } from '#lib/read-model/team.ts';
import type { StorageState } from '#lib/read-model/storageState.ts';
import { openLedger } from '#lib/replica/ledger.ts';
import type { App, Copies, SetUpForm, Start, Stop, Trial } from '#lib/ui/app.ts';
import { openCopyMemory } from './copyMemory.ts';
import { openLocalSpace } from './localSpace.ts';
import { createPractice, findPractice, parsePractice } from './practiceAtServer.ts';
import { restoreAtSetUp } from './restoreAtSetUp.ts';
import { Look } from '#lib/ui/settings/look.svelte.ts';
import type { WorkerApi } from './app.worker.ts';
import { FollowedTeam } from './followedTeam.ts';
import { liveSession } from './liveSession.ts';
import { openTrial, trialPrincipal } from './trial.ts';

/** Where this browser remembers its practice, so that it starts without the server. */
const PRACTICE_KEY = 'assistiti:practice';
const NODE_KEY = 'assistiti:node';
/** How many patients each tab had when they were last counted. */
const COUNTS_KEY = 'assistiti:counts';
const COPIES_KEY = 'assistiti:copies';

export async function startApp(): Promise<Start> {
  if (!window.isSecureContext) return { kind: 'insecure' };
  const known = rememberedPractice();
  const found = await findPractice(window.fetch.bind(window), known ? 1500 : 8000);
  if (found.kind === 'found') return openPractice(found.practice, found.demo);
  if (known) return openPractice(known);
  if (found.kind === 'none') return { kind: 'setUp', create, restore };
  return { kind: 'noServer', retry: startApp };
}

/** How this browser shows the screens, applied to the page at once. */
export function openLook(): Look {
  return new Look({
    storage: localStorage,
    root: document.documentElement,
    prefersContrast: matchMedia('(prefers-contrast: more)').matches,
  });
}

async function create(form: SetUpForm): Promise<Start> {
  const practice = await createPractice(window.fetch.bind(window), form);
  return practice ? openPractice(practice) : { kind: 'noServer', retry: () => create(form) };
}

const restore = (file: Blob, passphrase: string) =>
  restoreAtSetUp(
    { subtle: crypto.subtle, fetch: window.fetch.bind(window), open: openPractice },
    file,
    passphrase,
  );

async function openPractice(practice: Practice, demo = false): Promise<Start> {
  localStorage.setItem(PRACTICE_KEY, JSON.stringify(practice));
  const trial = demo ? openTrial(window) : null;
  const doctor = principalOf(practice);
  const who = trial ? trialPrincipal(doctor, trial.role) : doctor;
  const claimed = await claimDesktop(`assistiti:${practice.id}:${doctor.userId}`);
  if (!claimed) return { kind: 'otherTab', retry: () => openPractice(practice, demo) };
  return { kind: 'ready', app: buildApp(practice, who, trial) };
}

function rememberedPractice(): Practice | null {
  return parsePractice(localStorage.getItem(PRACTICE_KEY));
}

/** Until accounts exist, whoever opens the page is the practice's first doctor. */
function principalOf(practice: Practice): Principal {
  const { doctor } = practice;
  return {
    practiceId: practice.id,
    userId: doctor.id,
    name: `${doctor.firstName} ${doctor.lastName}`,
    role: 'doctor',
  };
}

/** One tab at a time owns the desktop's documents: the lock is held for as long as the page lives. */
function claimDesktop(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise<void>(() => {}) : undefined;
    });
  });
}

function nodeName(): string {
  const known = localStorage.getItem(NODE_KEY);
  if (known) return known;
  const node = crypto.randomUUID().slice(0, 8);
  localStorage.setItem(NODE_KEY, node);
  return node;
}

function buildApp(practice: Practice, who: Principal, trial: Trial | null): App {
  const databases = {
    // Also in a trial: whatever the role, the stores are the doctor's.
    owner: { practice: practice.id, user: practice.doctor.id },
    indexedDB,
    IDBKeyRange,
  };
  const today = () => plainDateAt(Date.now());
  const rows = openRowStore(databases);
  const ledger = openLedger(databases);
  const team = new FollowedTeam(firstTeam(practice), (show) =>
    live(() => readTeam(rows, practice), show),
  );
  const session = liveSession(who, practice.doctor.id, () => team.current);
  const worker = new Worker(new URL('./app.worker.ts', import.meta.url), { type: 'module' });
  const remote = Comlink.wrap<WorkerApi>(worker);
  const countsKey = `${COUNTS_KEY}:${practice.id}:${who.userId}`;
  const rememberedCounts = () =>
    JSON.parse(localStorage.getItem(countsKey) ?? 'null') as TabCounts | null;
  const localSpace = openLocalSpace(navigator.storage);
  const onChange = createSignal();
  const onStorage = createSignal();
  let state: StorageState = { kind: 'opening' };
  let indexed = false;

  function tellStorage(changed: StorageState): void {
    state = changed;
    if (changed.kind === 'ready') mark('ready');
    onStorage.send();
  }

  // Of several requests to open a blocked store only the first is told, be it the page's or the worker's.
  for (const store of [rows, ledger]) store.onBlocked(() => tellStorage({ kind: 'blocked' }));

  void remote
    .start(
      { practice, session: who, node: nodeName() },
      Comlink.proxy(() => {
        indexed = true;
        onChange.send();
      }),
      Comlink.proxy(tellStorage),
    )
    .catch(() => {});

  /** Asks again after every change, one question at a time, and shows only the newest answer. */
  function watch<Answer>(ask: () => Promise<Answer | null>, show: (answer: Answer) => void): Stop {
    let stopped = false;
    let asking = false;
    let again = false;
    const run = async () => {
      if (asking) {
        again = true;
        return;
      }
      asking = true;
      try {
        do {
          again = false;
          const answer = await ask();
          if (!stopped && answer !== null) show(answer);
        } while (again && !stopped);
      } finally {
        asking = false;
      }
    };
    const stop = onChange.listen(() => void run());
    void run();
    return () => {
      stopped = true;
      stop();
    };
  }

  /** What may be seen, as far as the rows know: asked with them, so that no row is shown by an older answer. */
  async function storedSight(): Promise<Sight> {
    const known = await readTeam(rows, practice);
    return sightOf(
      liveSession(who, practice.doctor.id, () => known),
      known,
      today(),
    );
  }

  /** Null while the rows are only a part of the list, or cannot be read: that waits for the worker. */
  async function storedPage(query: ListQuery): Promise<ListPage | null> {
    const sight = await storedSight();
    if (!(await areWhole(rows, [...sight.documents]))) return null;
    return readFirstPage(rows, query, sight, rememberedCounts());
  }

  // A desktop that cannot be opened is told by its storage state.
  const watchCounts = (show: (counts: TabCounts) => void) =>
    watch(() => remote.counts().catch(() => null), show);
  watchCounts((counts) => localStorage.setItem(countsKey, JSON.stringify(counts)));

  function copiesOf(): Copies {
    const memory = openCopyMemory(
      localStorage,
      `${COPIES_KEY}:${practice.id}:${practice.doctor.id}`,
    );
    const onMemory = createSignal();
    const remember = (change: Parameters<typeof memory.write>[0]) => {
      memory.write(change);
      onMemory.send();
    };
    return {
      async makeCopy(passphrase) {
        void localSpace.askToKeep();
        const made = await remote.makeCopy(passphrase);
        if (!made.ok) return made;
        const { bytes, madeAt, lastReading } = made.value;
        remember({ last: { at: madeAt, covers: lastReading } });
        return { ok: true, value: { fileName: `assistiti-copia-${today()}.assistiti`, bytes } };
      },
      openCopy: (file, passphrase) => remote.openCopy(file, passphrase),
      async restoreCopy() {
        const outcome = await remote.restoreCopy();
        // With nothing else here, the file that was read is a copy of all there is.
        if (outcome.ok && outcome.value.patientsHere === 0) {
          remember({ last: { at: outcome.value.madeAt, covers: await ledger.lastReading() } });
        }
        return outcome;
      },
      closeCopy: () => remote.closeCopy(),
      putOff: () => remember({ quietOn: today() }),
      watch(show) {
        let newest: string | null = null;
        const tell = () => {
          const { last, quietOn } = memory.read();
          const changedSince = newest !== null && (last === null || newest > (last.covers ?? ''));
          show({ lastAt: last?.at ?? null, changedSince, quietToday: quietOn === today() });
        };
        const stopMemory = onMemory.listen(tell);
        const stopLedger = live(
          () => ledger.lastReading(),
          (reading) => {
            newest = reading;
            tell();
          },
        );
        return () => {
          stopMemory();
          stopLedger();
        };
      },
    };
  }

  return {
    practice,
    get team() {
      return team.current;
    },
    session,
    editTeam: (edit) => remote.editTeam(edit),
    today,
    patients: {
      watchList: (query, show) =>
        watch(
          async () =>
            (indexed ? null : await storedPage(query).catch(() => null)) ??
            remote.query(query).catch(() => null),
          (page) => {
            show(page);
            mark('list', { tab: query.tab, letters: query.text.length });
          },
        ),
      watchCounts,
      watchPatient: (id, show) =>
        live(async () => readPatient(rows, id, await storedSight()), show),
      watchHistory: (id, show) =>
        live(async () => readHistory(ledger, rows, id, await storedSight()), show),
      watchImports: (show) => live(async () => readImports(rows, await storedSight()), show),
    },
    edits: {
      edit: (id, edit) => remote.edit(id, edit),
      undo: (id, editId) => remote.undoEdit(id, editId),
      samePeople: (person) => remote.samePeople(person),
    },
    newId: () => ulid(),
    imports: {
      ...deskOf(remote),
      async commit(onProgress) {
        const outcome = await deskOf(remote).commit(onProgress);
        // From here on there is something that the browser should not clear by itself.
        if (outcome.ok) void localSpace.askToKeep();
        return outcome;
      },
    },
    copies: copiesOf(),
    localSpace,
    watchCeiling: (show) => watch(() => remote.ceiling().catch(() => null), show),
    setCeiling: (ceiling) => remote.setCeiling(ceiling),
    mappings: {
      all: () => remote.mappings(),
      rename: (id, name) => remote.renameMapping(id, name),
      forget: (id) => remote.forgetMapping(id),
    },
    loadDemo: (onProgress) => remote.loadDemo(Comlink.proxy(onProgress)),
    trial,
    watchStorage(show) {
      show(state);
      return onStorage.listen(() => show(state));
    },
  };
}

function live<Answer>(ask: () => Promise<Answer>, show: (answer: Answer) => void): Stop {
  const subscription = liveQuery(ask).subscribe({ next: show });
  return () => subscription.unsubscribe();
}

/** The worker's import desk; callbacks cross as proxies. */
function deskOf(worker: Comlink.Remote<WorkerApi>): ImportDesk {
  return {
    open: (file, fileName, decisions, onProgress) =>
      worker.open(file, fileName, decisions, Comlink.proxy(onProgress)),
    correct: (choices) => worker.correct(choices),
    decide: (decisions) => worker.decide(decisions),
    include: (which, on) => worker.include(which, on),
    entries: (group, text, offset, limit) => worker.entries(group, text, offset, limit),
    commit: (onProgress) =>
      worker.commit(
        Comlink.proxy((progress: ImportProgress) => {
          if (progress.phase === 'showing' && progress.done === 0) mark('import saved');
          onProgress(progress);
        }),
      ),
    interrupt: () => worker.interrupt(),
    close: () => worker.close(),
    undo: (importId) => worker.undo(importId),
    report: (importId) => worker.report(importId),
  };
}

/** For the bench and the browser's profiler: never a person's data. Only the last of each name is kept. */
function mark(what: 'list' | 'ready' | 'import saved', detail?: object): void {
  const name = `assistiti: ${what}`;
  performance.clearMarks(name);
  performance.mark(name, { detail });
}

function createSignal() {
  const listeners = new Set<() => void>();
  return {
    send: () => listeners.forEach((listener) => listener()),
    listen(listener: () => void): Stop {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
