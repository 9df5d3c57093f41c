/**
 * The longest task of a main thread, told twice: by the clock, as whoever sits there feels it, and by
 * the processor, as the work that our own code asked for. They are apart while the thread waits for a
 * core that something else holds. Both are held to the target: on a machine with nothing else to do
 * the first is the one that counts, on a busy one it says as much of the app as it is beyond the limit.
 */
import type { Figure, Runs } from './figures.ts';
import { describeTasks, type Task } from './trace.ts';

/** `runs`: the tasks of each run. `limit`: what the same work takes by the clock here (`rawTasks.ts`). */
export function taskFigures(
  told: Pick<Figure, 'group' | 'unit'>,
  runs: readonly (readonly Task[])[],
  limit: Runs,
  atMost: number,
  notes: readonly string[] = [],
): Figure[] {
  const figure = (
    name: string,
    by: 'duration' | 'processor',
    before: readonly string[],
  ): Figure => {
    const longest = runs.flat().toSorted((one, other) => other[by] - one[by]);
    return {
      ...told,
      name,
      limit: by === 'duration' ? limit : null,
      runs: runs.map((tasks) => tasks.reduce((most, task) => Math.max(most, task[by]), 0)),
      target: { kind: 'value', atMost },
      note: [...before, ...describeTasks(longest.slice(0, 3))].join('\n'),
    };
  };
  return [
    figure('longest task of the main thread, by the clock', 'duration', notes),
    figure('longest task of the main thread, by processor time', 'processor', []),
  ];
}
