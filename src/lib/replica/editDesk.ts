/** Edits by hand as screens ask for them. Every call crosses to the worker as plain data. */
import type { AddPatient, AddRefusal } from '#lib/domain/addPatient.ts';
import type { EditRefusal, PatientEdit } from '#lib/domain/edits.ts';
import type { PatientId } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Person, SamePerson } from '#lib/domain/samePeople.ts';

export type Edit = PatientEdit | AddPatient;

export type EditFailure =
  | EditRefusal
  | AddRefusal
  | { readonly kind: 'forbidden' }
  /** There is no such patient (any more). */
  | { readonly kind: 'noPatient' }
  /** Somebody changed since what was to be taken back, or it has been taken back. */
  | { readonly kind: 'changedSince' }
  | { readonly kind: 'storageFull' }
  /** The local data were closed or deleted under the edit. */
  | { readonly kind: 'storageLost' };

export interface EditOutcome {
  readonly patient: PatientId;
  /** False: it was so already, and nothing was written. */
  readonly changed: boolean;
}

export interface SamePeople {
  readonly people: readonly SamePerson[];
  /** Nobody has that code now; somebody who had it was erased for good on that day. */
  readonly erasedOn: PlainDate | null;
}

export interface EditDesk {
  /**
   * Resolves once the edit is on the disk, or with the reason why it is not. `id` is made by whoever asks:
   * asked twice with the same id, it writes once.
   */
  edit(id: string, edit: Edit): Promise<Result<EditOutcome, EditFailure>>;
  /** Takes back an edit, except what somebody changed since; itself an edit with an id of its own. */
  undo(id: string, editId: string): Promise<Result<EditOutcome, EditFailure>>;
  /** Who is known already, in every list, the archive and the bin. */
  samePeople(person: Person): Promise<SamePeople>;
}
