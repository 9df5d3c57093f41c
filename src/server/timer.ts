import type { Timer } from './mail/sender.ts';

/** As long as timers reach: whoever wakes too early looks, and waits again. */
const LONGEST_PAUSE_MS = 2 ** 31 - 1;

/** The system's: it keeps no process alive. */
export const systemTimer: Timer = (run, ms) => {
  const due = setTimeout(run, Math.min(ms, LONGEST_PAUSE_MS)).unref();
  return () => clearTimeout(due);
};
