import type { CommitFailure, ImportDesk, UndoOutcome } from '#lib/import/importDesk.ts';
import { saveFile } from '#lib/ui/saveFile.ts';

/** What can be done with an import already made: take it back, and download its report. */
export class PastImport {
  readonly id: string;
  #desk: ImportDesk;
  #asking = $state(false);
  #undoing = $state(false);
  #outcome = $state.raw<UndoOutcome | null>(null);
  #failure = $state.raw<CommitFailure | { readonly kind: 'notHere' } | null>(null);
  #reportMissing = $state(false);

  constructor(desk: ImportDesk, id: string) {
    this.#desk = desk;
    this.id = id;
  }

  /** The confirmation is on screen: an undo cannot be undone. */
  get asking(): boolean {
    return this.#asking;
  }

  set asking(open: boolean) {
    this.#asking = open;
  }

  get undoing(): boolean {
    return this.#undoing;
  }

  get outcome(): UndoOutcome | null {
    return this.#outcome;
  }

  get failure(): CommitFailure | { readonly kind: 'notHere' } | null {
    return this.#failure;
  }

  /** The report stays on the computer where the import was made. */
  get reportMissing(): boolean {
    return this.#reportMissing;
  }

  async undo(): Promise<void> {
    this.#asking = false;
    this.#undoing = true;
    this.#failure = null;
    try {
      const result = await this.#desk.undo(this.id);
      if (result.ok) this.#outcome = result.value;
      else this.#failure = result.error;
    } finally {
      this.#undoing = false;
    }
  }

  async downloadReport(): Promise<void> {
    const report = await this.#desk.report(this.id);
    this.#reportMissing = report === null;
    if (report) saveFile(report.fileName, report.bytes, 'text/csv');
  }
}
