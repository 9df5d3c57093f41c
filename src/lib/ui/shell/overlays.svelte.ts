/** What opens above every screen: the keys, the quick search, a new patient. */
import { getContext, setContext } from 'svelte';
import type { TypedPerson } from '#lib/domain/typedPerson.ts';

export class Overlays {
  help = $state(false);
  search = $state(false);
  add = $state(false);
  /** What is known of the patient to add. */
  typed = $state.raw<TypedPerson | null>(null);

  get isOpen(): boolean {
    return this.help || this.search || this.add;
  }

  addPatient(typed: TypedPerson | null = null): void {
    this.typed = typed;
    this.add = true;
  }
}

const key = Symbol('overlays');

export function provideOverlays(): Overlays {
  return setContext(key, new Overlays());
}

export function useOverlays(): Overlays {
  return getContext<Overlays>(key);
}
