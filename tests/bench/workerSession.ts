/** The browser's protocol inside the page's worker, which Playwright's own sessions do not reach. */
import type { CDPSession } from 'playwright';

/** Sends one command and gives its result. */
export type Send = (method: string, params?: object) => Promise<unknown>;

/** To be called before the page starts its worker; `newest` is the last one it started, once there is one. */
export async function watchWorkers(
  session: CDPSession,
): Promise<{ readonly newest: () => Promise<Send> }> {
  const waiting = new Map<number, (result: unknown) => void>();
  const first = Promise.withResolvers<void>();
  let newest: Send | null = null;
  let lastId = 0;
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type !== 'worker') return;
    newest = (method, params = {}) => {
      const id = ++lastId;
      const answer = new Promise((resolve) => waiting.set(id, resolve));
      const message = JSON.stringify({ id, method, params });
      void session.send('Target.sendMessageToTarget', { sessionId, message });
      return answer;
    };
    first.resolve();
  });
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message) as { id?: number; result?: unknown };
    if (id !== undefined) waiting.get(id)?.(result);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  return {
    async newest() {
      await first.promise;
      if (!newest) throw new Error('No worker');
      return newest;
    },
  };
}
