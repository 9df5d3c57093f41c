/** The page's main thread, from a Chromium trace: every task, and what the longest were made of. */
import type { Page } from 'playwright';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: Record<string, unknown> };
}

export interface Task {
  /** ms on the wall clock, and of the processor alone: the rest is the thread waiting for a core. */
  readonly duration: number;
  readonly processor: number;
  /** The largest parts of the task, `name ms`. */
  readonly parts: readonly string[];
}

const CATEGORIES = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'blink.user_timing',
];
const BEGIN = 'bench: begin';
const END = 'bench: end';

/** Runs `work` and tells every task of the page's main thread meanwhile, longest first. */
export async function traceTasks(page: Page, work: () => Promise<void>): Promise<Task[]> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value) events.push(event as unknown as TraceEvent);
  });
  const complete = new Promise<void>((resolve) => {
    session.once('Tracing.tracingComplete', () => resolve());
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      recordMode: 'recordAsMuchAsPossible',
      includedCategories: CATEGORIES,
      excludedCategories: ['*'],
    },
  });
  await page.evaluate((name) => void performance.mark(name), BEGIN);
  await work();
  await page.evaluate((name) => void performance.mark(name), END);
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return tasksOf(events);
}

/** One line for each task. */
export function describeTasks(tasks: readonly Task[]): string[] {
  return tasks.map(
    ({ duration, processor, parts }) =>
      `${duration.toFixed(1)} ms (${processor.toFixed(1)} of processor): ${parts.join(', ')}`,
  );
}

function tasksOf(events: readonly TraceEvent[]): Task[] {
  const begin = events.find(({ name }) => name === BEGIN);
  const end = events.find(({ name }) => name === END);
  if (!begin || !end) throw new Error('The trace lost its marks');
  const ours = events.filter(
    ({ pid, tid, ph, ts }) =>
      pid === begin.pid && tid === begin.tid && ph === 'X' && ts >= begin.ts && ts <= end.ts,
  );
  return ours
    .filter(({ name }) => name === 'RunTask')
    .map((task) => ({
      duration: (task.dur ?? 0) / 1000,
      processor: (task.tdur ?? task.dur ?? 0) / 1000,
      get parts() {
        return partsOf(task, ours);
      },
    }))
    .sort((a, b) => b.duration - a.duration);
}

/** Where the time of a task went: each kind of event with its own time, without that of events inside it. */
function partsOf(task: TraceEvent, events: readonly TraceEvent[]): string[] {
  const end = task.ts + (task.dur ?? 0);
  const inside = events
    .filter((event) => event !== task && event.ts >= task.ts && event.ts + (event.dur ?? 0) <= end)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const own = new Map<string, number>();
  const stack: TraceEvent[] = [];
  for (const event of inside) {
    while (stack.length > 0 && event.ts >= endOf(stack.at(-1))) stack.pop();
    const around = stack.at(-1);
    if (around) add(own, nameOf(around), -(event.dur ?? 0));
    add(own, nameOf(event), event.dur ?? 0);
    stack.push(event);
  }
  return [...own]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 4)
    .filter(([, time]) => time > 500)
    .map(([name, time]) => `${name} ${(time / 1000).toFixed(1)}`);
}

function nameOf({ name, args }: TraceEvent): string {
  const { functionName, type } = args?.data ?? {};
  if (name === 'FunctionCall' && functionName) return `${name} ${String(functionName)}`;
  return name === 'EventDispatch' ? `${name} ${String(type)}` : name;
}

function endOf(event: TraceEvent | undefined): number {
  return event ? event.ts + (event.dur ?? 0) : 0;
}

function add(sums: Map<string, number>, name: string, value: number): void {
  sums.set(name, (sums.get(name) ?? 0) + value);
}
