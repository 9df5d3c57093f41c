/**
 * Work that a reload would throw away: an open import, a form, words not yet saved. Tabs that have some hold a lock
 * together, so that each can ask whether any of them does.
 */
import { getContext, setContext } from 'svelte';
import type { Stop } from '#lib/ui/app.ts';

const LOCK = 'assistiti:open-work';

export class OpenWork {
  readonly #locks: LockManager;
  #open = 0;
  #letGo: () => void = () => {};

  constructor(locks: LockManager) {
    this.#locks = locks;
  }

  /** Told while there is such work; the answer ends it. */
  begin(): Stop {
    if (this.#open++ === 0) this.#hold();
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      if (--this.#open === 0) this.#letGo();
    };
  }

  /** Whether this tab has any. */
  get isHere(): boolean {
    return this.#open > 0;
  }

  /** Whether this tab or another has any. */
  async isAnywhere(): Promise<boolean> {
    if (this.#open > 0) return true;
    const { held = [] } = await this.#locks.query();
    return held.some(({ name }) => name === LOCK);
  }

  #hold(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#letGo = resolve;
    void this.#locks.request(LOCK, { mode: 'shared' }, () => promise);
  }
}

/** Tells of open work for as long as `isOpen` says so and the component lives. */
export function tellOpenWork(isOpen: () => boolean): void {
  const work = useOpenWork();
  $effect(() => (isOpen() ? work.begin() : undefined));
}

const key = Symbol('open work');

export function useOpenWork(): OpenWork {
  return getContext<OpenWork>(key);
}

export function provideOpenWork(work: OpenWork): OpenWork {
  return setContext(key, work);
}
