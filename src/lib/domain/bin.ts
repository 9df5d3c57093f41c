/** The bin: a retention before an erasure that nothing takes back (DESIGN.md §3). */
import { NEW_LIFECYCLE } from './lifecycle.ts';
import {
  type EditMoment,
  type EditedPatient,
  type LifeRefusal,
  type PlacedChanges,
  changesHere,
  lifecycleOf,
} from './lifePlan.ts';
import { COLUMNS, type Identity, type Lifecycle, type PatientId } from './patient.ts';
import { type PlainDate, daysBetween, plainDateAt } from './plainDate.ts';
import { type Result, failed, ok } from './result.ts';

/** `bin`: in the Cestino; `unbin`: Ripristina dal cestino; `erase`: Elimina definitivamente. */
export interface BinEdit {
  readonly kind: 'bin' | 'unbin' | 'erase';
  readonly patients: readonly PatientId[];
}

/** Days in the bin, unless the practice set another number. */
export const DEFAULT_RETENTION = 30;
const LONGEST_RETENTION = 365;

export function isRetention(days: number): boolean {
  return Number.isInteger(days) && days >= 1 && days <= LONGEST_RETENTION;
}

/** Civil days left before the erasure; 0 when it is due. */
export function daysLeftInBin(binnedAt: number, today: PlainDate, retention: number): number {
  return Math.max(0, retention - daysBetween(plainDateAt(binnedAt), today));
}

export function isBinExpired({ binned }: Lifecycle, today: PlainDate, retention: number): boolean {
  return binned !== null && daysLeftInBin(binned.at, today, retention) === 0;
}

export function planBin(
  { kind }: BinEdit,
  edited: EditedPatient,
  moment: EditMoment,
): Result<readonly PlacedChanges[], LifeRefusal> {
  const lifecycle = lifecycleOf(edited);
  if (kind === 'bin') {
    if (lifecycle.binned !== null) return failed({ kind: 'inBin' });
    const { now: at, by, byName } = moment;
    const binned = { at, by, byName };
    return ok(changesHere(edited, { lifecycle: { ...lifecycle, binned } }));
  }
  if (lifecycle.binned === null) return failed({ kind: 'notInBin' });
  if (kind === 'erase') return ok(changesHere(edited, erased(edited, moment)));
  const person = moment.other(edited.current('identity') as Identity);
  if (person !== null) return failed({ kind: 'alreadyThere', person });
  return ok(changesHere(edited, { lifecycle: { ...lifecycle, binned: null } }));
}

/** Nothing of the person stays but that somebody with this id was erased, and when. */
function erased({ place }: EditedPatient, { today }: EditMoment) {
  const status = place.list === 'private' ? 'private' : 'ssn';
  return {
    ...Object.fromEntries(COLUMNS.map((column) => [column, null])),
    lifecycle: { ...NEW_LIFECYCLE, status, erasedOn: today },
  };
}
