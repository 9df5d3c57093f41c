/**
 * The same list as a workbook: read, checked and planned in Node beside its reader alone, and the page's main thread
 * while it is imported.
 */
import { writeFileSync } from 'node:fs';
import { read } from 'xlsx';
import { writeWorkbookList } from '../fixtures/workbooks.ts';
import type { Figure } from './figures.ts';
import { peopleOf } from './lists.ts';
import { readAndPlan, timed } from './planBench.ts';
import type { Stage } from './stage.ts';
import { benchTasks } from './tasksBench.ts';

export async function benchWorkbook(stage: Stage, rows: number, runs: number): Promise<Figure[]> {
  const bytes = writeWorkbookList(peopleOf(rows), { layout: 'sissA' });
  const [own, alone]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    own.push(await timed(() => readAndPlan(bytes, [])));
    alone.push(await timed(() => read(bytes, { type: 'array', dense: true, cellNF: true })));
  }
  const path = stage.listFile(rows).replace(/\.csv$/, '.xlsx');
  writeFileSync(path, bytes);
  return [
    {
      group: `Read, check and plan a workbook of ${rows} rows, in Node`,
      name: 'against an empty list',
      unit: 'ms',
      runs: own,
      limit: { what: 'xlsx alone on the same bytes', values: alone },
      target: null,
    },
    ...(await benchTasks(stage, rows, runs, path)),
  ];
}
