/** Figure 1: from the click on `Importa N pazienti` to the durable journal, and to the end screen. */
import type { Figure } from './figures.ts';
import { type ImportTimes, importList } from './importList.ts';
import { rawPut } from './rawStore.ts';
import type { Stage } from './stage.ts';

/** The limits of issue 2, point 8, as shares of the raw put. */
const SAVED = { kind: 'ratio', atMost: 1 } as const;
const SHOWN = { kind: 'ratio', atMost: 4 } as const;

export async function benchImport(stage: Stage, rows: number, runs: number): Promise<Figure[]> {
  const times: ImportTimes[] = [];
  const raw: number[] = [];
  for (let run = 0; run < runs; run++) {
    const { page, context, url } = await stage.open(stage.freshProfile());
    await page.goto(url);
    times.push(await importList(page, stage.listFile(rows)));
    raw.push(...(await rawPut(page, 2)));
    await context.close();
  }
  const group = `Import of ${rows} rows, from the click on "Importa N pazienti"`;
  const limit = { what: 'raw put of the same rows, same indexes, strict', values: raw };
  const figure = { group, unit: 'ms', limit } as const;
  return [
    { ...figure, name: 'journal durable', runs: times.map(({ saved }) => saved), target: SAVED },
    { ...figure, name: 'all shown', runs: times.map(({ shown }) => shown), target: SHOWN },
  ];
}
