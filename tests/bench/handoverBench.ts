/** The tab that leads is closed: how long the other waits for its answer. */
import type { Figure } from './figures.ts';
import type { Stage } from './stage.ts';

const TARGET_MS = 2000;

export async function benchHandover(stage: Stage, rows: number, runs: number): Promise<Figure[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const { page, context, url } = await stage.open(await stage.profileWith(rows));
    await page.goto(url);
    await page.evaluate(() => window.bench.ready);
    const second = await context.newPage();
    await second.goto(url);
    await second.evaluate(() => window.bench.ready);
    const began = await second.evaluate(() => performance.now());
    await page.close();
    const search = second.getByLabel('Cerca paziente');
    await search.fill('zz');
    const shown = await second.evaluate(
      (since) =>
        new Promise<number>((resolve) => {
          const look = () => {
            const last = performance.getEntriesByName('assistiti: list').at(-1);
            if (last && last.startTime > since && 'detail' in last) resolve(last.startTime);
            else requestAnimationFrame(look);
          };
          look();
        }),
      began,
    );
    times.push(shown - began);
    await context.close();
  }
  return [
    {
      group: 'The leading tab is closed while another searches',
      name: `${rows} stored, to the other tab's answer`,
      unit: 'ms',
      runs: times,
      limit: null,
      target: { kind: 'value', atMost: TARGET_MS },
    },
  ];
}
