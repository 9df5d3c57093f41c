import { registerSW } from 'virtual:pwa-register';

/** A newer version waits, installed, until the user asks for it: never over an open form or import. */
export class AppUpdate {
  ready = $state(false);
  readonly #apply: (reload?: boolean) => Promise<void>;

  constructor() {
    this.#apply = registerSW({ onNeedRefresh: () => (this.ready = true) });
  }

  apply(): void {
    void this.#apply(true);
  }
}
