import type { RestoreFailure } from '#lib/replica/copy/copyDesk.ts';
import type { Copies } from '#lib/ui/app.ts';
import { passphraseProblems, passphraseStrength, strengthTexts } from './passphrase.ts';

/** A passphrase typed twice, and the file that comes of it. */
export class MakeCopy {
  first = $state('');
  second = $state('');
  making = $state(false);
  failure = $state.raw<RestoreFailure | null>(null);
  /** The name of the file that was just handed to the downloads. */
  made = $state<string | null>(null);
  #submitted = $state(false);
  readonly #copies: Copies;
  readonly #save: (fileName: string, bytes: Uint8Array) => void;

  readonly strength = $derived(this.first === '' ? null : passphraseStrength(this.first));
  readonly hint = $derived(strengthTexts[this.strength ?? 'short']);
  readonly problems = $derived(
    this.#submitted ? passphraseProblems(this.first, this.second) : { first: null, second: null },
  );

  constructor(copies: Copies, save: (fileName: string, bytes: Uint8Array) => void) {
    this.#copies = copies;
    this.#save = save;
  }

  /** The field to correct, or null when the copy was made or could not be. */
  async submit(): Promise<'first' | 'second' | null> {
    if (this.making) return null;
    this.#submitted = true;
    this.failure = null;
    this.made = null;
    if (this.problems.first) return 'first';
    if (this.problems.second) return 'second';
    this.making = true;
    try {
      const outcome = await this.#copies.makeCopy(this.first);
      if (!outcome.ok) {
        this.failure = outcome.error;
        return null;
      }
      const { fileName, bytes } = outcome.value;
      this.#save(fileName, bytes);
      this.made = fileName;
      this.first = '';
      this.second = '';
      this.#submitted = false;
    } finally {
      this.making = false;
    }
    return null;
  }
}
