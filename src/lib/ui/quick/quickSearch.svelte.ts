import type { PatientId } from '#lib/domain/patient.ts';
import type { ListedPatient, PatientRow } from '#lib/read-model/patientRow.ts';
import type { QuickAnswer, QuickQuestion } from '#lib/read-model/quickSearch.ts';
import type { App } from '#lib/ui/app.ts';
import { LatestAnswer } from '#lib/ui/shell/latestAnswer.svelte.ts';

/** The quick search while it is open: what is typed, who is found, who is highlighted. */
export class QuickSearch {
  readonly #app: App;
  readonly #recent: readonly PatientId[];
  readonly #answer;
  readonly #card;
  text = $state('');
  scope = $state<QuickQuestion['scope']>('active');
  #active = $state(0);

  readonly question = $derived.by((): QuickQuestion => ({
    text: this.text,
    scope: this.scope,
    recent: this.#recent,
  }));

  constructor(app: App) {
    this.#app = app;
    this.#recent = app.recent.ids();
    this.#answer = new LatestAnswer<QuickQuestion, QuickAnswer>(
      () => this.question,
      app.patients.watchQuick,
    );
    this.#card = new LatestAnswer<PatientId, PatientRow | null>(
      () => this.active?.id ?? null,
      app.patients.watchPatient,
    );
  }

  /** Null until the first answer. The last one stays until the next comes, so that the list never blinks. */
  get answer(): QuickAnswer | null {
    return this.#answer.current?.answer ?? null;
  }

  get rows(): readonly ListedPatient[] {
    return this.answer?.rows ?? [];
  }

  readonly activeIndex = $derived.by(() => Math.min(this.#active, this.rows.length - 1));
  readonly active = $derived.by(() => this.rows[this.activeIndex] ?? null);

  /** The highlighted patient's columns; null while they are on their way. */
  get card(): PatientRow | null {
    const latest = this.#card.current;
    return latest?.question === this.active?.id ? (latest?.answer ?? null) : null;
  }

  type(text: string): void {
    this.text = text;
    this.#active = 0;
  }

  search(scope: QuickQuestion['scope']): void {
    this.scope = scope;
    this.#active = 0;
  }

  highlight(index: number): void {
    this.#active = Math.max(0, Math.min(index, this.rows.length - 1));
  }

  /** Who Enter opens: never somebody found by an earlier text. */
  async chosen(): Promise<ListedPatient | null> {
    const asked = this.question;
    if (this.#answer.current?.question === asked) return this.active;
    const answer = await this.#app.patients.quick(asked).catch(() => null);
    return this.question === asked ? (answer?.rows[0] ?? null) : null;
  }
}
