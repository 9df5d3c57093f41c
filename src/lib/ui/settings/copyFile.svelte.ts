/** The file of a copy and its passphrase, as they are given: on a fresh server and in the settings alike. */
export class CopyFile {
  file = $state.raw<File | null>(null);
  passphrase = $state('');
  busy = $state(false);
  /** Why the copy was refused, as a sentence. */
  refusal = $state<string | null>(null);
  #submitted = $state(false);

  readonly problems = $derived({
    file: this.#submitted && !this.file ? 'Scegli il file della copia.' : null,
    passphrase:
      this.#submitted && this.passphrase === '' ? 'Scrivi la frase segreta della copia.' : null,
  });

  choose(file: File | null): void {
    this.file = file;
    this.refusal = null;
  }

  /** Hands file and passphrase on; the field to correct when one is missing. */
  async submit(
    use: (file: File, passphrase: string) => Promise<string | null>,
  ): Promise<'file' | 'passphrase' | null> {
    if (this.busy) return null;
    this.#submitted = true;
    this.refusal = null;
    if (!this.file) return 'file';
    if (this.passphrase === '') return 'passphrase';
    this.busy = true;
    try {
      this.refusal = await use(this.file, this.passphrase);
    } finally {
      this.busy = false;
    }
    return this.refusal === null ? null : 'passphrase';
  }

  clear(): void {
    this.file = null;
    this.passphrase = '';
    this.#submitted = false;
  }
}
