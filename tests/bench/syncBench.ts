/**
 * What the practice together costs: in Node, against a server process over a real data file. "Elsewhere" is the Yjs
 * document of another desktop; what its screen adds is in the part `edits`.
 */
import { SSN } from '../sync/cast.ts';
import { Computer, type SharedDesktop } from '../fixtures/sharedDesktop.ts';
import type { Desktop } from '../sync/desktop.ts';
import { type Figure, percentile } from './figures.ts';
import { openSyncStage, type SyncStage } from './syncStage.ts';

const GROUP = 'The practice together';
const plain = { group: GROUP, limit: null, target: null } as const;

export interface SyncSizes {
  readonly lists: number;
  readonly rows: number;
  readonly clients: number;
  readonly edits: number;
  readonly missed: number;
}

export async function benchSync(sizes: SyncSizes): Promise<Figure[]> {
  return [
    ...(await benchEdits(sizes)),
    ...(await benchFirstSync(sizes)),
    ...(await benchCatchUp(sizes)),
    ...(await benchMemory(sizes)),
  ];
}

async function desktops(stage: SyncStage['stage'], count: number): Promise<Desktop[]> {
  const all = Array.from({ length: count }, (_, at) => stage.desktop('ada', `ada-${at}`));
  for (const one of all) await one.sync(SSN);
  return all;
}

async function benchEdits({ rows, clients, edits }: SyncSizes): Promise<Figure[]> {
  const { stage, close } = await openSyncStage(1, rows);
  const all = await desktops(stage, clients);
  const [latencies, up, down]: [number[], number[], number[]] = [[], [], []];
  for (let edit = 0; edit < edits; edit++) {
    const writer = all[edit % clients] as Desktop;
    const others = all.filter((one) => one !== writer);
    const text = `modifica ${edit}`;
    const before = others.map(({ frames }) => frames.length);
    const written = writer.open(SSN).document;
    const count = (update: Uint8Array) => void up.push(update.length);
    written.once('update', count);
    const arrived = others.map((other) => {
      const { document } = other.open(SSN);
      const began = performance.now();
      return new Promise<void>((resolve) => {
        const look = () => {
          if ((document.getMap('note').get('1-0') as { text?: string })?.text !== text) return;
          document.off('update', look);
          latencies.push(performance.now() - began);
          resolve();
        };
        document.on('update', look);
      });
    });
    writer.write(SSN, [['note', '1-0', { text }]]);
    await Promise.all(arrived);
    others.forEach(({ frames }, at) => {
      const got = frames.slice(before[at]);
      down.push(got.reduce((sum, frame) => sum + frame.length, 0));
    });
  }
  await close();
  const runs = (share: number) => [percentile(latencies, share)];
  const what = `${clients} clients, ${edits} edits`;
  return [
    { ...plain, name: `edit elsewhere, p50 of ${what}`, unit: 'ms', runs: runs(0.5) },
    { ...plain, name: `edit elsewhere, p95 of ${what}`, unit: 'ms', runs: runs(0.95) },
    { ...plain, name: 'an edit sent, its Yjs update', unit: 'B', runs: up },
    { ...plain, name: 'an edit received, on each desktop', unit: 'B', runs: down },
  ];
}

async function benchFirstSync({ lists, rows }: SyncSizes): Promise<Figure[]> {
  const { stage, close } = await openSyncStage(lists, rows);
  const fetched = async (desktop: SharedDesktop, isEnough: (done: number) => boolean) => {
    const began = performance.now();
    await desktop.until(() => {
      const { status } = desktop;
      if (status.kind === 'synced') return true;
      return status.kind === 'sending' && isEnough(status.progress?.rows ?? 0);
    }, 'The lists');
    return performance.now() - began;
  };
  const whole = new Computer(stage, 'whole').start('ada');
  const inOne = await fetched(whole, () => false);
  const steps = whole.told.filter(({ kind }) => kind === 'sending').length;
  const stored = (await whole.rows()).length;
  await whole.close();

  const computer = new Computer(stage, 'interrupted');
  const first = computer.start('ada');
  await fetched(first, (done) => done >= (lists * rows) / 2);
  computer.cut();
  await first.close();
  computer.hasNetwork = true;
  const again = computer.start('ada');
  const resumed = await fetched(again, () => false);
  const after = (await again.rows()).length;
  await again.close();
  await close();
  const what = `${lists} lists of ${rows}`;
  const note = `${stored} rows, told in ${steps} steps; ${after} after an interruption`;
  return [
    { ...plain, name: `first sync, ${what}`, unit: 'ms', runs: [inOne], note },
    { ...plain, name: 'the rest of it, cut at half and resumed', unit: 'ms', runs: [resumed] },
  ];
}

