import type { SettingName, SettingValues } from '#lib/replica/practiceSettings.ts';
import type { App } from '#lib/ui/app.ts';
import { settingRefusalText } from '#lib/ui/texts/settings.ts';

interface Needs<S extends SettingName> {
  readonly app: Pick<App, 'setSetting'>;
  readonly name: S;
  /** What is stored, as it is typed. */
  readonly stored: () => string;
  /** What the typed text means; whether it is a value at all is for the desk to say. */
  readonly read: (typed: string) => SettingValues[S];
}

/** One of the practice's settings as it is typed and saved. */
export class SettingForm<S extends SettingName> {
  error = $state<string | null>(null);
  saving = $state(false);
  #typed = $state<string | null>(null);
  readonly #needs: Needs<S>;

  constructor(needs: Needs<S>) {
    this.#needs = needs;
  }

  get shown(): string {
    return this.#typed ?? this.#needs.stored();
  }

  set shown(text: string) {
    this.#typed = text;
  }

  async save(): Promise<boolean> {
    const { app, name, read } = this.#needs;
    this.saving = true;
    try {
      const outcome = await app.setSetting(name, read(this.shown));
      this.error = outcome.ok ? null : settingRefusalText(name, outcome.error);
      if (outcome.ok) this.#typed = null;
      return outcome.ok;
    } finally {
      this.saving = false;
    }
  }
}
