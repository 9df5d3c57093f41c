/** Servers that share one process (`serverHost.ts`): for tests that neither kill a server nor read its terminal. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { HostAnswer, HostRequest } from './hostMessages.ts';
import { environmentOf, type RunningServer, type ServerOptions } from './runningServer.ts';

const HOST = fileURLToPath(new URL('serverHost.ts', import.meta.url));

export interface ServerHost {
  /** Throws with the kind of the failure when the server refuses to start. */
  start(options: ServerOptions): Promise<RunningServer>;
  /** Ends the process, and whatever still runs in it. */
  end(): Promise<void>;
}

export function startHost(): ServerHost {
  const child = fork(HOST, { execArgv: [] });
  const waiting = new Map<number, (answer: HostAnswer) => void>();
  let failure: Error | null = null;
  child.on('message', (answer: HostAnswer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  const ended = once(child, 'exit').then(([code]) => {
    failure = new Error(`The servers of the tests ended with ${code}`);
    for (const [id, resolve] of waiting) resolve({ id, kind: 'refused', why: failure.message });
  });
  const ask = (request: HostRequest) => {
    if (failure) throw failure;
    const { promise, resolve } = Promise.withResolvers<HostAnswer>();
    waiting.set(request.id, resolve);
    child.send(request);
    return promise;
  };

  let last = 0;
  return {
    async start(options) {
      const id = ++last;
      const answer = await ask({ id, kind: 'start', environment: environmentOf(options) });
      if (answer.kind !== 'started')
        throw new Error(`The server did not start: ${JSON.stringify(answer)}`);
      const { url, port, setUpCode } = answer;
      const stop = async (signal?: NodeJS.Signals) => {
        if (signal === 'SIGKILL') throw new Error('Only a process of its own can be killed');
        await ask({ id, kind: 'stop' });
        return 0;
      };
      return { url, port, setUpCode, stop };
    },
    async end() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
