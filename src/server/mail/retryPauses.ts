const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Short at first, for a server that is being restarted; then for one that is down, or greylists. About two days. */
const PAUSES = [
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
] as const;

/** How long to wait after so many tries that failed, in ms; null: give up. */
export function pauseAfter(tries: number): number | null {
  return PAUSES[tries - 1] ?? null;
}
