/**
 * `Solo contatti`: phones and e-mails of the practice's own, for patients who are there. Numbers are added, an e-mail
 * takes the place of another; nothing is ever cleared, and what the practice said not to use stays unused.
 */
import { sameValue } from '#lib/domain/change.ts';
import type { Email, Patient, Phones } from '#lib/domain/patient.ts';
import {
  DEFAULT_PREFIX,
  isEmailAddress,
  isPhoneNumber,
  isRegionalEmailBarred,
  isRegionalPhoneBarred,
  sameEmail,
  samePhone,
  writeNumber,
} from '#lib/domain/phone.ts';
import type { CheckedRow } from './checkedRow.ts';
import type { FieldChange } from './plan.ts';
import { storedValue } from './planChanges.ts';
import { fieldChange } from './planFields.ts';
import type { MergeRows } from './planKnown.ts';

export const mergeContacts: MergeRows = (patient, rows) => {
  const wrong = wrongContacts(rows);
  const phones = mergedPhones(patient, rows);
  const email = mergedEmail(patient, rows);
  const usable = rows.some(
    ({ phones: numbers, residence }) =>
      numbers.some(({ number }) => isPhoneNumber(number)) || isUsable(residence.email),
  );
  if (wrong.length > 0 && !usable) {
    return { problem: { kind: 'wrongContacts', text: wrong.join(', ') } };
  }
  const changes = [];
  const fields: FieldChange[] = [];
  const before = { phones: storedPhones(patient), email: storedEmail(patient) };
  if (!sameValue(before.phones, phones)) {
    changes.push({
      patient: patient.id,
      column: 'phones',
      from: before.phones,
      to: phones,
    } as const);
    fields.push(fieldChange('ownPhones', numbersText(before.phones), numbersText(phones)));
  }
  if (!sameValue(before.email, email)) {
    changes.push({ patient: patient.id, column: 'email', from: before.email, to: email } as const);
    fields.push(fieldChange('ownEmail', before.email?.email ?? null, email?.email ?? null));
  }
  return { changes, fields, warnings: wrong.map((text) => ({ kind: 'wrongContact', text })) };
};

/** What stands in the row as a contact and cannot be one. */
function wrongContacts(rows: readonly CheckedRow[]): string[] {
  return rows.flatMap(({ phones, residence: { email } }) => [
    ...phones.map(({ number }) => number).filter((number) => !isPhoneNumber(number)),
    ...(email !== null && !isUsable(email) ? [email] : []),
  ]);
}

function isUsable(email: string | null): boolean {
  return email !== null && isEmailAddress(email);
}

function mergedPhones(patient: Patient, rows: readonly CheckedRow[]): Phones | null {
  const stored = storedPhones(patient);
  const numbers = [...(stored?.numbers ?? [])];
  for (const { number, label } of rows.flatMap(({ phones }) => phones)) {
    if (!isPhoneNumber(number) || isRegionalPhoneBarred(stored, number)) continue;
    if (numbers.some((known) => samePhone(known.number, number))) continue;
    numbers.push({ number: writeNumber(DEFAULT_PREFIX, number), label, doNotUse: false });
  }
  return numbers.length === (stored?.numbers.length ?? 0) ? stored : { ...stored, numbers };
}

/** Of several rows the last word counts. */
function mergedEmail(patient: Patient, rows: readonly CheckedRow[]): Email | null {
  const stored = storedEmail(patient);
  const said = rows.map(({ residence }) => residence.email?.trim() ?? null).findLast(isUsable);
  if (!said || isRegionalEmailBarred(stored, said)) return stored;
  if (stored?.email && sameEmail(stored.email, said)) return stored;
  return { ...stored, email: said, doNotUse: false };
}

function storedPhones(patient: Patient): Phones | null {
  return storedValue(patient, 'phones') as Phones | null;
}

function storedEmail(patient: Patient): Email | null {
  return storedValue(patient, 'email') as Email | null;
}

function numbersText(phones: Phones | null): string | null {
  return phones?.numbers.map(({ number }) => number).join(', ') || null;
}
