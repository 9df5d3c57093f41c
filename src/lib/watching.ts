/** Questions asked again whenever something changes. */
import type { Stop } from '#lib/ui/app.ts';

export interface Signal {
  send(): void;
  listen(listener: () => void): Stop;
}

export function createSignal(): Signal {
  const listeners = new Set<() => void>();
  return {
    send: () => listeners.forEach((listener) => listener()),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * Asks again after every change, one question at a time, and shows only the newest answer. A question that fails,
 * or is answered with `undefined`, shows nothing: what was shown stays, and the next change asks again.
 */
export function watch<Answer>(
  changes: Signal,
  ask: () => Promise<Answer | undefined>,
  show: (answer: Answer) => void,
): Stop {
  let stopped = false;
  let asking = false;
  let again = false;
  const run = async () => {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    try {
      do {
        again = false;
        const answer = await ask().catch(() => undefined);
        if (!stopped && answer !== undefined) show(answer);
      } while (again && !stopped);
    } finally {
      asking = false;
    }
  };
  const stop = changes.listen(() => void run());
  void run();
  return () => {
    stopped = true;
    stop();
  };
}
