/** Figure 5: the longest task of the page's main thread in a whole import, from the file to the end screen. */
import type { Figure } from './figures.ts';
import { openWizard, runWizard } from './importList.ts';
import { rawTasks } from './rawTasks.ts';
import type { Stage } from './stage.ts';
import { taskFigures } from './taskFigures.ts';
import { type Task, traceTasks } from './trace.ts';

const TARGET = 50;

/** Of the list as text, or of the file at `path`. */
export async function benchTasks(
  stage: Stage,
  rows: number,
  runs: number,
  path = stage.listFile(rows),
): Promise<Figure[]> {
  const measured: Task[][] = [];
  for (let run = 0; run < runs; run++) {
    const { page, context, url } = await stage.open(stage.freshProfile());
    await page.goto(url);
    await openWizard(page);
    // The driver brings its own script into the page at the first use of a locator: that is no work of the app.
    await page.locator('input[type=file]').waitFor({ state: 'attached' });
    measured.push(await traceTasks(page, async () => void (await runWizard(page, path))));
    await context.close();
  }
  const kind = path.endsWith('.xlsx') ? 'a workbook' : 'a list';
  const group = `Main thread during an import of ${kind} of ${rows} rows: reading, preview, writing`;
  const limit = await rawTasks(stage, measured, true);
  return taskFigures({ group, unit: 'ms' }, measured, limit, TARGET);
}
