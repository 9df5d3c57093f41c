import type { CopyPreview } from '#lib/replica/copy/copyDesk.ts';
import type { Copies } from '#lib/ui/app.ts';
import { copyFailureText } from '#lib/ui/texts/settings.ts';
import { CopyFile } from './copyFile.svelte.ts';

/** A copy taken in over what is here: checked, told, confirmed, restored. */
export class RestoreCopy {
  readonly form = new CopyFile();
  /** Checked and waiting for a yes: what it would do. */
  asking = $state.raw<CopyPreview | null>(null);
  restored = $state.raw<CopyPreview | null>(null);
  restoring = $state(false);
  readonly #copies: Copies;

  constructor(copies: Copies) {
    this.#copies = copies;
  }

  submit(): Promise<'file' | 'passphrase' | null> {
    this.restored = null;
    return this.form.submit(async (file, passphrase) => {
      const opened = await this.#copies.openCopy(file, passphrase);
      if (!opened.ok) return copyFailureText(opened.error);
      if (opened.value.patientsHere > 0) this.asking = opened.value;
      else await this.#restore();
      return this.form.refusal;
    });
  }

  async confirm(): Promise<void> {
    this.asking = null;
    await this.#restore();
  }

  /** Nothing was written yet: what was read is let go. */
  cancel(): void {
    this.asking = null;
    void this.#copies.closeCopy();
  }

  async #restore(): Promise<void> {
    this.restoring = true;
    try {
      const outcome = await this.#copies.restoreCopy();
      if (outcome.ok) {
        this.restored = outcome.value;
        this.form.clear();
      } else this.form.refusal = copyFailureText(outcome.error);
    } finally {
      this.restoring = false;
    }
  }
}
