import { CEILING_PRESETS, isCeiling } from '#lib/domain/ceiling.ts';
import type { Result } from '#lib/domain/result.ts';
import type { SettingRefusal } from '#lib/replica/practiceSettings.ts';
import { settingRefusalText } from '#lib/ui/texts/settings.ts';

/** The ceiling as it is chosen: a preset is saved at once, another number when it is confirmed. */
export class CeilingForm {
  /** Typed, when no preset is meant. */
  custom = $state('');
  error = $state<string | null>(null);
  saving = $state(false);
  #wantsCustom = $state(false);
  readonly #stored: () => number | null;
  readonly #save: (ceiling: number) => Promise<Result<number, SettingRefusal>>;

  readonly choice = $derived.by(() => {
    const stored = this.#stored();
    if (this.#wantsCustom) return 'custom';
    return stored === null || isPreset(stored) ? String(stored ?? '') : 'custom';
  });

  constructor(
    stored: () => number | null,
    save: (ceiling: number) => Promise<Result<number, SettingRefusal>>,
  ) {
    this.#stored = stored;
    this.#save = save;
  }

  /** What the field of another number shows until something is typed. */
  get shown(): string {
    const stored = this.#stored();
    return this.custom !== '' || stored === null || isPreset(stored) ? this.custom : String(stored);
  }

  async choose(choice: string): Promise<boolean> {
    this.error = null;
    this.#wantsCustom = choice === 'custom';
    return choice !== 'custom' && this.#write(Number(choice));
  }

  /** Digits with or without the dot of thousands. */
  async saveCustom(): Promise<boolean> {
    const ceiling = Number(this.shown.replaceAll(/[.\s]/g, ''));
    if (!isCeiling(ceiling)) {
      this.error = settingRefusalText('ceiling', { kind: 'invalid' });
      return false;
    }
    return this.#write(ceiling);
  }

  async #write(ceiling: number): Promise<boolean> {
    this.saving = true;
    try {
      const outcome = await this.#save(ceiling);
      this.error = outcome.ok ? null : settingRefusalText('ceiling', outcome.error);
      if (outcome.ok) this.custom = '';
      if (outcome.ok) this.#wantsCustom = false;
      return outcome.ok;
    } finally {
      this.saving = false;
    }
  }
}

function isPreset(ceiling: number): boolean {
  return (CEILING_PRESETS as readonly number[]).includes(ceiling);
}
