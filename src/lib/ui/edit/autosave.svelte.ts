/**
 * What a page that saves by itself has typed and not yet saved. It says `Salvato su questo computer` only when
 * every edit is on the disk and nothing typed is waiting.
 */
import { getContext, setContext } from 'svelte';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { EditAnswer } from './editing.svelte.ts';

export type SaveState =
  | { readonly kind: 'untouched' | 'typing' | 'saving' | 'saved' }
  | { readonly kind: 'failed'; readonly text: string };

export class Autosave {
  #saving = $state(0);
  #saved = $state(false);
  readonly #typed = new SvelteSet<string>();
  readonly #failed = new SvelteMap<string, string>();

  readonly state = $derived.by((): SaveState => {
    const [failure] = this.#failed.values();
    if (this.#saving > 0) return { kind: 'saving' };
    if (failure !== undefined) return { kind: 'failed', text: failure };
    if (this.#typed.size > 0) return { kind: 'typing' };
    return { kind: this.#saved ? 'saved' : 'untouched' };
  });

  get hasUnsaved(): boolean {
    return this.#saving > 0 || this.#typed.size > 0 || this.#failed.size > 0;
  }

  /** Something was typed in a field. */
  type(field: string): void {
    this.#typed.add(field);
  }

  /** The field holds what is stored: nothing to save. */
  settle(field: string): void {
    this.#typed.delete(field);
    this.#failed.delete(field);
  }

  /** Null when it is saved; else why not. */
  async save(field: string, work: () => Promise<EditAnswer>): Promise<string | null> {
    this.#saving++;
    this.settle(field);
    const answer = await work();
    this.#saving--;
    if (answer.ok) {
      this.#saved = true;
      this.#failed.delete(field);
      return null;
    }
    this.#failed.set(field, answer.error.text);
    return answer.error.text;
  }
}

const key = Symbol('autosave');

export function provideAutosave(): Autosave {
  return setContext(key, new Autosave());
}

export function useAutosave(): Autosave {
  return getContext<Autosave>(key);
}
