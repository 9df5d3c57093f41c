import type { Result } from '#lib/domain/result.ts';
import type { SettingRefusal } from '#lib/replica/practiceSettings.ts';
import { inviteMessageRefusalText } from '#lib/ui/texts/settings.ts';

/** The practice's invite as it is typed and saved. */
export class InviteMessageForm {
  error = $state<string | null>(null);
  saving = $state(false);
  #typed = $state<string | null>(null);
  readonly #stored: () => string | undefined;
  readonly #save: (message: string) => Promise<Result<string, SettingRefusal>>;

  constructor(
    stored: () => string | undefined,
    save: (message: string) => Promise<Result<string, SettingRefusal>>,
  ) {
    this.#stored = stored;
    this.#save = save;
  }

  get shown(): string {
    return this.#typed ?? this.#stored() ?? '';
  }

  set shown(text: string) {
    this.#typed = text;
  }

  async save(): Promise<boolean> {
    this.saving = true;
    try {
      const outcome = await this.#save(this.shown);
      this.error = outcome.ok ? null : inviteMessageRefusalText(outcome.error);
      if (outcome.ok) this.#typed = null;
      return outcome.ok;
    } finally {
      this.saving = false;
    }
  }
}
