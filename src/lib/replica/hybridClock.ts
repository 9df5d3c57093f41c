/**
 * A hybrid logical clock: readings grow on every tick even when the computer's clock is set back,
 * follow every reading seen from elsewhere, and compare as text.
 * A reading is `<ms, 9 digits base 36>.<counter, 4 digits base 36>.<node>`.
 */
export interface HybridClock {
  tick(): string;
  /** Makes later ticks newer than `t`, which another replica or an earlier session produced. */
  follow(t: string): void;
}

const MS_DIGITS = 9;
const COUNTER_DIGITS = 4;
const COUNTER_LIMIT = 36 ** COUNTER_DIGITS;

export function createHybridClock(now: () => number, node: string): HybridClock {
  let ms = 0;
  let counter = 0;
  return {
    tick() {
      const reading = now();
      if (reading > ms) [ms, counter] = [reading, 0];
      else if (++counter === COUNTER_LIMIT) [ms, counter] = [ms + 1, 0];
      return `${pad(ms, MS_DIGITS)}.${pad(counter, COUNTER_DIGITS)}.${node}`;
    },
    follow(t) {
      const [seenMs, seenCounter] = [millisecondsOf(t), counterOf(t)];
      if (seenMs > ms || (seenMs === ms && seenCounter > counter))
        [ms, counter] = [seenMs, seenCounter];
    },
  };
}

/** The instant of a reading, ms since 1970. */
export function millisecondsOf(t: string): number {
  return Number.parseInt(t.slice(0, MS_DIGITS), 36);
}

function counterOf(t: string): number {
  return Number.parseInt(t.slice(MS_DIGITS + 1, MS_DIGITS + 1 + COUNTER_DIGITS), 36);
}

function pad(value: number, digits: number): string {
  return value.toString(36).padStart(digits, '0');
}
