/** When the server is asked again who this is: when it says so, when somebody comes back, and now and then. */
import type { Line } from './lineToWorker.ts';
import type { FollowedAccount } from './openAccount.ts';
import type { Signal } from './watching.ts';
import type { WorkerDesk } from './workerDesk.ts';

/** A tab that was left for a while is told at once what happened meanwhile. */
const STALE_AFTER_MS = 5 * 60_000;
/** Without a touch of anybody, too: a revoked desktop is not to wait for its user. */
const ASK_EVERY_MS = 15 * 60_000;

export interface FollowingNeeds {
  readonly account: FollowedAccount;
  readonly window: Window;
  readonly now: () => number;
  readonly line: Line<WorkerDesk>;
  /** Sent at every news of the worker's about sync. */
  readonly news: Signal;
}

export function followAccount({ account, window, now, line, news }: FollowingNeeds): void {
  let askedAt = now();
  let isAsking = false;

  /** Resolves with whether he is still who he was. */
  async function ask(): Promise<boolean> {
    if (isAsking) return false;
    isAsking = true;
    askedAt = now();
    try {
      return await account.askAgain();
    } finally {
      isAsking = false;
    }
  }

  async function lookAtSync(): Promise<void> {
    const status = await line.ask((desk) => desk.syncStatus());
    const isOnline = status.kind === 'sending' || status.kind === 'synced';
    const isSignedOut = status.kind === 'actionNeeded' && status.action === 'signIn';
    if (isOnline && account.atServer === null) await ask();
    // The socket was closed on him: whether for good, the server says.
    if (isSignedOut && (await ask())) await line.ask((desk) => desk.syncAgain());
  }

  const comeBack = () => {
    if (now() - askedAt > STALE_AFTER_MS) void ask();
  };
  window.addEventListener('focus', comeBack);
  window.addEventListener('online', () => void ask());
  window.setInterval(() => void ask(), ASK_EVERY_MS);
  window.addEventListener('storage', ({ key }) => account.hear(key));
  news.listen(() => void lookAtSync());
}
