/** Something the server is asked for, and asked again after a change. What was shown stays until the next answer. */
import type { AccountFailure, Answer } from '#lib/accounts/serverCalls.ts';
import { accountFailureText } from '#lib/ui/texts/accounts.ts';

export class Asked<Value> {
  value = $state.raw<Value | null>(null);
  /** The last change is under way. */
  busy = $state(false);
  #failure = $state.raw<AccountFailure | null>(null);
  readonly #ask: () => Answer<Value>;

  constructor(ask: () => Answer<Value>) {
    this.#ask = ask;
    void this.again();
  }

  readonly refusal = $derived.by(() => this.#failure && accountFailureText(this.#failure));

  async again(): Promise<void> {
    const answer = await this.#ask();
    this.#failure = answer.ok ? null : answer.error;
    if (answer.ok) this.value = answer.value;
  }

  /** Changes something there and looks again; whether it was done. */
  async change(work: () => Answer<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      const answer = await work();
      this.#failure = answer.ok ? null : answer.error;
      if (answer.ok) await this.again();
      return answer.ok;
    } finally {
      this.busy = false;
    }
  }
}
