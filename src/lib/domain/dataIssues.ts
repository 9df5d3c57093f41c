/**
 * What a patient's data lack, and what in them is odd: work for whoever keeps the list. Nothing here blocks
 * anybody. The place in a tax code is not judged: the tax office itself issues codes that break that rule.
 */
import type { Patient } from './patient.ts';
import type { PlainDate } from './plainDate.ts';
import { birthDatesOfAge, type DateRange, isInRange } from './dateRange.ts';
import { parseTaxCode, taxCodeWarnings, type TaxCodeWarning } from './taxCode.ts';

export type MissingDatum =
  'noTaxCode' | 'noBirthDate' | 'noPhone' | 'noEmail' | 'noAddress' | 'noExpiry';

export type OddDatum =
  | 'wrongTaxCode'
  | 'namesSwapped'
  | 'otherPerson'
  | 'lastNameMismatch'
  | 'firstNameMismatch'
  | 'sexMismatch'
  | 'birthDateMismatch'
  /** Paediatric care is compulsory up to six: often the century of the birth date is wrong. */
  | 'underSix';

export type DataIssue = MissingDatum | OddDatum;

/** What is worth checking first comes first; without an e-mail address one works all the same. */
export const ISSUES_TO_CHECK: readonly DataIssue[] = [
  ...(['wrongTaxCode', 'otherPerson', 'namesSwapped', 'lastNameMismatch'] as const),
  ...(['firstNameMismatch', 'birthDateMismatch', 'sexMismatch', 'underSix'] as const),
  ...(['noTaxCode', 'noBirthDate', 'noExpiry', 'noAddress', 'noPhone'] as const),
];

export const ODD_DATA: readonly OddDatum[] = [
  ...(['wrongTaxCode', 'namesSwapped', 'otherPerson', 'lastNameMismatch'] as const),
  ...(['firstNameMismatch', 'sexMismatch', 'birthDateMismatch', 'underSix'] as const),
];

export function isOdd(issue: DataIssue): issue is OddDatum {
  return (ODD_DATA as readonly DataIssue[]).includes(issue);
}

/** A phone or an address that was found wrong does not reach anybody. */
export interface Reach {
  readonly phone: boolean;
  readonly email: boolean;
}

/** Everything but what depends on the day. */
export function dataIssues(patient: Patient, reach: Reach): DataIssue[] {
  const { identity, lifecycle, enrolment, residence, address } = patient;
  const issues: DataIssue[] = [];
  if (identity.taxCode === null) issues.push('noTaxCode');
  if (identity.birthDate === null) issues.push('noBirthDate');
  if (!reach.phone) issues.push('noPhone');
  if (!reach.email) issues.push('noEmail');
  if (!isPlace(address) && !isPlace(residence)) issues.push('noAddress');
  const isTemporary = lifecycle.status === 'ssnTemporary';
  if (isTemporary && (enrolment?.expiresOn ?? null) === null) issues.push('noExpiry');
  return [...issues, ...taxCodeIssues(patient)];
}

/** Birth dates of those too young for a general practitioner: the issue `underSix`, which the day decides. */
export function birthDatesUnderSix(today: PlainDate): DateRange {
  return birthDatesOfAge({ from: 0, to: 5 }, today);
}

/** Issues of a day, those worth checking first at the head. An unknown birth date is ''. */
export function issuesOnDay(
  { issues, birthDate }: { readonly issues: readonly DataIssue[]; readonly birthDate: PlainDate },
  today: PlainDate,
): readonly DataIssue[] {
  const isYoung = birthDate !== '' && isInRange(birthDate, birthDatesUnderSix(today));
  if (issues.length === 0) return isYoung ? UNDER_SIX : issues;
  return ISSUES_TO_CHECK.filter(
    (issue) => issues.includes(issue) || (isYoung && issue === 'underSix'),
  );
}

const UNDER_SIX: readonly DataIssue[] = ['underSix'];

function isPlace(
  place: { readonly address: string | null; readonly town: string | null } | undefined,
): boolean {
  return Boolean(place?.address || place?.town);
}

function taxCodeIssues({ identity }: Patient): OddDatum[] {
  if (identity.taxCode === null) return [];
  const code = parseTaxCode(identity.taxCode);
  if (!code.ok) return ['wrongTaxCode'];
  return taxCodeWarnings(code.value, identity).flatMap((warning) => issueOf(warning) ?? []);
}

function issueOf(warning: TaxCodeWarning): OddDatum | null {
  switch (warning.kind) {
    case 'lettersMismatch':
      return warning.name === 'lastName' ? 'lastNameMismatch' : 'firstNameMismatch';
    case 'unknownPlace':
    case 'placeNotExistingAtBirth':
      return null;
    default:
      return warning.kind;
  }
}
