/** Edits by hand as screens ask for them. Every call crosses to the worker as plain data. */
import type { AddPatient, AddRefusal } from '#lib/domain/addPatient.ts';
import type { EditRefusal, PatientEdit } from '#lib/domain/edits.ts';
import type { LifeEdit } from '#lib/domain/lifeEdits.ts';
import type { LifeRefusal } from '#lib/domain/lifePlan.ts';
import type { PatientId } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { AskRestore, RequestRefusal } from '#lib/domain/requests.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Person, SamePerson } from '#lib/domain/samePeople.ts';
import type { StatusChoice } from '#lib/domain/statusChange.ts';

/** The doctor's answer to a request: granted, it brings the patient back, from the archive with that status. */
export interface AnswerRequest {
  readonly kind: 'answerRequest';
  readonly request: string;
  readonly grant: boolean;
  readonly text: string | null;
  /** Null where there is nobody to bring back from the archive. */
  readonly to: StatusChoice | null;
}

export type Edit = PatientEdit | LifeEdit | AddPatient | AskRestore | AnswerRequest;

export type EditFailure =
  | EditRefusal
  | AddRefusal
  | LifeRefusal
  | RequestRefusal
  | { readonly kind: 'forbidden' }
  /** There is no such patient (any more). */
  | { readonly kind: 'noPatient' }
  /** Somebody changed since what was to be taken back, or it has been taken back. */
  | { readonly kind: 'changedSince' }
  /** An erasure is not taken back. */
  | { readonly kind: 'erasedForGood' }
  /** An edit over several patients of whom none could be written, for different reasons. */
  | { readonly kind: 'noneOfThem'; readonly leftOut: readonly LeftOut[] }
  | { readonly kind: 'storageFull' }
  /** The local data were closed or deleted under the edit. */
  | { readonly kind: 'storageLost' };

/** A patient that an edit over several did not touch, and why. */
export interface LeftOut {
  readonly patient: PatientId;
  readonly why: EditFailure;
}

export interface EditOutcome {
  /** The first of `patients`. */
  readonly patient: PatientId;
  readonly patients: readonly PatientId[];
  readonly leftOut: readonly LeftOut[];
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
