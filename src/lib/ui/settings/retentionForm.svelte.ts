import { isRetention } from '#lib/domain/bin.ts';
import type { Result } from '#lib/domain/result.ts';
import type { SettingRefusal } from '#lib/replica/practiceSettings.ts';
import { retentionRefusalText } from '#lib/ui/texts/settings.ts';

/** How many days the bin keeps a patient, as they are typed and saved. */
export class RetentionForm {
  error = $state<string | null>(null);
  saving = $state(false);
  #typed = $state<string | null>(null);
  readonly #stored: () => number;
  readonly #save: (days: number) => Promise<Result<number, SettingRefusal>>;

  constructor(
    stored: () => number,
    save: (days: number) => Promise<Result<number, SettingRefusal>>,
  ) {
    this.#stored = stored;
    this.#save = save;
  }

  get shown(): string {
    return this.#typed ?? String(this.#stored());
  }

  type(text: string): void {
    this.#typed = text;
  }

  async save(): Promise<boolean> {
    const days = Number(this.shown.trim());
    if (!isRetention(days)) {
      this.error = retentionRefusalText({ kind: 'invalid' });
      return false;
    }
    this.saving = true;
    try {
      const outcome = await this.#save(days);
      this.error = outcome.ok ? null : retentionRefusalText(outcome.error);
      if (outcome.ok) this.#typed = null;
      return outcome.ok;
    } finally {
      this.saving = false;
    }
  }
}
