/** The export as a screen drives it. Patients stay in the worker; what crosses is counts, then a file. */
import type { ExportChoice, ExportFormat } from '#lib/domain/exportChoices.ts';
import type { PatientId } from '#lib/domain/patient.ts';
import type { Result } from '#lib/domain/result.ts';
import type { ListQuery } from '#lib/read-model/listQuery.ts';

/** How many patients each choice would write now; null where the session may not take them out. */
export type ExportCounts = { readonly [C in ExportChoice]: number | null };

export interface ExportedFile {
  /** Says the choice and the day, nothing of any patient. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Rows of patients in it. */
  readonly count: number;
}

export type ExportFailure =
  | { readonly kind: 'forbidden' }
  /** `Interrompi` was pressed: there is no file. */
  | { readonly kind: 'interrupted' };

/** Rows. Told of long exports only. */
export interface ExportProgress {
  readonly done: number;
  readonly total: number;
}

/** The list on the screen, for the choice `view`, and who is selected in it, for `selected`. */
export interface ShownList extends ListQuery {
  readonly selected?: readonly PatientId[];
}

export interface ExportDesk {
  exportCounts(shown: ShownList): Promise<ExportCounts>;
  exportPatients(
    choice: ExportChoice,
    format: ExportFormat,
    shown: ShownList,
    onProgress: (progress: ExportProgress) => void,
  ): Promise<Result<ExportedFile, ExportFailure>>;
  /** Stops what is under way; no file comes of it. */
  stopExport(): Promise<void>;
}
