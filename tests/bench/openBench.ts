/** Figure 3: a new browser process on a profile that holds a list, to the first rows on the screen. */
import { type Figure, median } from './figures.ts';
import { rawPage } from './rawStore.ts';
import type { Stage } from './stage.ts';

const WITHIN = 1.5;

export async function benchOpen(
  stage: Stage,
  sizes: readonly number[],
  runs: number,
): Promise<Figure[]> {
  const opened: { rows: number; times: number[]; raw: number[]; ready: number[] }[] = [];
  for (const rows of sizes) opened.push({ rows, times: [], raw: [], ready: [] });
  // In turns, so that a slow minute of the machine falls on every size.
  for (let run = 0; run < runs; run++) {
    for (const { rows, times, raw, ready } of opened) {
      const { page, context, url } = await stage.open(await stage.profileWith(rows));
      await page.goto(url, { waitUntil: 'commit' });
      const { drawn } = await page.evaluate(() => window.bench.firstRows);
      times.push(drawn);
      ready.push(await page.evaluate(() => window.bench.ready));
      raw.push(await rawPage(page));
      await context.close();
    }
  }
  const group = 'Cold open to the first rows, from the start of the navigation';
  const figures = opened.map(({ rows, times, raw }): Figure => ({
    group,
    name: `${rows} stored`,
    unit: 'ms',
    runs: times,
    limit: { what: 'raw: open the database, read an index page of 50', values: raw },
    target: null,
  }));
  const loaded = opened.map(({ rows, ready }): Figure => ({
    group: 'From the same moment until the documents are loaded and a command could run',
    name: `${rows} stored`,
    unit: 'ms',
    runs: ready,
    limit: null,
    target: null,
  }));
  const [smallest, ...others] = opened;
  return [
    ...figures,
    ...others.map(({ rows, times }): Figure => ({
      group,
      name: `${rows} stored, beside ${smallest?.rows} stored`,
      unit: 'ms',
      runs: [median(times)],
      limit: {
        what: `median with ${smallest?.rows} stored`,
        values: [median(smallest?.times ?? [])],
      },
      target: { kind: 'ratio', atMost: WITHIN },
    })),
    ...loaded,
  ];
}
