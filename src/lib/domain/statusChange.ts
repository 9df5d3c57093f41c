/**
 * `Cambia stato`: the five statuses, each with what it asks. In the archive it brings the patient back with the
 * status chosen. `Regime privato` moves the patient to the private list; out of it only `Ripassa a SSN` leads.
 */
import { type MovedValues, movedTo } from './moveLists.ts';
import {
  type EditMoment,
  type EditedPatient,
  type LifeField,
  type LifeRefusal,
  type PlacedChanges,
  changesHere,
  lifecycleOf,
} from './lifePlan.ts';
import type {
  Enrolment,
  Identity,
  Lifecycle,
  PatientId,
  RevocationReason,
  StatusChange,
  TemporaryReason,
} from './patient.ts';
import { type PlainDate, isPlainDate } from './plainDate.ts';
import { type Result, failed, ok } from './result.ts';
import { dueRevocationDate, revocationDateFault } from './revocation.ts';

/** What the dialog asks, as far as it was answered. `knownOn`: when the practice learnt of it. */
export type StatusChoice = { readonly knownOn: PlainDate | null } & (
  | { readonly status: 'ssn' | 'private'; readonly effectiveOn: PlainDate | null }
  | {
      readonly status: 'ssnTemporary';
      readonly reason: TemporaryReason | null;
      readonly text: string | null;
      readonly effectiveOn: PlainDate | null;
      readonly expiresOn: PlainDate | null;
    }
  | {
      readonly status: 'ssnRevoked';
      readonly reason: RevocationReason | null;
      readonly effectiveOn: PlainDate | null;
      /** `Sposta anche in archivio`. */
      readonly archive: boolean;
    }
  | {
      readonly status: 'ssnDeceased';
      readonly deathDate: PlainDate | null;
      readonly archive: boolean;
    }
);

export interface ChangeStatus {
  readonly kind: 'changeStatus';
  readonly patients: readonly PatientId[];
  readonly to: StatusChoice;
}

export const TEMPORARY_REASONS: readonly TemporaryReason[] = [
  'work',
  'study',
  'health',
  'family',
  'other',
];

const NO_ENROLMENT: Enrolment = {
  startedOn: null,
  expiresOn: null,
  revokedOn: null,
  kind: null,
  doctorCode: null,
  byHand: true,
};

export function planStatusChange(
  { to: choice }: ChangeStatus,
  edited: EditedPatient,
  moment: EditMoment,
): Result<readonly PlacedChanges[], LifeRefusal> {
  const lifecycle = lifecycleOf(edited);
  if (lifecycle.binned !== null) return failed({ kind: 'inBin' });
  if (edited.place.list === 'private') {
    const comesBack = lifecycle.archive !== null && choice.status === 'private';
    if (!comesBack) return failed({ kind: 'isPrivate' });
  }
  const to = valuesWithStatus(choice, edited, moment);
  if (!to.ok) return to;
  return choice.status === 'private' && edited.place.list === 'ssn'
    ? movedTo({ ...edited.place, list: 'private' }, edited, to.value, moment)
    : ok(changesHere(edited, { ...to.value }));
}

/** `Ripassa a SSN`: out of the private list, or of its archive, with one of the statuses of who is enrolled. */
export interface MoveToSsn {
  readonly kind: 'moveToSsn';
  readonly patients: readonly PatientId[];
  /** Of the statuses, those of who is enrolled: SSN and SSN Temporaneo. */
  readonly to: StatusChoice;
}

export function planMoveToSsn(
  { to: choice }: MoveToSsn,
  edited: EditedPatient,
  moment: EditMoment,
): Result<readonly PlacedChanges[], LifeRefusal> {
  if (edited.place.list !== 'private') return failed({ kind: 'notPrivate' });
  if (choice.status !== 'ssn' && choice.status !== 'ssnTemporary') {
    return failed({ kind: 'isPrivate' });
  }
  if (lifecycleOf(edited).binned !== null) return failed({ kind: 'inBin' });
  const to = valuesWithStatus(choice, edited, moment);
  if (!to.ok) return to;
  return movedTo({ ...edited.place, list: 'ssn' }, edited, to.value, moment);
}

function valuesWithStatus(
  choice: StatusChoice,
  edited: EditedPatient,
  { today, byName }: EditMoment,
): Result<MovedValues, LifeRefusal> {
  const details = statusDetails(choice, edited, today);
  if (!details.ok) return details;
  const enrolment = edited.current('enrolment') as Enrolment | null;
  return ok({
    lifecycle: lifecycleWith(lifecycleOf(edited), choice, details.value, byName),
    enrolment: enrolmentWith(enrolment, choice, details.value),
  });
}

