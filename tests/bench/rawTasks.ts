/**
 * What this machine makes of tasks whose work is known: an empty page does as much as the longest task of ours, again
 * and again. By the clock the longest of them takes what a thread waits for a core here, whoever's code it runs.
 */
import { median, type Runs } from './figures.ts';
import type { Stage } from './stage.ts';
import { type Task, traceTasks } from './trace.ts';

const TASKS = 300;

/** `runs`: the tasks of ours. `isWorkerBusy`: whether the app's worker computes beside them. */
export async function rawTasks(
  stage: Stage,
  runs: readonly (readonly Task[])[],
  isWorkerBusy: boolean,
): Promise<Runs> {
  const work = median(runs.map((tasks) => Math.max(0, ...tasks.map(({ processor }) => processor))));
  const values: number[] = [];
  for (let run = 0; run < runs.length; run++) {
    const { page, context } = await stage.open(stage.freshProfile());
    const rounds = (await page.evaluate(roundsInAMillisecond)) * work;
    const tasks = await traceTasks(page, () =>
      page.evaluate(workAgainAndAgain, { rounds, count: TASKS, isWorkerBusy }),
    );
    values.push(tasks[0]?.duration ?? NaN);
    await context.close();
  }
  const beside = isWorkerBusy ? ' beside a busy worker' : '';
  const what = `raw: ${TASKS} tasks of ${work.toFixed(1)} ms of processor in an empty page${beside}`;
  return { what, values };
}

/** Of the loop below. Runs in the page, as that does: they must not reach outside of themselves. */
function roundsInAMillisecond(): number {
  const ROUNDS = 2_000_000;
  const timed = () => {
    const began = performance.now();
    let sum = 0;
    for (let i = 0; i < ROUNDS; i++) sum = (sum * 31 + i) | 0;
    return performance.now() - began;
  };
  // The quickest of many is the one that had a core to itself.
  return ROUNDS / Math.min(...Array.from({ length: 50 }, timed));
}

async function workAgainAndAgain(asked: {
  rounds: number;
  count: number;
  isWorkerBusy: boolean;
}): Promise<void> {
  const source = URL.createObjectURL(new Blob(['for (;;);'], { type: 'text/javascript' }));
  const worker = asked.isWorkerBusy ? new Worker(source) : null;
  for (let done = 0; done < asked.count; done++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    let sum = 0;
    for (let i = 0; i < asked.rounds; i++) sum = (sum * 31 + i) | 0;
  }
  worker?.terminate();
}
