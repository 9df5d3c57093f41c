/**
 * Lists that come by themselves: from the companion extension, opened with the app, dropped or pasted anywhere. They
 * wait here until the import screen has room for them; an open import is never thrown away for one.
 */
import { getContext, setContext } from 'svelte';
import type { Provenance } from '#lib/bridge/messages.ts';

/** What the extension saw on the portal. */
export interface PortalReport {
  readonly provenance: Provenance;
  /** ms since 1970. */
  readonly capturedAt: number;
  /** Of the bytes as they left the portal, hex. */
  readonly sha256: string;
}

export interface IncomingList {
  readonly file: File;
  /** Null where nobody told where it is from. */
  readonly report: PortalReport | null;
}

export class IncomingLists {
  #queue = $state.raw<readonly IncomingList[]>([]);
  #state = $state<'arrived' | 'waiting' | 'wanted'>('waiting');
  #isDamaged = $state(false);

  get next(): IncomingList | null {
    return this.#queue[0] ?? null;
  }

  /** The next one could not be shown at once: somebody is to be asked. */
  get isWaiting(): boolean {
    return this.next !== null && this.#state === 'waiting';
  }

  /** The next one is to be shown, `wanted` whatever else is open. */
  get isDue(): 'arrived' | 'wanted' | null {
    return this.next !== null && this.#state !== 'waiting' ? this.#state : null;
  }

  /** What the extension handed over was not what it had sent. */
  get isDamaged(): boolean {
    return this.#isDamaged;
  }

  set isDamaged(damaged: boolean) {
    this.#isDamaged = damaged;
  }

  /** Pressed twice on the portal, a list waits once. */
  add(list: IncomingList): void {
    const { report } = list;
    if (report && this.#queue.some((other) => other.report?.sha256 === report.sha256)) return;
    const isFirst = this.#queue.length === 0;
    this.#queue = [...this.#queue, list];
    this.#isDamaged = false;
    if (isFirst) this.#state = 'arrived';
  }

  /** There is no room now. */
  wait(): void {
    this.#state = 'waiting';
  }

  /** Somebody asked for it. */
  want(): void {
    this.#state = 'wanted';
  }

  /** Hands the next one over; those behind it wait. */
  take(): IncomingList | null {
    const [next, ...others] = this.#queue;
    this.#queue = others;
    this.#state = 'waiting';
    return next ?? null;
  }

  drop(): void {
    this.take();
  }
}

const key = Symbol('incoming lists');

export function provideIncoming(incoming: IncomingLists): IncomingLists {
  return setContext(key, incoming);
}

export function useIncoming(): IncomingLists {
  return getContext<IncomingLists>(key);
}
