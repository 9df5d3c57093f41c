/**
 * A tab's line to the worker, whichever tab runs it. What was asked of a worker that ended before it answered is
 * asked of the next: every question can be asked twice.
 */
import { type BirpcReturn, createBirpc } from 'birpc';
import {
  keepLock,
  type LineNames,
  type Locks,
  lockFree,
  type News,
  type OpenChannel,
  type TabFunctions,
} from './line.ts';

export interface LineSurroundings {
  readonly names: LineNames;
  /** This tab's name among the others. */
  readonly tab: string;
  readonly locks: Locks;
  readonly openChannel: OpenChannel;
  /** Called in the tab that leads: starts a worker that serves every tab. */
  readonly startWorker: () => void;
  readonly hear: (news: News) => void;
}

export interface Line<Desk extends object> {
  /** Asks the worker; `worker` names it, so that whoever left something open there knows when it is another. */
  ask<Answer>(
    question: (desk: BirpcReturn<Desk, TabFunctions>, worker: string) => Promise<Answer>,
  ): Promise<Answer>;
  /** Asks with a number under which the worker tells how far it has come. */
  withProgress<Progress, Answer>(
    onProgress: (progress: Progress) => void,
    question: (call: number) => Promise<Answer>,
  ): Promise<Answer>;
}

interface Connection<Desk extends object> {
  readonly worker: string;
  readonly desk: BirpcReturn<Desk, TabFunctions>;
  readonly channel: BroadcastChannel;
  /** Resolves when the worker has ended and another has taken its place. */
  readonly gone: PromiseWithResolvers<null>;
}

export function openLine<Desk extends object>(surroundings: LineSurroundings): Line<Desk> {
  const { names, tab, locks, openChannel, startWorker, hear } = surroundings;
  const listeners = new Map<number, (progress: never) => void>();
  let calls = 0;
  let current: Connection<Desk> | null = null;
  const first = Promise.withResolvers<Connection<Desk>>();
  const news = openChannel(names.news);
  const say = (message: News) => news.postMessage(message);

  news.addEventListener('message', ({ data }: MessageEvent<News>) => {
    if (data.kind === 'here') say({ kind: 'hello', tab });
    if (data.kind === 'welcome' && data.tab !== tab) return;
    if (data.kind === 'welcome') connect(data.worker);
    hear(data);
  });
  void begin();

  async function begin(): Promise<void> {
    // The worker takes a tab for closed when this lock is free.
    await keepLock(locks, names.tab(tab));
    say({ kind: 'hello', tab });
    await keepLock(locks, names.leader);
    for (;;) {
      const here = workerHere();
      startWorker();
      await here;
      // Free again only when that worker has ended, however it ended: the next one takes its place.
      await lockFree(locks, names.worker);
    }
  }

  /** Resolves when the next worker says that it has begun. */
  function workerHere(): Promise<void> {
    return new Promise((resolve) => {
      const listen = ({ data }: MessageEvent<News>) => {
        if (data.kind !== 'here') return;
        news.removeEventListener('message', listen);
        resolve();
      };
      news.addEventListener('message', listen);
    });
  }

  function connect(worker: string): void {
    if (current?.worker === worker) return;
    const before = current;
    const channel = openChannel(names.line(tab));
    const desk = createBirpc<Desk, TabFunctions>(
      { progress: (call, progress) => listeners.get(call)?.(progress as never) },
      {
        post: (message) => channel.postMessage(message),
        on: (listen) => channel.addEventListener('message', ({ data }) => listen(data)),
        // A long import takes what it takes; a worker that ended is told by its lock.
        timeout: -1,
      },
    );
    current = { worker, desk, channel, gone: Promise.withResolvers() };
    first.resolve(current);
    before?.channel.close();
    before?.gone.resolve(null);
  }

  return {
    async ask(question) {
      for (;;) {
        const { desk, worker, gone } = current ?? (await first.promise);
        const asked = question(desk, worker).then((answer) => ({ answer }));
        const outcome = await Promise.race([asked, gone.promise]);
        if (outcome) return outcome.answer;
        asked.catch(() => {});
      }
    },
    async withProgress(onProgress, question) {
      const call = ++calls;
      listeners.set(call, onProgress);
      try {
        return await question(call);
      } finally {
        listeners.delete(call);
      }
    },
  };
}
