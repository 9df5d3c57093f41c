/** Questions asked again whenever something changes. */
import { liveQuery } from 'dexie';
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

/** Asks again after every change, one question at a time, and shows only the newest answer. */
export function watch<Answer>(
  changes: Signal,
  ask: () => Promise<Answer | null>,
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
        const answer = await ask();
        if (!stopped && answer !== null) show(answer);
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

/** Asks the local tables again whenever what was read of them changes, in this tab or in another. */
export function live<Answer>(ask: () => Promise<Answer>, show: (answer: Answer) => void): Stop {
  const subscription = liveQuery(ask).subscribe({ next: show });
  return () => subscription.unsubscribe();
}
