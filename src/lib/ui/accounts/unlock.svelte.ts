/** Somebody before his own lock: what he types, how often he may still try, and what is at stake. */
import { TRIES_TO_WARN } from '#lib/accounts/deskLock.ts';
import { triesText, unlockRefusalText } from '#lib/ui/texts/unlock.ts';
import type { DeskPerson, UnlockRefusal } from './account.ts';

type State = Awaited<ReturnType<DeskPerson['state']>>;

export class Unlock {
  readonly person: DeskPerson;
  secret = $state('');
  busy = $state(false);
  /** Null until it is read. */
  state = $state.raw<State | null>(null);
  #refusal = $state.raw<UnlockRefusal | 'missing' | null>(null);

  constructor(person: DeskPerson) {
    this.person = person;
    void this.#look();
  }

  readonly error = $derived.by(() => {
    if (this.#refusal === null) return null;
    return unlockRefusalText(this.#refusal, this.state?.wait ?? 0);
  });

  /** Said before it is too late. */
  readonly warning = $derived.by(() => {
    const isNear = this.state !== null && this.state.triesLeft <= TRIES_TO_WARN;
    return isNear && this.state ? triesText(this.person.name, this.state) : null;
  });

  readonly label = $derived(this.state?.hasPin ? 'Password o PIN' : 'Password');

  /** Whether his secret was right. */
  async submit(): Promise<boolean> {
    if (this.busy) return false;
    if (this.secret === '') {
      this.#refusal = 'missing';
      return false;
    }
    this.busy = true;
    try {
      this.#refusal = await this.person.unlock(this.secret);
      if (this.#refusal === null) return true;
      this.secret = '';
      await this.#look();
      return false;
    } finally {
      this.busy = false;
    }
  }

  async #look(): Promise<void> {
    this.state = await this.person.state();
  }
}
