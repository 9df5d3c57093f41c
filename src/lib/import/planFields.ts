/** A patient's columns with what a row adds to them, field by field; an empty cell keeps what is there (rule 2). */
import { compareCode } from '#lib/domain/doctorCode.ts';
import { formatExemption } from '#lib/domain/exemption.ts';
import type { Enrolment, Exemption, Exemptions, Identity, Residence } from '#lib/domain/patient.ts';
import { foldName, foldText } from '#lib/domain/names.ts';
import { formatItalianDate, type PlainDate } from '#lib/domain/plainDate.ts';
import { phoneDigits } from '#lib/domain/search.ts';
import { certainBirthDate } from '#lib/domain/taxCode.ts';
import type { CheckedRow } from './checkedRow.ts';
import type { FieldChange } from './plan.ts';

const EMPTY_ENROLMENT: Enrolment = {
  startedOn: null,
  expiresOn: null,
  revokedOn: null,
  kind: null,
  doctorCode: null,
};

const EMPTY_RESIDENCE: Residence = {
  address: null,
  town: null,
  province: null,
  postcode: null,
  phone: null,
  email: null,
};

/** Sex, and birth date where the century is certain, come from the tax code when the list has no column for them. */
export function newIdentity(row: CheckedRow, today: PlainDate): Identity {
  const { taxCode } = row;
  return {
    lastName: row.lastName ?? '',
    firstName: row.firstName ?? '',
    taxCode: taxCode?.value ?? null,
    taxCodeKind: taxCode?.kind ?? null,
    aliases: [],
    birthDate: row.birthDate ?? (taxCode && certainBirthDate(taxCode, today)),
    birthPlace: row.birthPlace,
    sex: row.sex ?? taxCode?.birth?.sex ?? null,
    cardNumber: row.cardNumber,
  };
}

/** Only empty fields are filled; a birth place or card number that differs stays as it is stored. */
export function filledIdentity(stored: Identity, row: CheckedRow): Identity {
  return {
    ...stored,
    lastName: stored.lastName || (row.lastName ?? ''),
    firstName: stored.firstName || (row.firstName ?? ''),
    birthDate: stored.birthDate ?? row.birthDate,
    birthPlace: stored.birthPlace ?? row.birthPlace,
    sex: stored.sex ?? row.sex,
    cardNumber: stored.cardNumber ?? row.cardNumber,
  };
}

/** Lists cut long names at a fixed width, never shorter than this. */
const SHORTEST_CUT_NAME = 15;

/** Name, birth date and sex that are really different from the stored ones. */
export function identityDifferences(stored: Identity, row: CheckedRow): FieldChange[] {
  return [
    ...nameDifferences(stored, row),
    ...(['birthDate', 'sex'] as const).flatMap((field) => {
      const [from, to] = [stored[field], row[field]];
      return from === null || to === null || from === to ? [] : [fieldChange(field, from, to)];
    }),
  ];
}

function nameDifferences(stored: Identity, row: CheckedRow): FieldChange[] {
  const lastName = row.lastName ?? stored.lastName;
  const firstName = row.firstName ?? stored.firstName;
  if (lastName === stored.lastName && firstName === stored.firstName) return [];
  // The whole name first: where surname ends and name begins is often a guess.
  if (foldName(lastName + firstName) === foldName(stored.lastName + stored.firstName)) return [];
  return (['lastName', 'firstName'] as const).flatMap((field) => {
    const [from, to] = [stored[field], row[field] ?? ''];
    return from === '' || to === '' || isSameName(from, to) ? [] : [fieldChange(field, from, to)];
  });
}

function isSameName(a: string, b: string): boolean {
  if (a === b) return true;
  const [shorter = '', longer = ''] = [foldName(a), foldName(b)].sort(
    (x, y) => x.length - y.length,
  );
  return shorter === longer || (shorter.length >= SHORTEST_CUT_NAME && longer.startsWith(shorter));
}

/** The doctor's code of our own export is that of the list, where the region said none. */
export function mergedEnrolment(stored: Enrolment | null, row: CheckedRow): Enrolment {
  const before = stored ?? EMPTY_ENROLMENT;
  const doctorCode = row.exported && stored ? null : row.doctorCode;
  return {
    ...before,
    startedOn: row.enrolledOn ?? before.startedOn,
    expiresOn: row.expiresOn ?? before.expiresOn,
    revokedOn: row.revokedOn ?? before.revokedOn,
    kind: newText(before.kind, row.kind, foldName),
    doctorCode: newText(before.doctorCode, doctorCode, compareCode),
  };
}

export function mergedResidence(stored: Residence | null, { residence }: CheckedRow): Residence {
  const before = stored ?? EMPTY_RESIDENCE;
  return {
    ...before,
    address: newText(before.address, residence.address, foldSpaces),
    town: newText(before.town, residence.town, foldName),
    province: newText(before.province, residence.province, foldName),
    postcode: newText(before.postcode, residence.postcode, foldSpaces),
    phone: newText(before.phone, residence.phone, phoneDigits),
    email: newText(before.email, residence.email, foldSpaces),
  };
}

/** Codes of the list are added or brought up to date; one that it does not name is kept, perhaps it was added by hand. */
export function mergedExemptions(stored: Exemptions | null, row: CheckedRow): Exemptions | null {
  if (row.exemptions === null || row.exemptions.length === 0) return stored;
  const codes = new Map<string, Exemption>();
  for (const exemption of stored?.codes ?? []) codes.set(foldName(exemption.code), exemption);
  for (const exemption of row.exemptions) {
    const before = codes.get(foldName(exemption.code));
    codes.set(foldName(exemption.code), {
      code: before?.code ?? exemption.code,
      validFrom: exemption.validFrom ?? before?.validFrom ?? null,
      validTo: exemption.validTo ?? before?.validTo ?? null,
    });
  }
  return { ...stored, codes: [...codes.values()] };
}

/** Equal when folded: the stored spelling stays. */
function newText(
  stored: string | null,
  said: string | null,
  fold: (text: string) => string,
): string | null {
  if (said === null || said === '' || said === stored) return stored;
  return stored !== null && fold(stored) === fold(said) ? stored : said;
}

function foldSpaces(text: string): string {
  return foldText(text).replaceAll(' ', '');
}

/** The fields two values of a column differ in, as a person reads them. */
export function fieldChanges<Value extends object>(
  from: Value | null,
  to: Value,
  fields: readonly (keyof Value & string)[],
): FieldChange[] {
  return fields.flatMap((field) => {
    const [before, after] = [asText(from?.[field]), asText(to[field])];
    return before === after ? [] : [fieldChange(field, before, after)];
  });
}

export function fieldChange(field: string, from: string | null, to: string | null): FieldChange {
  const readable = (value: string | null) =>
    value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatItalianDate(value) : value;
  return { field, from: readable(from), to: readable(to) };
}

function asText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return Array.isArray(value)
    ? (value as Exemption[]).map(formatExemption).join(', ') || null
    : null;
}
