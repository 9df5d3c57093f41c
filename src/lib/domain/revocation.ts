/** Why and from when an enrolment ends (DOMAIN.md §6): each reason has a rule for its effective date. */
import type { RevocationReason } from './patient.ts';
import { type PlainDate, addDays } from './plainDate.ts';

/** A doctor who refuses a patient keeps him until the 16th day after the communication (ACN, ricusazione). */
const REFUSAL_DAYS = 16;

/** Reasons that can be known before they take effect. */
const MAY_BE_AHEAD: ReadonlySet<RevocationReason> = new Set(['transfer', 'refusal', 'suspension']);

export const REVOCATION_REASONS: readonly RevocationReason[] = [
  'changeOfDoctor',
  'transfer',
  'refusal',
  'suspension',
  'temporaryExpired',
  'doubleEnrolment',
];

/** The date that the reason itself gives; null where it is to be asked. */
export function dueRevocationDate(
  reason: RevocationReason,
  knownOn: PlainDate,
  expiresOn: PlainDate | null,
): PlainDate | null {
  if (reason === 'refusal') return addDays(knownOn, REFUSAL_DAYS);
  return reason === 'temporaryExpired' ? expiresOn : null;
}

/** What is wrong with that effective date, if anything. */
export function revocationDateFault(
  reason: RevocationReason,
  effectiveOn: PlainDate,
  knownOn: PlainDate,
  today: PlainDate,
): 'ahead' | 'beforeDue' | null {
  if (effectiveOn > today && !MAY_BE_AHEAD.has(reason)) return 'ahead';
  const isEarly = reason === 'refusal' && effectiveOn < addDays(knownOn, REFUSAL_DAYS);
  return isEarly ? 'beforeDue' : null;
}
