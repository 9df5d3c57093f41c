/**
 * A patient moves between two lists, under the id he has: first all columns in the target, which says where they
 * come from, then the source, which keeps only that he went (DESIGN.md §3). Both carry the id of the move.
 */
import { type Change, sameValue } from './change.ts';
import { NEW_LIFECYCLE } from './lifecycle.ts';
import {
  type EditMoment,
  type EditedPatient,
  type LifeRefusal,
  type PlacedChanges,
} from './lifePlan.ts';
import {
  COLUMNS,
  type Column,
  type Enrolment,
  type Identity,
  type Lifecycle,
  type ListPlace,
  type MoveEnd,
} from './patient.ts';
import { type Result, failed, ok } from './result.ts';

/** What becomes of the columns that a move changes on its way. */
export interface MovedValues {
  readonly lifecycle: Lifecycle;
  readonly enrolment: Enrolment | null;
}

export function movedTo(
  target: ListPlace,
  { patient, place, current }: EditedPatient,
  values: MovedValues,
  { at, moveId, other }: EditMoment,
): Result<readonly PlacedChanges[], LifeRefusal> {
  const person = other(current('identity') as Identity);
  if (person !== null) return failed({ kind: 'alreadyThere', person });
  const there = at(target);
  const { moved: _, ...lifecycle } = values.lifecycle;
  const arriving: { readonly [C in Column]?: object | null } = {
    ...values,
    lifecycle: { ...lifecycle, from: endOf(place, target, moveId) },
  };
  const status = place.list === 'private' ? 'private' : 'ssn';
  const left = { ...NEW_LIFECYCLE, status, moved: endOf(target, place, moveId) };
  const changes = (from: typeof current, to: (column: Column) => object | null) =>
    COLUMNS.map(
      (column) => ({ patient, column, from: from(column), to: to(column) }) as Change,
    ).filter((change) => !sameValue(change.from, change.to));
  return ok([
    {
      place: target,
      changes: changes(there, (column) =>
        column in arriving ? (arriving[column] ?? null) : current(column),
      ),
    },
    { place, changes: changes(current, (column) => (column === 'lifecycle' ? left : null)) },
  ]);
}

/** The end of a move as one side may tell it: whoever reads an SSN list need not see private ones. */
function endOf(other: ListPlace, teller: ListPlace, moveId: string): MoveEnd {
  const isTold = other.list === 'ssn' || teller.list === 'private';
  return { moveId, place: isTold ? other : null };
}
