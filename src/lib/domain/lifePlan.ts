/** What the edits of a patient's life have in common: what they look at, what they write, why they are refused. */
import type { Change } from './change.ts';
import { sameValue } from './change.ts';
import type { CurrentValues } from './edits.ts';
import type { Column, Identity, Lifecycle, ListPlace, PatientId } from './patient.ts';
import type { PlainDate } from './plainDate.ts';
import type { SamePerson } from './samePeople.ts';

/** The patient an edit is about, and where he stands. */
export interface EditedPatient {
  readonly patient: PatientId;
  readonly place: ListPlace;
  readonly current: CurrentValues;
}

/** What the rules must be told: they have no clock and no lists of their own. */
export interface EditMoment {
  readonly today: PlainDate;
  /** ms since 1970. */
  readonly now: number;
  readonly by: string;
  readonly byName: string;
  /** Names the move, should the edit be one. */
  readonly moveId: string;
  /** What that list holds of the same patient. */
  readonly at: (place: ListPlace) => CurrentValues;
  /** Somebody else on a list or in the archive with the same tax code. */
  readonly other: (identity: Identity) => SamePerson | null;
  /** What the stored lifecycle had replaced, as far as it is known. */
  readonly replaced: Lifecycle | null;
}

/** Changes in one list of one panel. A patient who moves has them in two, in the order of writing. */
export interface PlacedChanges {
  readonly place: ListPlace;
  readonly changes: readonly Change[];
}

/** The fields of the dialogs that ask about a patient's life. */
export type LifeField = 'reason' | 'expiresOn' | 'deathDate' | 'effectiveOn' | 'knownOn';

export type LifeRefusal =
  | { readonly kind: 'missingField'; readonly field: LifeField }
  /** No day, to come, before the birth, past already, before the start, or before the rule lets it. */
  | {
      readonly kind: 'wrongDay';
      readonly field: LifeField;
      readonly why: 'noDay' | 'ahead' | 'beforeBirth' | 'past' | 'beforeStart' | 'beforeDue';
    }
  | { readonly kind: 'notTemporary' }
  /** `Cambia stato` of a private patient: the way is `Ripassa a SSN`. */
  | { readonly kind: 'isPrivate' }
  | { readonly kind: 'notPrivate' }
  | { readonly kind: 'alreadyArchived' }
  | { readonly kind: 'notArchived' }
  | { readonly kind: 'inBin' }
  | { readonly kind: 'notInBin' }
  /** Nobody who has the app is invited to it. */
  | { readonly kind: 'hasApp' }
  /** No address of his may be written to, or not that one. */
  | { readonly kind: 'noUsableEmail' }
  /** Somebody with the same tax code stands there already. */
  | { readonly kind: 'alreadyThere'; readonly person: SamePerson };

export function lifecycleOf({ current }: EditedPatient): Lifecycle {
  const lifecycle = current('lifecycle') as Lifecycle | null;
  if (lifecycle === null) throw new Error('A patient without a lifecycle');
  return lifecycle;
}

/** The changes that make these columns hold these values, in the list where the patient stands. */
export function changesHere(
  { patient, place, current }: EditedPatient,
  values: { readonly [C in Column]?: object | null },
): PlacedChanges[] {
  const changes = (Object.keys(values) as Column[])
    .map((column) => ({ patient, column, from: current(column), to: values[column] }) as Change)
    .filter(({ from, to }) => !sameValue(from, to));
  return changes.length === 0 ? [] : [{ place, changes }];
}
