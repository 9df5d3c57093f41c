/**
 * How the tabs of a browser and the one worker speak. The tab that leads runs the worker; every tab, the
 * leading one too, speaks with it over a channel of its own, so that it is all the same who leads. Locks tell
 * who is alive: the browser lets go of them when a tab or the worker ends, however it ends.
 */
import type { StorageState } from '#lib/read-model/storageState.ts';

/** Names of the locks and channels of one practice and user on this browser. */
export function lineNames(owner: string) {
  return {
    /** Held by the tab that leads; the others wait for it. */
    leader: `${owner}:leader`,
    /** Held by the worker: a new one starts its work when the one before it has ended. */
    worker: `${owner}:worker`,
    /** Held by every tab of that build. */
    build: (build: string) => `${owner}:build:${build}`,
    /** Held by a tab for as long as it lives. */
    tab: (tab: string) => `${owner}:tab:${tab}`,
    /** What concerns everybody. */
    news: `${owner}:news`,
    /** Questions and answers of one tab. */
    line: (tab: string) => `${owner}:line:${tab}`,
  };
}

export type LineNames = ReturnType<typeof lineNames>;

export type News =
  /** From a worker that begins. */
  | { readonly kind: 'here'; readonly worker: string }
  /** From a tab that wants to ask. */
  | { readonly kind: 'hello'; readonly tab: string }
  /** To that tab: its line is open, and this is how things stand. */
  | {
      readonly kind: 'welcome';
      readonly tab: string;
      readonly worker: string;
      readonly storage: StorageState;
      readonly indexed: boolean;
    }
  /** Search, filters and sort can be answered. */
  | { readonly kind: 'indexed' }
  /** The rows changed: lists and counts on show are to be asked for again. */
  | { readonly kind: 'changed' }
  /** The status of sync, the pending changes or the inbox are to be asked for again. */
  | { readonly kind: 'sync' }
  /** What this user is or may has changed: one tab asks the server, and tells the worker. */
  | { readonly kind: 'member' }
  | { readonly kind: 'storage'; readonly storage: StorageState };

/** What the worker calls in a tab. */
export interface TabFunctions {
  /** How far a call has come: `call` is the number the tab gave it. */
  progress(call: number, progress: unknown): void;
}

/** The part of the browser's `LockManager` that is used. */
export type Locks = Pick<LockManager, 'request'>;

export type OpenChannel = (name: string) => BroadcastChannel;

/** Takes a lock and keeps it for as long as this page or worker lives. Resolves when it has it. */
export function keepLock(locks: Locks, name: string, mode: LockMode = 'exclusive'): Promise<void> {
  const taken = Promise.withResolvers<void>();
  const kept = locks.request(name, { mode }, () => {
    taken.resolve();
    return new Promise<void>(() => {});
  });
  kept.catch(taken.reject);
  return taken.promise;
}

/** Resolves when nobody holds the lock any more. */
export async function lockFree(locks: Locks, name: string): Promise<void> {
  await locks.request(name, async () => {});
}
