import type { ImportKind } from '#lib/domain/importKind.ts';
import type {
  CommitFailure,
  CommittedImport,
  FileSummary,
  ImportDesk,
  ImportDraft,
  ImportPreview,
  ImportProgress,
} from '#lib/import/importDesk.ts';
import type { FileRefusal, ReadChoices } from '#lib/import/reading.ts';
import { plainWords } from '#lib/import/cellText.ts';
import type { KindMeaning } from '#lib/import/kindWords.ts';
import type { ImportDecisions } from '#lib/import/plan.ts';
import { saveFile } from '#lib/ui/saveFile.ts';
import { exportFileTypes } from '#lib/ui/texts/export.ts';
import { ImportReview } from './importReview.svelte.ts';
import type { IncomingList, PortalReport } from './incomingLists.svelte.ts';

export type WizardStep = 'choose' | 'mapping' | 'preview' | 'running' | 'done';

/** What the wizard's one alert says; each has its sentence in `texts/import.ts`. */
export type WizardFailure =
  | { readonly kind: 'noFile'; readonly of: ImportKind }
  | { readonly kind: 'readingInterrupted' }
  | { readonly kind: 'refused'; readonly refusal: FileRefusal }
  /** A correction under which the file cannot be read: the reading before it stays. */
  | { readonly kind: 'correctionRefused'; readonly refusal: FileRefusal }
  | { readonly kind: 'notMapped'; readonly of: ImportKind }
  /** A correction was still under way when the import was confirmed: what it led to has not been looked at. */
  | { readonly kind: 'readAgain' }
  | { readonly kind: 'notCommitted'; readonly failure: CommitFailure }
  /** A bug: the error goes on to who reports it, the wizard stays usable. */
  | { readonly kind: 'unexpected' };

/**
 * The import of one file, from its choice to what was written. Longer than most: the steps share one file,
 * one alert and one progress, and what moves between them is easier to follow in one place.
 */
export class ImportWizard {
  readonly review: ImportReview;
  readonly kind: ImportKind;
  #desk: ImportDesk;
  #step = $state<WizardStep>('choose');
  #file = $state.raw<File | null>(null);
  #archiveAbsent = $state(false);
  #report = $state.raw<PortalReport | null>(null);
  #reportDate = $state('');
  #progress = $state.raw<ImportProgress | null>(null);
  #interrupting = $state(false);
  #failure = $state.raw<WizardFailure | null>(null);
  #removeExemptions = $state(false);
  #draft = $state.raw<ImportDraft | null>(null);
  #knowsDraft = $state(false);
  #summary = $state.raw<CommittedImport | null>(null);
  #choices: ReadChoices = {};
  #reading: Promise<void> = Promise.resolve();
  #correction: Promise<void> = Promise.resolve();
  #correcting = 0;
  #turn = 0;
  /** The date the file itself told, as long as nobody typed another one. */
  #dateInFile = '';

  constructor(desk: ImportDesk, kind: ImportKind = 'region') {
    this.#desk = desk;
    this.kind = kind;
    this.review = new ImportReview(desk);
  }

  get step(): WizardStep {
    return this.#step;
  }

  get fileName(): string | null {
    return this.#file?.name ?? null;
  }

  /** How the file was read; null until it was. */
  get file(): FileSummary | null {
    return this.review.preview?.file ?? null;
  }

  get failure(): WizardFailure | null {
    return this.#failure;
  }

  /** Null when nothing long is under way. */
  get progress(): ImportProgress | null {
    return this.#progress;
  }

  get interrupting(): boolean {
    return this.#interrupting;
  }

  get summary(): CommittedImport | null {
    return this.#summary;
  }

  /** Leaving now would throw away work: a file is open and not yet written. */
  get unfinished(): boolean {
    return this.#step === 'running' || (this.#step !== 'done' && this.#file !== null);
  }

  get archiveAbsent(): boolean {
    return this.#archiveAbsent;
  }

  set archiveAbsent(on: boolean) {
    this.#archiveAbsent = on && !this.isPartial;
  }

  /** What the extension saw of the report on the portal; null for a file that was chosen here. */
  get report(): PortalReport | null {
    return this.#report;
  }

  /** The report tells changes only: whoever is not in it has not left. */
  get isPartial(): boolean {
    return this.#report?.provenance.isPartial ?? false;
  }

  /** `Togli le esenzioni che non sono nel file`. */
  get removeExemptions(): boolean {
    return this.#removeExemptions;
  }

  set removeExemptions(on: boolean) {
    this.#removeExemptions = on;
  }

  /** An import of this kind begun before, to be taken up again until there is a preview of another file. */
  get draft(): ImportDraft | null {
    return this.#draft;
  }

  /** Whether there is one is known: what is shown before would move when it is told. */
  get knowsDraft(): boolean {
    return this.#knowsDraft;
  }

