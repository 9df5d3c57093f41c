/** `Sposta in archivio`, with its motive; and a secretary's taking back of her own archiving. */
import { archived, isActive } from './lifecycle.ts';
import {
  type EditMoment,
  type EditedPatient,
  type LifeRefusal,
  type PlacedChanges,
  changesHere,
  lifecycleOf,
} from './lifePlan.ts';
import type { ArchiveReason, Identity, Lifecycle, PatientId, RevocationReason } from './patient.ts';
import type { PlainDate } from './plainDate.ts';
import { type Result, failed, ok } from './result.ts';
import { dueRevocationDate, revocationDateFault } from './revocation.ts';
import { aheadFault, dayFault, deathFault } from './statusChange.ts';

export interface ArchivePatients {
  readonly kind: 'archive';
  readonly patients: readonly PatientId[];
  readonly reason: ArchiveReason;
  /** Free text of the reason Altro. */
  readonly text: string | null;
  /** Why the enrolment ended, when that is known. */
  readonly revocation: RevocationReason | null;
  /** Day of death, or of the end of the enrolment, when it is known. */
  readonly effectiveOn: PlainDate | null;
  /** When the practice learnt of it. */
  readonly knownOn: PlainDate | null;
}

/** Back to exactly what an archiving of one's own had replaced. */
export interface RestoreOwn {
  readonly kind: 'restoreOwn';
  readonly patients: readonly PatientId[];
}

export function planArchive(
  edit: ArchivePatients,
  edited: EditedPatient,
  { today, byName }: EditMoment,
): Result<readonly PlacedChanges[], LifeRefusal> {
  const lifecycle = lifecycleOf(edited);
  if (lifecycle.binned !== null) return failed({ kind: 'inBin' });
  if (lifecycle.archive !== null) return failed({ kind: 'alreadyArchived' });
  const knownOn = edit.knownOn ?? today;
  const birthDate = (edited.current('identity') as Identity | null)?.birthDate ?? null;
  const fault =
    dayFault('knownOn', knownOn) ??
    aheadFault('knownOn', knownOn, today) ??
    effectiveFault(edit, birthDate, knownOn, today);
  if (fault) return failed(fault);
  return ok(changesHere(edited, { lifecycle: withArchive(lifecycle, edit, { knownOn, byName }) }));
}

export function planRestoreOwn(
  edited: EditedPatient,
  { replaced }: EditMoment,
): Result<readonly PlacedChanges[], LifeRefusal> {
  const { archive, binned } = lifecycleOf(edited);
  if (binned !== null) return failed({ kind: 'inBin' });
  // An undo may have replaced something else: what the patient was while he stood in another list, for one.
  if (archive === null || replaced === null || !isActive(replaced)) {
    return failed({ kind: 'notArchived' });
  }
  return ok(changesHere(edited, { lifecycle: replaced }));
}

function effectiveFault(
  { reason, revocation, effectiveOn }: ArchivePatients,
  birthDate: PlainDate | null,
  knownOn: PlainDate,
  today: PlainDate,
): LifeRefusal | null {
  if (reason === 'ssnDeceased') {
    return effectiveOn === null ? null : deathFault(effectiveOn, birthDate, knownOn);
  }
  if (reason === 'other' || effectiveOn === null) return null;
  const noDay = dayFault('effectiveOn', effectiveOn);
  if (noDay) return noDay;
  if (revocation === null) return aheadFault('effectiveOn', effectiveOn, today);
  const why = revocationDateFault(revocation, effectiveOn, knownOn, today);
  return why && { kind: 'wrongDay', field: 'effectiveOn', why };
}

function withArchive(
  lifecycle: Lifecycle,
  { reason, text, revocation, effectiveOn: given }: ArchivePatients,
  { knownOn, byName }: { readonly knownOn: PlainDate; readonly byName: string },
): Lifecycle {
  const due = revocation && dueRevocationDate(revocation, knownOn, null);
  const known = lifecycle.status === reason ? (lifecycle.statusChange?.effectiveOn ?? null) : null;
  const effectiveOn = reason === 'other' ? null : (given ?? due ?? known ?? lifecycle.deathDate);
  const to = archived(lifecycle, {
    reason,
    text: reason === 'other' ? text?.trim() || null : null,
    knownOn,
    effectiveOn,
    byName,
  });
  if (reason === 'ssnDeceased') return { ...to, deathDate: given ?? lifecycle.deathDate };
  if (reason === 'other' || revocation === null) return to;
  return { ...to, statusChange: { reason: revocation, text: null, knownOn, effectiveOn } };
}
