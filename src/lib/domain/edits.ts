/**
 * What people change of a patient by hand, as plain data, and the rule that turns it into changes. Whether they
 * may is for the policy. An edit that says what is there already is no change.
 */
import { type Change, sameValue } from './change.ts';
import type {
  Address,
  Column,
  ColumnValue,
  Email,
  Identity,
  Lifecycle,
  PatientId,
  Phone,
  Phones,
} from './patient.ts';
import { PHONE_LABELS, isEmailAddress, isPhoneNumber, sameEmail, samePhone } from './phone.ts';
import { type Result, failed, ok } from './result.ts';

export type PatientEdit =
  /**
   * One number of the practice's own: `which` as it is stored, null for a new one; `to` what changes of it, null
   * to take it off. Only what is said changes, so that two edits in a row never undo each other.
   */
  | {
      readonly kind: 'setPhone';
      readonly patient: PatientId;
      readonly which: string | null;
      readonly to: Partial<Phone> | null;
    }
  | {
      readonly kind: 'setEmail';
      readonly patient: PatientId;
      readonly email?: string | null;
      readonly doNotUse?: boolean;
    }
  | {
      readonly kind: 'setAddress';
      readonly patient: PatientId;
      readonly address: Partial<Omit<Address, 'useRegional'>>;
    }
  /** `usa come predefinito`, on the practice's own address or on the region's. */
  | {
      readonly kind: 'setDefaultAddress';
      readonly patient: PatientId;
      readonly use: 'own' | 'regional';
    }
  /** `non usare`, on a number or an e-mail that the region gave. */
  | {
      readonly kind: 'setRegionalUse';
      readonly patient: PatientId;
      readonly contact: 'phone' | 'email';
      readonly value: string;
      readonly doNotUse: boolean;
    }
  | { readonly kind: 'setNote'; readonly patient: PatientId; readonly text: string }
  /** `Ripristina questo valore`: what the column once held. */
  | {
      readonly kind: 'restoreValue';
      readonly patient: PatientId;
      readonly column: Column;
      readonly value: ColumnValue;
    };

export type EditRefusal =
  | { readonly kind: 'wrongPhone'; readonly number: string }
  | { readonly kind: 'samePhone'; readonly number: string }
  /** That number is not (or no longer) one of the patient's. */
  | { readonly kind: 'noPhone' }
  | { readonly kind: 'wrongEmail' }
  /** There is no address of the practice's own, or none of the region's, to use. */
  | { readonly kind: 'noAddress' }
  /** Name, surname and tax code are fixed; the bin and erasure have commands of their own. */
  | { readonly kind: 'notRestorable' };

/** What is stored now for a column of the edited patient; null when nothing is. */
export type CurrentValues = <C extends Column>(column: C) => ColumnValue<C>;

/** Longer notes belong in the clinical record. */
export const NOTE_LENGTH = 2000;

const NEW_PHONE: Phone = { number: '', label: PHONE_LABELS[0], doNotUse: false };
const NO_ADDRESS: Address = { address: null, town: null, province: null, postcode: null };

export function planEdit(edit: PatientEdit, current: CurrentValues): Result<Change[], EditRefusal> {
  switch (edit.kind) {
    case 'setPhone':
      return planPhone(edit, current('phones') as Phones | null);
    case 'setEmail':
      return planEmail(edit, current('email') as Email | null);
    case 'setAddress': {
      const from = current('address') as Address | null;
      const to = { ...NO_ADDRESS, ...from, ...trimmed(edit.address) };
      return ok(changeOf(edit.patient, 'address', from, hasAddress(to) ? to : null));
    }
    case 'setDefaultAddress': {
      const from = current('address') as Address | null;
      if (from === null || (edit.use === 'regional' && current('residence') === null)) {
        return failed({ kind: 'noAddress' });
      }
      const { useRegional: _, ...own } = from;
      const to = edit.use === 'regional' ? { ...own, useRegional: true } : own;
      return ok(changeOf(edit.patient, 'address', from, to));
    }
    case 'setRegionalUse':
      return ok(planRegionalUse(edit, current));
    case 'setNote': {
      const text = edit.text.trimEnd().slice(0, NOTE_LENGTH);
      return ok(changeOf(edit.patient, 'note', current('note'), text === '' ? null : { text }));
    }
    case 'restoreValue': {
      const { patient, column, value } = edit;
      const from = current(column);
      if (!isRestorable(column, from, value)) return failed({ kind: 'notRestorable' });
      return ok(changeOf(patient, column, from, value));
    }
  }
}