  /** Once: what is open later is no draft. */
  async findDraft(): Promise<void> {
    if (this.#knowsDraft) return;
    try {
      this.#draft = await this.#desk.draft(this.kind);
    } finally {
      this.#knowsDraft = true;
    }
  }

  async dropDraft(): Promise<void> {
    this.#draft = null;
    await this.#desk.dropDraft(this.kind);
  }

  /** The file as it was left, with what was decided: as far as the preview. */
  resume(): Promise<void> {
    const { draft } = this;
    if (draft === null) return Promise.resolve();
    const { fileName, bytes, choices, decisions } = draft;
    const { kind: _, ...corrections } = choices;
    this.#archiveAbsent = decisions.archiveAbsent;
    this.#removeExemptions = decisions.removeExemptions;
    const file = new File([new Uint8Array(bytes)], fileName);
    return this.#guarded(async () => {
      await this.choose(file, decisions);
      if (this.#file !== file || this.#failure !== null) return;
      if (Object.keys(corrections).length > 0) await this.correct(corrections);
      this.#reportDate = decisions.reportDate ?? '';
      await this.next();
    });
  }

  async downloadTemplate(): Promise<void> {
    const { fileName, bytes } = await this.#desk.template(this.kind);
    saveFile(fileName, bytes, exportFileTypes.xlsx);
  }

  /** Creation date of the report, `YYYY-MM-DD`; empty when it is not known. */
  get reportDate(): string {
    return this.#reportDate;
  }

  set reportDate(date: string) {
    this.#reportDate = date;
  }

  /** Starts reading at once; a file still being read gives way to this one. */
  choose(file: File, decided: Partial<ImportDecisions> = {}): Promise<void> {
    const turn = ++this.#turn;
    const before = this.#reading;
    const overtaken = this.#progress !== null;
    if (this.#reportDate === this.#dateInFile) this.#reportDate = '';
    this.#dateInFile = '';
    this.#file = file;
    this.#report = null;
    this.#choices = {};
    this.#failure = null;
    this.#progress = { phase: 'reading', done: 0, total: 0 };
    this.review.clear();
    this.#reading = this.#guarded(async () => {
      if (overtaken) await this.#desk.interrupt();
      await before;
      if (turn === this.#turn) await this.#read(file, turn, decided);
    });
    return this.#reading;
  }

  /** Whether that very list is open already, as when it was pressed twice on the portal. */
  holds({ report }: IncomingList): boolean {
    return this.unfinished && report !== null && report.sha256 === this.#report?.sha256;
  }

