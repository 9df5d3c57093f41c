/**
 * The same work on RxDB and on PouchDB, in the same run: a list stored and its first page read, one value changed
 * and the page read again, the store opened in a new browser process. They keep rows and nothing else: no journal,
 * history, search or screen, all of which are in our own figures.
 */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { build } from 'vite';
import { editTimes } from './editBench.ts';
import { type Figure, median } from './figures.ts';
import { importList } from './importList.ts';
import { peopleOf } from './lists.ts';
import type { Stage } from './stage.ts';

const RIVALS = ['rxdb', 'pouchdb'] as const;
const TITLES = { rxdb: 'RxDB', pouchdb: 'PouchDB' } as const;
const EDITS = 5;

interface Times {
  readonly store: number[];
  readonly edit: number[];
  readonly open: number[];
}

export async function benchRivals(stage: Stage, rows: number, runs: number): Promise<Figure[]> {
  const scripts = { rxdb: await bundle('rxdb'), pouchdb: await bundle('pouchdb') };
  const times = { rxdb: noTimes(), pouchdb: noTimes(), own: noTimes() };
  // In turns, so that a slow minute of the machine falls on everybody.
  for (let run = 0; run < runs; run++) {
    await measureOwn(stage, rows, times.own);
    for (const rival of RIVALS) await measureRival(stage, scripts[rival], rows, times[rival]);
  }
  return RIVALS.flatMap((rival) => figuresOf(rows, TITLES[rival], times.own, times[rival]));
}

const noTimes = (): Times => ({ store: [], edit: [], open: [] });

async function measureOwn(stage: Stage, rows: number, times: Times): Promise<void> {
  const profile = stage.freshProfile();
  const first = await stage.open(profile);
  await first.page.goto(first.url);
  times.store.push((await importList(first.page, stage.listFile(rows))).shown);
  times.edit.push(...(await editTimes(first.page, first.url, EDITS)));
  await first.context.close();
  const again = await stage.open(profile);
  await again.page.goto(again.url, { waitUntil: 'commit' });
  times.open.push((await again.page.evaluate(() => window.bench.firstRows)).drawn);
  await again.context.close();
}

async function measureRival(
  stage: Stage,
  script: string,
  rows: number,
  times: Times,
): Promise<void> {
  const profile = stage.freshProfile();
  const first = await openRival(stage, profile, script);
  times.store.push(await first.page.evaluate((given) => window.rival.store(given), patients(rows)));
  for (let edit = 0; edit < EDITS; edit++) {
    times.edit.push(
      await first.page.evaluate((place) => window.rival.edit(place, `nota ${place}`), edit * 7),
    );
  }
  await first.context.close();
  const again = await openRival(stage, profile, script);
  times.open.push(await again.page.evaluate(() => window.rival.open()));
  await again.context.close();
}

/** A page of the same origin that runs nothing of the app. */
async function openRival(stage: Stage, profile: string, script: string) {
  const { page, context, url } = await stage.open(profile);
  await page.goto(`${url}/healthz`);
  await run(page, script);
  return { page, context };
}

async function run(page: Page, script: string): Promise<void> {
  await page.evaluate(script);
}

function patients(rows: number) {
  return peopleOf(rows).map((person, place) => ({
    id: `patient-${place}`,
    name: `${person.lastName} ${person.firstName}`,
    note: '',
    person,
  }));
}

/** One script that holds the rival and the library it runs on. */
async function bundle(rival: (typeof RIVALS)[number]): Promise<string> {
  const entry = fileURLToPath(new URL(`rivals/${rival}.ts`, import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    // The package, not Node's own module, which a browser has not.
    resolve: { alias: { events: fileURLToPath(import.meta.resolve('events/')) } },
    build: {
      write: false,
      target: 'esnext',
      lib: { entry, formats: ['iife'], name: 'rivalScript', fileName: rival },
    },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error(`No bundle for ${rival}`);
  return output.output[0].code;
}

function figuresOf(rows: number, title: string, own: Times, rival: Times): Figure[] {
  const figure = (what: keyof Times, name: string): Figure => ({
    group: `The same work beside ${title}, ${rows} patients`,
    name,
    unit: 'ms',
    runs: own[what],
    limit: { what: `${title}: median ${median(rival[what]).toFixed(1)}`, values: rival[what] },
    target: null,
  });
  return [
    figure('store', 'list stored and its first page read'),
    figure('edit', 'one note changed, until it is safe and shown'),
    figure('open', 'opened to the first page (ours with the page and its screen)'),
  ];
}
