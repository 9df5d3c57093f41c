/** Live answers of the application as values that Svelte follows. */
import { createSubscriber } from 'svelte/reactivity';
import type { Stop } from '#lib/ui/app.ts';

/** One live value: watched while somebody looks at it. `undefined` until the first answer. */
export class Live<Value> {
  #value: Value | undefined = undefined;
  readonly #subscribe: () => void;

  constructor(watch: (show: (value: Value) => void) => Stop) {
    this.#subscribe = createSubscriber((update) =>
      watch((value) => {
        this.#value = value;
        update();
      }),
    );
  }

  get current(): Value | undefined {
    this.#subscribe();
    return this.#value;
  }
}