  /** A list that came by itself: as far as its preview, with what was told of it, and nothing ticked. */
  async receive({ file, report }: IncomingList): Promise<void> {
    if (this.#step !== 'choose' || this.#file !== null) await this.restart();
    const read = this.choose(file);
    this.#report = report;
    this.#archiveAbsent = false;
    this.#reportDate = this.#dateInFile = report?.provenance.createdOn ?? '';
    await read;
    if (this.#file === file && this.#failure === null) await this.next();
  }

  /** From the choice of the file to its preview, or to the mapping of columns nobody recognised. */
  next(): Promise<void> {
    return this.#guarded(async () => {
      if (this.#file === null) {
        this.#failure = { kind: 'noFile', of: this.kind };
        return;
      }
      await this.#everythingRead();
      if (this.review.preview === null) {
        // Said again: the file is still the one that was refused.
        if (this.#failure) this.#failure = { ...this.#failure };
        return;
      }
      await this.review.decide({
        archiveAbsent: this.#archiveAbsent,
        removeExemptions: this.#removeExemptions,
        reportDate: this.#reportDate === '' ? null : this.#reportDate,
      });
      this.#goToPlan();
    });
  }

  back(): void {
    this.#failure = null;
    this.#step = 'choose';
  }

  editMapping(): void {
    this.#failure = null;
    this.#step = 'mapping';
  }

  /** Reads the same file again in another way; what cannot be read leaves the reading as it was. */
  correct(change: ReadChoices): Promise<void> {
    const before = this.#corrected();
    this.#correcting++;
    this.#correction = this.#guarded(async () => {
      await before;
      await this.review.settled();
      const choices = withChange(this.#choices, change);
      const result = await this.#desk.correct(choices);
      if (result.ok) {
        this.#choices = choices;
        this.#failure = null;
        this.review.show(result.value);
      } else this.#failure = { kind: 'correctionRefused', refusal: result.error };
      if (this.#step === 'preview' && this.review.plan === null) this.#step = 'mapping';
    }).finally(() => this.#correcting--);
    return this.#correction;
  }

  /** Says what a word of the list's own means for the status. */
  mean(word: string, meaning: KindMeaning): Promise<void> {
    return this.correct({ words: { ...this.#choices.words, [plainWords(word)]: meaning } });
  }

  /**
   * Ends the mapping screen. `shown` is the reading its columns were chosen for: when a correction still under
   * way has changed it, they mean nothing any more and what was recognised in the new reading counts.
   */
  map(mapping: NonNullable<ReadChoices['mapping']>, shown: FileSummary): Promise<void> {
    return this.#guarded(async () => {
      await this.#corrected();
      if (this.file === shown) await this.correct({ mapping });
      if (this.#failure !== null) return;
      if (this.review.plan === null) this.#failure = { kind: 'notMapped', of: this.kind };
      else this.#goToPlan();
    });
  }

  commit(): Promise<void> {
    return this.#guarded(async () => {
      if (this.#correcting > 0) {
        await this.#corrected();
        this.#failure ??= { kind: 'readAgain' };
        return;
      }
      await this.review.settled();
      if (this.#step !== 'preview' || !this.review.canCommit) return;
      this.#failure = null;
      this.#progress = { phase: 'saving', done: 0, total: this.review.plan?.toWrite ?? 0 };
      this.#step = 'running';
      const result = await this.#desk.commit((progress) => (this.#progress = progress));
      this.#progress = null;
      this.#interrupting = false;
      if (result.ok) {
        this.#summary = result.value;
        this.#step = 'done';
        return;
      }
      this.#failure = { kind: 'notCommitted', failure: result.error };
      if (result.error.kind === 'savedNotShown') {
        // It is written: the same file must not be offered for import again.
        this.#file = null;
        this.#step = 'choose';
        return;
      }
      this.#step = 'preview';
      if (result.error.kind === 'interrupted') await this.#planAgain();
      if (result.error.kind === 'previewChanged') await this.review.decide({});
    });
  }

  async interrupt(): Promise<void> {
    this.#interrupting = true;
    await this.#desk.interrupt();
  }

  /** Back to the start, for another file. */
  async restart(): Promise<void> {
    this.#step = 'choose';
    this.#file = null;
    this.#report = null;
    this.#summary = null;
    this.#failure = null;
    this.#choices = {};
    this.#draft = null;
    this.#reportDate = '';
    this.#dateInFile = '';
    this.review.clear();
    await this.#desk.close();
  }

  /** Lets go of the file; what was under way is stopped. */
  async close(): Promise<void> {
    if (this.#progress !== null) await this.#desk.interrupt();
    await this.#desk.close();
  }

  async #read(file: File, turn: number, decided: Partial<ImportDecisions>): Promise<void> {
    const decisions = {
      ...decided,
      kind: this.kind,
      removeExemptions: this.#removeExemptions,
      archiveAbsent: this.#archiveAbsent,
      ...(this.#reportDate === '' ? {} : { reportDate: this.#reportDate }),
    };
    const result = await this.#desk.open(file, file.name, decisions, (progress) => {
      if (turn === this.#turn) this.#progress = progress;
    });
    if (turn !== this.#turn) return;
    const interrupted = this.#interrupting;
    this.#progress = null;
    this.#interrupting = false;
    if (result.ok && !interrupted) this.#showRead(result.value);
    else if (result.ok || result.error.kind === 'interrupted') {
      this.#file = null;
      this.#failure = { kind: 'readingInterrupted' };
    } else this.#failure = { kind: 'refused', refusal: result.error };
  }

  #showRead(preview: ImportPreview): void {
    this.review.show(preview);
    if (this.#reportDate !== '') return;
    this.#dateInFile = preview.decisions.reportDate ?? preview.file.reportDate ?? '';
    this.#reportDate = this.#dateInFile;
  }

  async #everythingRead(): Promise<void> {
    let awaited;
    do {
      awaited = this.#reading;
      await awaited;
    } while (awaited !== this.#reading);
  }

  /** Resolves when no correction is under way, whatever came of it: whoever asked for it is told. */
  #corrected(): Promise<void> {
    return this.#correction.catch(() => undefined);
  }

  /** What was begun and taken back has left its marks: the plan must start from them. */
  async #planAgain(): Promise<void> {
    const again = await this.#desk.correct(this.#choices);
    if (again.ok) this.review.show(again.value);
  }

  #goToPlan(): void {
    this.#failure = null;
    this.#draft = null;
    this.#step = this.review.plan === null ? 'mapping' : 'preview';
  }

  /** A bug never leaves the wizard waiting for something that will not come. */
  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.#step === 'running') this.#step = 'preview';
      this.#progress = null;
      this.#interrupting = false;
      this.#failure = { kind: 'unexpected' };
      throw error;
    }
  }
}

/** What a correction to the table's shape makes void: columns chosen for the shape before. */
function withChange(before: ReadChoices, change: ReadChoices): ReadChoices {
  const { mapping, ...others } = before;
  const reshaped = ['delimiter', 'headerRow', 'sheet'].some((choice) => choice in change);
  return reshaped || mapping === undefined
    ? { ...others, ...change }
    : { ...others, mapping, ...change };
}
