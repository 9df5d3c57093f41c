/**
 * The import as a screen drives it. The file, its rows and the plan stay in the worker; what crosses
 * to the page is counts and the entries that are on show, so that 20,000 rows never block a frame.
 */
import type { ImportKind } from '#lib/domain/importKind.ts';
import type { ImportSummary } from '#lib/domain/importSummary.ts';
import type { Result } from '#lib/domain/result.ts';
import type { ArchiveAlarm, Group, ImportDecisions, PlanEntry, PlanNotice } from './plan.ts';
import type { KindWord } from './kindWords.ts';
import type { FileRefusal, FileTable, ReadChoices } from './reading.ts';
import type { RowCell, RowFix, SuggestedFix } from './rowFixes.ts';

/** How the file was read, without its rows. */
export type FileSummary = Omit<FileTable, 'rows' | 'leftOut'> & {
  readonly fileName: string;
  readonly bytes: number;
  readonly rowCount: number;
  readonly leftOut: { readonly [Why in FileTable['leftOut'][number]['why']]: number };
  /** Up to three values of each column, for the mapping screen. */
  readonly samples: readonly (readonly string[])[];
  /** Words of the columns of kind and state, with what they are taken for. */
  readonly words: readonly KindWord[];
  readonly hasDoctorColumn: boolean;
  /** The columns are those confirmed by hand for this header before. */
  readonly remembered: { readonly id: string; readonly name: string } | null;
};

export interface ImportPreview {
  readonly file: FileSummary;
  readonly decisions: ImportDecisions;
  /** Whose list it is taken for, and whose lists may be imported: panels. */
  readonly whose: {
    readonly panel: string;
    readonly offered: readonly string[];
    /** Those of them whose codes the file carries, when there are several: rows may go to each by its code. */
    readonly byCode: readonly string[];
  };
  /** Null until the file's columns are mapped. */
  readonly plan: {
    readonly counts: {
      readonly [G in Group]: { readonly total: number; readonly included: number };
    };
    readonly toWrite: number;
    readonly alarms: readonly ArchiveAlarm[];
    readonly notices: readonly PlanNotice[];
    /** Active SSN patients of the panel before the import. */
    readonly activePatients: number;
  } | null;
}

/** An entry as the preview lists it; what would be written stays in the worker. */
export type PreviewEntry = Omit<PlanEntry, 'changes'> & {
  /** What the row's cells say, where there is something to correct. */
  readonly cells: readonly RowCell[];
  readonly fixes: readonly SuggestedFix[];
  /** Some cell is not as the file has it. */
  readonly corrected: boolean;
};

/** What is looked for among the entries of the preview. */
export interface EntryFilter {
  /** In the name and the tax code. */
  readonly text: string;
  /** `Solo righe con problemi`: rows that ask for an eye. */
  readonly onlyProblems: boolean;
}

/** What a file was imported as. With `Ogni riga al suo medico` each list has an import of its own. */
export type CommittedImport = ImportSummary & { readonly also?: readonly ImportSummary[] };

/** A file to be saved on the user's computer. */
export interface NamedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** An import begun and not confirmed, as it was left. */
export interface ImportDraft extends NamedFile {
  /** ms since 1970. */
  readonly at: number;
  readonly choices: ReadChoices;
  readonly decisions: ImportDecisions;
}

export interface ImportProgress {
  readonly phase: 'reading' | 'checking' | 'saving' | 'showing';
  readonly done: number;
  readonly total: number;
}

export type CommitFailure =
  /** `Interrompi` was pressed: nothing of the import is left. */
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'storageFull'; readonly megabytesNeeded: number | null }
  /** The local data were closed or deleted under the import (another tab, the browser's settings). */
  | { readonly kind: 'storageLost' }
  /** The import is safe as a whole, but could be neither shown nor taken back: it goes on at the next start. */
  | { readonly kind: 'savedNotShown' }
  | { readonly kind: 'forbidden'; readonly count: number }
  /** The patients changed since the preview was made: it must be looked at again. */
  | { readonly kind: 'previewChanged' }
  | { readonly kind: 'nothingToImport' };

export interface UndoOutcome {
  readonly reverted: number;
  /** Patients left as they are because somebody changed them after the import. */
  readonly kept: readonly { readonly patient: string; readonly name: string }[];
}

export interface EntryPage {
  /** Entries of the group that pass the filter. */
  readonly found: number;
  readonly entries: readonly PreviewEntry[];
}

export interface ImportDesk {
  /** Reads a file and, where its columns are recognised, plans it. Progress tells rows. */
  open(
    file: Blob,
    fileName: string,
    decisions: Partial<ImportDecisions>,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Result<ImportPreview, FileRefusal | { readonly kind: 'interrupted' }>>;
  /** Reads the same file again with what the user corrected. */
  correct(choices: ReadChoices): Promise<Result<ImportPreview, FileRefusal>>;
  decide(decisions: Partial<ImportDecisions>): Promise<ImportPreview>;
  /** Moves the switches of single entries, or of a whole group. */
  include(which: readonly string[] | Group, on: boolean): Promise<ImportPreview>;
  entries(group: Group, filter: EntryFilter, offset: number, limit: number): Promise<EntryPage>;
  /** Corrects cells: the rows are checked and planned again. */
  fix(fix: RowFix): Promise<ImportPreview>;
  /** The rows in Problemi in the file's own columns, with the reason: to be corrected and imported again. */
  problemRows(): Promise<NamedFile>;
  /** An empty file with the columns of such an import. */
  template(kind: ImportKind): Promise<NamedFile>;
  /** What was begun and left; null when there is nothing. */
  draft(kind: ImportKind): Promise<ImportDraft | null>;
  dropDraft(kind: ImportKind): Promise<void>;
  /** `id` becomes the import's own: asked twice with the same one, it writes once. A new one when absent. */
  commit(
    onProgress: (progress: ImportProgress) => void,
    id?: string,
  ): Promise<Result<CommittedImport, CommitFailure>>;
  /** Stops what is under way; nothing is left half-done. */
  interrupt(): Promise<void>;
  close(): Promise<void>;
  /** Asked again of an import that was taken back, it tells what that did. */
  undo(
    importId: string,
  ): Promise<Result<UndoOutcome, CommitFailure | { readonly kind: 'notHere' }>>;
  /** The per-row report as CSV bytes: original columns, outcome, reason. Null when the import was made elsewhere. */
  report(importId: string): Promise<NamedFile | null>;
}

/** `Carica dati dimostrativi`: made-up patients, brought in as an import of their own. */
export interface DemoDesk {
  /** Only where there is no patient yet, archived ones included. */
  loadDemo(
    onProgress: (progress: ImportProgress) => void,
    id?: string,
  ): Promise<Result<ImportSummary, CommitFailure | { readonly kind: 'notEmpty' }>>;
}