/** Reason and dates of the choice, completed and checked. */
export function statusDetails(
  choice: StatusChoice,
  { current }: Pick<EditedPatient, 'current'>,
  today: PlainDate,
): Result<StatusChange, LifeRefusal> {
  const knownOn = choice.knownOn ?? today;
  const birthDate = (current('identity') as Identity | null)?.birthDate ?? null;
  const fault = dayFault('knownOn', knownOn) ?? aheadFault('knownOn', knownOn, today);
  if (fault) return failed(fault);
  switch (choice.status) {
    case 'ssn':
    case 'private':
      return checked({ reason: null, text: null, knownOn, effectiveOn: choice.effectiveOn }, today);
    case 'ssnTemporary':
      return temporaryDetails(choice, knownOn, today);
    case 'ssnRevoked': {
      const lifecycle = current('lifecycle') as Lifecycle | null;
      const expiresOn = (current('enrolment') as Enrolment | null)?.expiresOn ?? null;
      if (choice.reason === 'temporaryExpired' && lifecycle?.status !== 'ssnTemporary') {
        return failed({ kind: 'notTemporary' });
      }
      return revocationDetails(choice, knownOn, expiresOn, today);
    }
    case 'ssnDeceased': {
      const { deathDate } = choice;
      const wrong = deathFault(deathDate, birthDate, knownOn);
      if (wrong) return failed(wrong);
      return ok({ reason: null, text: null, knownOn, effectiveOn: deathDate });
    }
  }
}

/** What is wrong with a date of death: it is known on the day itself or later, and comes after the birth. */
export function deathFault(
  deathDate: PlainDate | null,
  birthDate: PlainDate | null,
  knownOn: PlainDate,
): LifeRefusal | null {
  if (deathDate === null) return { kind: 'missingField', field: 'deathDate' };
  const fault = dayFault('deathDate', deathDate) ?? aheadFault('deathDate', deathDate, knownOn);
  if (fault) return fault;
  const isUnborn = birthDate !== null && deathDate < birthDate;
  return isUnborn ? { kind: 'wrongDay', field: 'deathDate', why: 'beforeBirth' } : null;
}

export function dayFault(field: LifeField, day: PlainDate): LifeRefusal | null {
  return isPlainDate(day) ? null : { kind: 'wrongDay', field, why: 'noDay' };
}

export function aheadFault(field: LifeField, day: PlainDate, today: PlainDate): LifeRefusal | null {
  return day > today ? { kind: 'wrongDay', field, why: 'ahead' } : null;
}

function temporaryDetails(
  choice: StatusChoice & { readonly status: 'ssnTemporary' },
  knownOn: PlainDate,
  today: PlainDate,
): Result<StatusChange, LifeRefusal> {
  const { reason, text, expiresOn, effectiveOn } = choice;
  if (expiresOn === null) return failed({ kind: 'missingField', field: 'expiresOn' });
  if (reason === null) return failed({ kind: 'missingField', field: 'reason' });
  const fault =
    dayFault('expiresOn', expiresOn) ?? (effectiveOn ? dayFault('effectiveOn', effectiveOn) : null);
  if (fault) return failed(fault);
  if (effectiveOn !== null && expiresOn <= effectiveOn) {
    return failed({ kind: 'wrongDay', field: 'expiresOn', why: 'beforeStart' });
  }
  if (expiresOn < today) return failed({ kind: 'wrongDay', field: 'expiresOn', why: 'past' });
  return ok({ reason, text: text?.trim() || null, knownOn, effectiveOn });
}

function revocationDetails(
  {
    reason,
    effectiveOn: given,
  }: Pick<StatusChoice & { status: 'ssnRevoked' }, 'reason' | 'effectiveOn'>,
  knownOn: PlainDate,
  expiresOn: PlainDate | null,
  today: PlainDate,
): Result<StatusChange, LifeRefusal> {
  if (reason === null) return failed({ kind: 'missingField', field: 'reason' });
  const effectiveOn = given ?? dueRevocationDate(reason, knownOn, expiresOn);
  if (effectiveOn === null) return failed({ kind: 'missingField', field: 'effectiveOn' });
  const noDay = dayFault('effectiveOn', effectiveOn);
  if (noDay) return failed(noDay);
  const why = revocationDateFault(reason, effectiveOn, knownOn, today);
  if (why) return failed({ kind: 'wrongDay', field: 'effectiveOn', why });
  return ok({ reason, text: null, knownOn, effectiveOn });
}

function checked(details: StatusChange, today: PlainDate): Result<StatusChange, LifeRefusal> {
  const { effectiveOn } = details;
  if (effectiveOn === null) return ok(details);
  const fault =
    dayFault('effectiveOn', effectiveOn) ?? aheadFault('effectiveOn', effectiveOn, today);
  return fault ? failed(fault) : ok(details);
}

function lifecycleWith(
  lifecycle: Lifecycle,
  choice: StatusChoice,
  statusChange: StatusChange,
  byName: string,
): Lifecycle {
  const { status } = choice;
  const { knownOn, effectiveOn } = statusChange;
  const isArchived = 'archive' in choice && choice.archive;
  return {
    ...lifecycle,
    status,
    deathDate: choice.status === 'ssnDeceased' ? choice.deathDate : null,
    archive:
      isArchived && (status === 'ssnRevoked' || status === 'ssnDeceased')
        ? { reason: status, text: null, knownOn, effectiveOn, byName }
        : null,
    statusChange,
  };
}

/** An open-ended enrolment has no expiry; a temporary one has its own. */
function enrolmentWith(
  enrolment: Enrolment | null,
  choice: StatusChoice,
  { effectiveOn }: StatusChange,
): Enrolment | null {
  if (choice.status === 'ssn') return enrolment && { ...enrolment, expiresOn: null };
  if (choice.status !== 'ssnTemporary') return enrolment;
  const before = enrolment ?? NO_ENROLMENT;
  return {
    ...before,
    startedOn: before.startedOn ?? effectiveOn,
    expiresOn: choice.expiresOn,
  };
}
