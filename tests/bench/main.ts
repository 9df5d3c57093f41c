/** Measures how quick and how large the app is and tells it: a table, or JSON, and `.cache/bench.json`. It asserts nothing. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { cache } from '../../src/tools/project.mjs';
import { benchEdits } from './editBench.ts';
import { type Figure, judge } from './figures.ts';
import { benchHandover } from './handoverBench.ts';
import { benchHeap } from './heapBench.ts';
import { benchHour } from './hourBench.ts';
import { benchImport } from './importBench.ts';
import { benchOpen } from './openBench.ts';
import { HELP, type Options, type Part, readOptions } from './options.ts';
import { benchPlan } from './planBench.ts';
import { benchRivals } from './rivalsBench.ts';
import { benchSearch } from './searchBench.ts';
import { openStage, type Stage } from './stage.ts';
import { formatTable } from './table.ts';
import { benchLoad, benchSync } from './syncBench.ts';
import { benchTasks } from './tasksBench.ts';
import { benchWorkbook } from './workbookBench.ts';

const SMALL = 1750;

async function main({ quick, json, parts }: Options): Promise<void> {
  const began = performance.now();
  const [load] = loadavg();
  const stage = await openStage(say);
  const figures: Figure[] = [];
  try {
    for (const part of parts) {
      say(`measuring: ${part}`);
      figures.push(...(await measure[part](stage, quick)));
    }
  } finally {
    await stage.close();
  }
  const [cpu] = cpus();
  const report = {
    machine: `${cpus().length} x ${cpu?.model.trim()}, load ${load?.toFixed(1)} at the start`,
    browser: stage.browserVersion,
    node: process.version,
    seconds: Math.round((performance.now() - began) / 1000),
    figures: figures.map(judge),
  };
  const text = `${JSON.stringify(report, null, 2)}\n`;
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'bench.json'), text);
  if (json) process.stdout.write(text);
  else {
    const { machine, browser, node, seconds } = report;
    console.log(`\n${formatTable(report.figures)}\n`);
    console.log(`${machine}; Chromium ${browser}, Node ${node}; ${seconds} s.`);
    console.log('A ratio compares medians. Also written to .cache/bench.json.');
  }
}

const measure: { readonly [P in Part]: (stage: Stage, quick: boolean) => Promise<Figure[]> } = {
  async plan(_, quick) {
    const small = await benchPlan(SMALL, quick ? 3 : 7);
    return quick ? small : [...small, ...(await benchPlan(20_000, 5))];
  },
  workbook: (stage, quick) => benchWorkbook(stage, quick ? SMALL : 20_000, quick ? 2 : 5),
  async import(stage, quick) {
    const small = await benchImport(stage, SMALL, quick ? 2 : 5);
    return quick ? small : [...small, ...(await benchImport(stage, 20_000, 3))];
  },
  open: (stage, quick) => benchOpen(stage, sizes(quick), quick ? 2 : 5),
  search: (stage, quick) => benchSearch(stage, quick ? SMALL : 50_000, quick ? 1 : 3),
  tasks: (stage, quick) => benchTasks(stage, quick ? SMALL : 20_000, quick ? 1 : 5),
  async heap(stage, quick) {
    const figures: Figure[] = [];
    for (const rows of sizes(quick)) figures.push(...(await benchHeap(stage, rows, quick ? 1 : 2)));
    return figures;
  },
  edits: (stage, quick) => benchEdits(stage, quick ? [SMALL] : [SMALL, 50_000], quick ? 3 : 9),
  handover: (stage, quick) => benchHandover(stage, SMALL, quick ? 2 : 5),
  hour: (stage, quick) => benchHour(stage, SMALL, quick ? 0.1 : 1),
  sync: (_, quick) =>
    benchSync(
      quick
        ? { lists: 2, rows: 200, clients: 4, edits: 20, missed: 200 }
        : { lists: 10, rows: SMALL, clients: 10, edits: 200, missed: 2000 },
    ),
  load: (_, quick) => benchLoad(quick ? 10 : 100, quick ? 3 : 60),
  rivals: (stage, quick) => benchRivals(stage, SMALL, quick ? 1 : 3),
};

function sizes(quick: boolean): readonly number[] {
  return quick ? [SMALL] : [SMALL, 18_000, 50_000];
}

/** Progress goes beside the report. */
function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

const options = readOptions(process.argv.slice(2));
if (options) await main(options);
else process.stdout.write(HELP);
