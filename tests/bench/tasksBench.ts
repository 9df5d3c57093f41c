/** Figure 5: the longest task of the page's main thread in a whole import, from the file to the end screen. */
import type { Figure } from './figures.ts';
import { openWizard, runWizard } from './importList.ts';
import type { Stage } from './stage.ts';
import { describeTasks, type Task, traceTasks } from './trace.ts';

const TARGET = 50;

export async function benchTasks(stage: Stage, rows: number, runs: number): Promise<Figure> {
  const longest: Task[][] = [];
  for (let run = 0; run < runs; run++) {
    const { page, context } = await stage.open(stage.freshProfile());
    await page.goto(stage.url);
    await openWizard(page);
    const path = stage.listFile(rows);
    longest.push(await traceTasks(page, async () => void (await runWizard(page, path))));
    await context.close();
  }
  const worst = longest.toSorted((a, b) => (b[0]?.duration ?? 0) - (a[0]?.duration ?? 0))[0] ?? [];
  return {
    group: `Main thread during an import of ${rows} rows: reading, preview, writing`,
    name: 'longest task',
    unit: 'ms',
    runs: longest.map((tasks) => tasks[0]?.duration ?? 0),
    limit: null,
    target: { kind: 'value', atMost: TARGET },
    note: describeTasks(worst.slice(0, 4)).join('\n'),
  };
}
