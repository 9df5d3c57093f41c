import type { ImportSummary } from '#lib/domain/importSummary.ts';
import type { CommitFailure, ImportProgress } from '#lib/import/importDesk.ts';
import type { App } from '#lib/ui/app.ts';

export type DemoFailure =
  CommitFailure | { readonly kind: 'notEmpty' } | { readonly kind: 'notHere' };

/** Made-up patients brought in and taken away again. */
export class DemoData {
  readonly #app: Pick<App, 'imports' | 'loadDemo'>;
  #busy = $state(false);
  #progress = $state.raw<ImportProgress | null>(null);
  #failure = $state.raw<DemoFailure | null>(null);

  constructor(app: Pick<App, 'imports' | 'loadDemo'>) {
    this.#app = app;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** Null when nothing is being brought in. */
  get progress(): ImportProgress | null {
    return this.#progress;
  }

  get failure(): DemoFailure | null {
    return this.#failure;
  }

  load(): Promise<void> {
    return this.#work(() => this.#app.loadDemo((progress) => (this.#progress = progress)));
  }

  /** All of them, or as far as it goes: what is left is still offered. */
  remove(demos: readonly ImportSummary[]): Promise<void> {
    return this.#work(async () => {
      for (const { id } of demos) {
        const outcome = await this.#app.imports.undo(id);
        if (!outcome.ok) return outcome;
      }
      return { ok: true };
    });
  }

  async #work(
    work: () => Promise<
      { readonly ok: true } | { readonly ok: false; readonly error: DemoFailure }
    >,
  ): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#failure = null;
    try {
      const outcome = await work();
      if (!outcome.ok) this.#failure = outcome.error;
    } finally {
      this.#busy = false;
      this.#progress = null;
    }
  }
}

/** The imports of made-up patients that are in the lists now. */
export function demosIn(imports: readonly ImportSummary[] | undefined): readonly ImportSummary[] {
  return imports?.filter(({ demonstration, undone }) => demonstration && undone === null) ?? [];
}
