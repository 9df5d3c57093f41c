import { registerSW } from 'virtual:pwa-register';
import type { OpenWork } from '#lib/ui/kit/openWork.svelte.ts';

/** A page that stays open for days hears of a newer version within the hour. */
const LOOK_EVERY_MS = 60 * 60_000;

/**
 * A newer version waits, installed, until somebody asks for it in any tab: all tabs then start again with it, so
 * never while one of them has an open form or import.
 */
export class AppUpdate {
  ready = $state(false);
  /** Asked for, and put off because of what is open. */
  putOff = $state(false);
  readonly #work: OpenWork;
  readonly #apply: (reload?: boolean) => Promise<void>;

  constructor(work: OpenWork) {
    this.#work = work;
    this.#apply = registerSW({
      onNeedRefresh: () => {
        this.ready = true;
        void startAgainWithIt();
      },
      onRegisteredSW(_address, registration) {
        setInterval(() => void registration?.update().catch(() => {}), LOOK_EVERY_MS);
      },
    });
  }

  async apply(): Promise<void> {
    this.putOff = await this.#work.isAnywhere();
    if (!this.putOff) await this.#apply(true);
  }
}

/** Whichever tab asks for the newer version, and whether or not a service worker controls this one already. */
async function startAgainWithIt(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  const next = registration?.waiting;
  next?.addEventListener('statechange', () => {
    if (next.state === 'activated') location.reload();
  });
}
