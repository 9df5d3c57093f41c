/**
 * The answer to a question that changes: asked again whenever the question does, watched while
 * somebody looks. The last answer stays until the next one comes, so that a list never blinks.
 */
import { createSubscriber } from 'svelte/reactivity';
import type { Stop } from '#lib/ui/app.ts';

export interface Answered<Question, Answer> {
  readonly question: Question;
  readonly answer: Answer;
}

export class LatestAnswer<Question, Answer> {
  #latest: Answered<Question, Answer> | null;
  readonly #subscription;

  /** `question` is read as a derived value; null asks nothing. `earlier` is shown until the first answer. */
  constructor(
    question: () => Question | null,
    watch: (question: Question, show: (answer: Answer) => void) => Stop,
    earlier: Answered<Question, Answer> | null = null,
  ) {
    this.#latest = earlier;
    let newest: Question | null = null;
    this.#subscription = $derived.by(() => {
      const asked = question();
      newest = asked;
      if (asked === null) return null;
      return createSubscriber((update) =>
        watch(asked, (answer) => {
          if (newest !== asked) return;
          this.#latest = { question: asked, answer };
          update();
        }),
      );
    });
  }

  get current(): Answered<Question, Answer> | null {
    const subscribe = this.#subscription;
    if (subscribe === null) return null;
    subscribe();
    return this.#latest;
  }
}