/** Whether what a column once held can be put back by hand over what it holds now. */
export function isRestorable(column: Column, from: ColumnValue, to: ColumnValue): boolean {
  if (column === 'identity') return sameCodeAndName(from as Identity | null, to as Identity | null);
  if (column === 'lifecycle') {
    return isOnAList(from as Lifecycle | null) && isOnAList(to as Lifecycle | null);
  }
  return true;
}

function planPhone(
  { patient, which, to }: PatientEdit & { readonly kind: 'setPhone' },
  from: Phones | null,
): Result<Change[], EditRefusal> {
  const before = from?.numbers ?? [];
  const place = which === null ? before.length : before.findIndex(({ number }) => number === which);
  if (place < 0) return failed({ kind: 'noPhone' });
  const numbers = [...before];
  if (to === null) numbers.splice(place, 1);
  else {
    const phone = { ...(before[place] ?? NEW_PHONE), ...to };
    const { number } = phone;
    // What came from elsewhere is not judged again because its label changes.
    if (number !== which) {
      if (!isPhoneNumber(number)) return failed({ kind: 'wrongPhone', number });
      const isTwice = before.some((other, at) => at !== place && samePhone(other.number, number));
      if (isTwice) return failed({ kind: 'samePhone', number });
    }
    numbers[place] = phone;
  }
  return ok(changeOf(patient, 'phones', from, phonesOrNone({ ...from, numbers })));
}

function planEmail(
  edit: PatientEdit & { readonly kind: 'setEmail' },
  from: Email | null,
): Result<Change[], EditRefusal> {
  const { email = from?.email ?? null, doNotUse = from?.doNotUse ?? false } = edit;
  const text = email?.trim() || null;
  if (text !== null && text !== from?.email && !isEmailAddress(text)) {
    return failed({ kind: 'wrongEmail' });
  }
  // Another address is another question.
  const isBarred = edit.doNotUse ?? (doNotUse && text === from?.email);
  const to = { ...from, email: text, doNotUse: text !== null && isBarred };
  return ok(changeOf(edit.patient, 'email', from, emailOrNone(to)));
}

function planRegionalUse(
  edit: PatientEdit & { readonly kind: 'setRegionalUse' },
  current: CurrentValues,
): Change[] {
  const { patient, contact, value, doNotUse } = edit;
  const same = contact === 'phone' ? samePhone : sameEmail;
  const barring = (barred: readonly string[] = []) => {
    const others = barred.filter((other) => !same(other, value));
    return doNotUse ? [...others, value] : others;
  };
  if (contact === 'phone') {
    const from = current('phones') as Phones | null;
    const { regionalDoNotUse, ...own } = from ?? { numbers: [] };
    const barred = barring(regionalDoNotUse);
    const to = barred.length > 0 ? { ...own, regionalDoNotUse: barred } : own;
    return changeOf(patient, 'phones', from, phonesOrNone(to));
  }
  const from = current('email') as Email | null;
  const { regionalDoNotUse, ...own } = from ?? { email: null, doNotUse: false };
  const barred = barring(regionalDoNotUse);
  const to = barred.length > 0 ? { ...own, regionalDoNotUse: barred } : own;
  return changeOf(patient, 'email', from, emailOrNone(to));
}

function changeOf(patient: PatientId, column: Column, from: object | null, to: object | null) {
  return sameValue(from, to) ? [] : [{ patient, column, from, to } as Change];
}

function phonesOrNone(phones: Phones): Phones | null {
  return phones.numbers.length > 0 || phones.regionalDoNotUse ? phones : null;
}

function emailOrNone(email: Email): Email | null {
  return email.email !== null || email.regionalDoNotUse ? email : null;
}

function trimmed(address: Partial<Omit<Address, 'useRegional'>>): Partial<Address> {
  return Object.fromEntries(
    Object.entries(address).map(([field, text]) => [
      field,
      text?.trim().replace(/\s+/g, ' ') || null,
    ]),
  );
}

function hasAddress({ address, town, province, postcode }: Address): boolean {
  return [address, town, province, postcode].some((field) => field !== null);
}

function sameCodeAndName(from: Identity | null, to: Identity | null): boolean {
  if (from === null || to === null) return false;
  const fixed = ['lastName', 'firstName', 'taxCode', 'taxCodeKind', 'aliases'] as const;
  return fixed.every((field) => sameValue(from[field], to[field]));
}

function isOnAList(lifecycle: Lifecycle | null): boolean {
  if (lifecycle === null) return false;
  return lifecycle.binned === null && lifecycle.erasedOn === null && lifecycle.aliasOf === null;
}