async function benchCatchUp({ rows, missed }: SyncSizes): Promise<Figure[]> {
  const { stage, close } = await openSyncStage(1, rows);
  const [writer, away] = (await desktops(stage, 2)) as [Desktop, Desktop];
  away.disconnect();
  for (let edit = 0; edit < missed; edit++) {
    writer.write(SSN, [['note', `1-${edit % Math.max(rows, 1)}`, { text: `persa ${edit}` }]]);
  }
  const copy = writer.open(SSN);
  await stage.until(() => copy.isDurable, 'written');
  const began = performance.now();
  await away.sync(SSN);
  const took = performance.now() - began;
  await close();
  return [{ ...plain, name: `catch-up after ${missed} edits`, unit: 'ms', runs: [took] }];
}

async function benchMemory({ lists, rows, clients }: SyncSizes): Promise<Figure[]> {
  const { stage, memory, close } = await openSyncStage(lists, rows);
  const empty = await memory();
  const one = stage.desktop('ada', 'ada-first');
  for (let list = 1; list <= lists; list++) await one.sync(`ssn:panel-${list}`);
  const loaded = await memory();
  await desktops(stage, clients);
  const crowded = await memory();
  await close();
  const thousands = (lists * rows) / 1000;
  const perThousand = [(loaded.heap - empty.heap) / thousands];
  const perClient = [Math.max(0, crowded.heap - loaded.heap) / clients];
  return [
    { ...plain, name: 'server heap for 1,000 patients', unit: 'MB', runs: perThousand },
    { ...plain, name: 'server heap for a client', unit: 'MB', runs: perClient },
    { ...plain, name: 'server, resident with all of it', unit: 'MB', runs: [crowded.rss] },
  ];
}

/** By hand: so many clients, each writing once a second. Tells what was lost, which must be nothing. */
export async function benchLoad(clients: number, seconds: number): Promise<Figure[]> {
  const { stage, memory, close } = await openSyncStage(1, 0);
  const all = await desktops(stage, clients);
  const began = performance.now();
  for (let second = 0; second < seconds; second++) {
    for (const [at, one] of all.entries()) {
      one.write(SSN, [['note', `c${at}-${second}`, { text: `modifica ${second} di ${at}` }]]);
      await new Promise((resume) => setTimeout(resume, untilTurn(began, second, at, clients)));
    }
  }
  const copies = all.map((one) => one.open(SSN));
  await stage.until(() => copies.every(({ isDurable }) => isDurable), 'everything stored');
  const settled = performance.now() - began - seconds * 1000;
  const { rss } = await memory();
  const reader = await stage.desktop('bruno').sync(SSN);
  const lost = clients * seconds - reader.document.getMap('note').size;
  await close();
  const what = `${clients} clients, an edit a second for ${seconds} s`;
  return [
    { ...plain, name: `${what}: lost`, unit: 'edits', runs: [lost], target: atMost(0) },
    { ...plain, name: 'until the last one was stored', unit: 'ms', runs: [Math.max(0, settled)] },
    { ...plain, name: 'server, resident', unit: 'MB', runs: [rss] },
  ];
}

function untilTurn(began: number, second: number, at: number, clients: number): number {
  const due = began + (second + (at + 1) / clients) * 1000;
  return Math.max(0, due - performance.now());
}

function atMost(value: number) {
  return { kind: 'value', atMost: value } as const;
}
