/** Figure 5: the longest task of the page's main thread in a whole import, from the file to the end screen. */
import type { Figure } from './figures.ts';
import { openWizard, runWizard } from './importList.ts';
import { rawTasks } from './rawTasks.ts';
import type { OpenProfile, Stage } from './stage.ts';
import { taskFigures } from './taskFigures.ts';
import { type Task, traceTasks } from './trace.ts';

const TARGET = 50;

/**
 * ms after which a page's main thread is its own: 30 s and some 9 s later Chromium tidies the memory of a page that
 * was loaded, 20 ms of the processor's, whatever the page does or does not. A practice's stays open all day.
 */
const SETTLED = 45_000;

/** Of the list as text, or of the file at `path`. */
export async function benchTasks(
  stage: Stage,
  rows: number,
  runs: number,
  path = stage.listFile(rows),
): Promise<Figure[]> {
  const opened: OpenProfile[] = [];
  for (let run = 0; run < runs; run++) opened.push(await openAtWizard(stage));
  const measured: Task[][] = [];
  for (const { page, context } of opened) {
    await page.evaluate(
      (at) => new Promise((resolve) => setTimeout(resolve, at - performance.now())),
      SETTLED,
    );
    measured.push(await traceTasks(page, async () => void (await runWizard(page, path))));
    await context.close();
  }
  const kind = path.endsWith('.xlsx') ? 'a workbook' : 'a list';
  const group = `Main thread during an import of ${kind} of ${rows} rows: reading, preview, writing`;
  const limit = await rawTasks(stage, measured, true);
  return taskFigures({ group, unit: 'ms' }, measured, limit, TARGET);
}

async function openAtWizard(stage: Stage): Promise<OpenProfile> {
  const opened = await stage.open(stage.freshProfile());
  await opened.page.goto(opened.url);
  await openWizard(opened.page);
  // The driver brings its own script into the page at the first use of a locator: that is no work of the app.
  await opened.page.locator('input[type=file]').waitFor({ state: 'attached' });
  return opened;
}
