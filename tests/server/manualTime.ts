/** Time that passes when a test says so. */
import type { Timer } from '#server/mail/sender.ts';

export interface ManualTime {
  readonly clock: () => number;
  readonly timer: Timer;
  /** Lets ms pass, and what was due in them run. */
  pass(ms: number): void;
}

export function manualTime(start = 1_780_000_000_000): ManualTime {
  let now = start;
  let planned: { readonly at: number; readonly run: () => void }[] = [];
  return {
    clock: () => now,
    timer(run, pause) {
      const plan = { at: now + pause, run };
      planned.push(plan);
      return () => void (planned = planned.filter((other) => other !== plan));
    },
    pass(ms) {
      now += ms;
      const due = planned.filter(({ at }) => at <= now);
      planned = planned.filter(({ at }) => at > now);
      for (const { run } of due) run();
    },
  };
}
