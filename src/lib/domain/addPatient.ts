/** `Aggiungi paziente`: what is typed becomes a new patient, or the reason why not. */
import type { Change } from './change.ts';
import type { EditRefusal } from './edits.ts';
import { NEW_LIFECYCLE } from './lifecycle.ts';
import type { ListKind } from './lifecycleSteps.ts';
import type { PatientId } from './patient.ts';
import { isEmailAddress, isPhoneNumber } from './phone.ts';
import { datePartsOf, isPlainDate, type PlainDate } from './plainDate.ts';
import { type Result, failed, ok } from './result.ts';
import {
  type KnownPeople,
  type SamePerson,
  type TaxCodeIds,
  freeIdFor,
  samePeople,
} from './samePeople.ts';
import { certainBirthDate, parseTaxCode, type TaxCode, type TaxCodeError } from './taxCode.ts';

export interface AddPatient {
  readonly kind: 'addPatient';
  /** The doctor's list the patient joins. */
  readonly panel: string;
  /** SSN or Privato: which of the doctor's two lists. */
  readonly list: ListKind;
  readonly lastName: string;
  readonly firstName: string;
  readonly taxCode: string;
  /** Needed only where the code leaves it open; null lets the code say it. */
  readonly birthDate: PlainDate | null;
  /** With its prefix; null for none. */
  readonly phone: string | null;
  readonly email: string | null;
}

export type AddRefusal =
  | { readonly kind: 'missingName'; readonly field: 'lastName' | 'firstName' }
  | { readonly kind: 'wrongTaxCode'; readonly error: TaxCodeError }
  /** The code has no century, and does not say it by itself. */
  | { readonly kind: 'missingBirthDate' }
  | { readonly kind: 'wrongBirthDate' }
  | { readonly kind: 'alreadyThere'; readonly person: SamePerson }
  | Extract<EditRefusal, { readonly kind: 'wrongPhone' | 'wrongEmail' }>;

export interface Addition {
  readonly patient: PatientId;
  readonly changes: readonly Change[];
}

/**
 * A person in the bin or erased can be added anew, under the next generation of the id; one who stands on a
 * list or in the archive is opened instead. A homonym born on the same day is a warning, never a refusal.
 */
export function planAddition(
  added: AddPatient,
  known: KnownPeople,
  ids: TaxCodeIds,
  today: PlainDate,
): Result<Addition, AddRefusal> {
  const [lastName, firstName] = [added.lastName, added.firstName].map(tidyName);
  if (!lastName) return failed({ kind: 'missingName', field: 'lastName' });
  if (!firstName) return failed({ kind: 'missingName', field: 'firstName' });
  const parsed = parseTaxCode(added.taxCode);
  if (!parsed.ok) return failed({ kind: 'wrongTaxCode', error: parsed.error });
  const code = parsed.value;
  const born = birthDateOf(code, added.birthDate, today);
  if (!born.ok) return born;
  if (added.phone !== null && !isPhoneNumber(added.phone)) {
    return failed({ kind: 'wrongPhone', number: added.phone });
  }
  if (added.email !== null && !isEmailAddress(added.email)) return failed({ kind: 'wrongEmail' });
  const same = samePeople({ taxCode: code, lastName, firstName, birthDate: null }, known);
  const there = same.find(({ place }) => place !== 'bin');
  if (there) return failed({ kind: 'alreadyThere', person: there });

  const { id: patient } = freeIdFor(code, ids, known);
  const identity = {
    lastName,
    firstName,
    taxCode: code.value,
    taxCodeKind: code.kind,
    aliases: [],
    birthDate: born.value,
    birthPlace: null,
    sex: code.birth?.sex ?? null,
    cardNumber: null,
  };
  const lifecycle = {
    ...NEW_LIFECYCLE,
    status: added.list === 'private' ? 'private' : 'ssn',
  } as const;
  const changes: Change[] = [
    { patient, column: 'identity', from: null, to: identity },
    { patient, column: 'lifecycle', from: null, to: lifecycle },
  ];
  if (added.phone !== null) {
    const numbers = [{ number: added.phone, label: 'Principale', doNotUse: false }];
    changes.push({ patient, column: 'phones', from: null, to: { numbers } });
  }
  if (added.email !== null) {
    const to = { email: added.email, doNotUse: false };
    changes.push({ patient, column: 'email', from: null, to });
  }
  return ok({ patient, changes });
}

/** Whether the form must ask for the birth date: the code leaves the century open, or says nothing of a birth. */
export function asksBirthDate(code: TaxCode, today: PlainDate): boolean {
  return certainBirthDate(code, today) === null;
}

/** Whether that can be a birth date: a real day, not to come, of somebody alive. */
export function isPossibleBirthDate(date: PlainDate, today: PlainDate): boolean {
  return isPlainDate(date) && date <= today && datePartsOf(date).year >= 1890;
}

export function tidyName(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

function birthDateOf(
  code: TaxCode,
  given: PlainDate | null,
  today: PlainDate,
): Result<PlainDate | null, AddRefusal> {
  if (given !== null) {
    return isPossibleBirthDate(given, today) ? ok(given) : failed({ kind: 'wrongBirthDate' });
  }
  const certain = certainBirthDate(code, today);
  if (certain === null && code.birth) return failed({ kind: 'missingBirthDate' });
  return ok(certain);
}
