import type { Change } from '#lib/domain/change.ts';
import type { PatientId } from '#lib/domain/patient.ts';

/** What one command did, a chunk of at most 500 patients: per-patient history and the data of an undo. */
export interface HistoryRow {
  /** `<command id>:<chunk>` */
  readonly id: string;
  readonly command: string;
  readonly kind: 'import' | 'undoImport' | 'edit';
  /** The import that brought or took back the changes; null for an edit by hand. */
  readonly importId: string | null;
  readonly t: string;
  readonly by: string;
  readonly byName: string;
  /** ms since 1970. */
  readonly at: number;
  readonly patients: readonly PatientId[];
  readonly changes: readonly Change[];
}

/** One line of a patient's history. */
export interface PatientHistoryEntry {
  readonly kind: HistoryRow['kind'];
  readonly importId: string | null;
  readonly fileName: string | null;
  readonly byName: string;
  readonly at: number;
  readonly changes: readonly Change[];
}
