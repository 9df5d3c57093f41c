/** One row of a list: its cells mapped to fields, normalised, and checked on their own. */
import { bringsPatients, type ImportKind } from '#lib/domain/importKind.ts';
import type { Sex } from '#lib/domain/patient.ts';
import type { PlaceCodes } from '#lib/domain/placeCodes.ts';
import { ageOn, type PlainDate } from '#lib/domain/plainDate.ts';
import { parseTaxCode, taxCodeWarnings, type TaxCode } from '#lib/domain/taxCode.ts';
import { cellValue } from './cellText.ts';
import type { CheckedRow, DateField, RowProblem, RowWarning } from './checkedRow.ts';
import { readDate } from './dates.ts';
import { readExemptions } from './exemptionCodes.ts';
import { readExportedState } from './exportedState.ts';
import type { ListField, Mapping } from './fields.ts';
import { type KindWords, readKind } from './kindWords.ts';
import { readPhones } from './rowContacts.ts';
import { readNames } from './rowNames.ts';
import type { DateOrder, FileRow } from './reading.ts';

export interface RowContext {
  readonly mapping: Mapping;
  readonly dateOrder: DateOrder;
  readonly today: PlainDate;
  readonly places?: PlaceCodes | null;
  /** What the list is imported for; that of a region when absent. */
  readonly kind?: ImportKind;
  /** What the columns are called: phones have labels. */
  readonly header?: readonly string[];
  /** What words of the list's own mean. */
  readonly words?: KindWords;
}

/** Under 6 a child has a paediatrician; over 110 the century of the birth date is more likely wrong. */
const USUAL_AGES = { from: 6, to: 110 };

/** Checks a row. Whether its tax code stands twice in the list is for `checkRows` to say. */
export function checkRow({ line, cells }: FileRow, context: RowContext): CheckedRow {
  const problems: RowProblem[] = [];
  const warnings: RowWarning[] = [];
  const values = (field: ListField) =>
    (context.mapping[field] ?? []).map((column) => cellValue(cells[column])).filter(isText);
  const value = (field: ListField) => values(field)[0] ?? null;
  const date = (field: DateField): PlainDate | null => {
    const text = value(field);
    if (text === null) return null;
    const read = readDate(text, { field, order: context.dateOrder, today: context.today });
    if (read !== 'impossible') return read.date;
    problems.push({ kind: 'impossibleDate', field, text });
    return null;
  };

  const taxCode = readTaxCode(value('taxCode') ?? value('stpEni'), problems);
  const names = readNames(
    { lastName: value('lastName'), firstName: value('firstName'), fullName: value('fullName') },
    taxCode,
  );
  if (names.split) warnings.push({ kind: 'nameSplit', certain: names.split.certain });
  if (names.isIncomplete && needsName(context)) problems.push({ kind: 'missingName' });
  const birthDate = date('birthDate');
  const sex = readSex(value('sex'), warnings);
  const kinds = values('kind');
  const kind = readKind(kinds, context.words);
  for (const text of kind.unknown) warnings.push({ kind: 'unknownKind', text });
  const ends = enrolmentEnds(date('revokedOn'), date('expiresOn'), kind.status, context.today);

  const { lastName, firstName } = names;
  if (taxCode) {
    const person = { lastName, firstName, birthDate, sex };
    const odd = taxCodeWarnings(taxCode, person, { places: context.places ?? null });
    warnings.push(...odd.map((warning) => ({ kind: 'taxCode', warning }) as const));
  }
  const age = birthDate === null ? null : ageOn(birthDate, context.today);
  if (age !== null && (age < USUAL_AGES.from || age > USUAL_AGES.to)) {
    warnings.push({ kind: 'ageOutOfRange', age });
  }

  return {
    line,
    cells,
    lastName,
    firstName,
    taxCode,
    birthDate,
    birthPlace: value('birthPlace'),
    sex,
    cardNumber: value('cardNumber'),
    enrolledOn: date('enrolledOn'),
    ...ends,
    deathDate: date('deathDate'),
    kind: kindText(kinds, kind.derogated),
    kindStatus: kind.status,
    doctorCode: value('doctorCode'),
    doctorName: value('doctorName'),
    residence: {
      address: value('address'),
      town: value('town'),
      province: value('province'),
      postcode: value('postcode'),
      phone: value('phone'),
      email: value('email'),
    },
    phones: readPhones(cells, context.mapping.phone ?? [], context.header ?? []),
    exemptions: readExemptions(values('exemptions').join(' '), {
      validFrom: date('exemptionStartsOn'),
      validTo: date('exemptionEndsOn'),
    }),
    exported: readExportedState(value('listStatus'), date('archivedOn'), value('archiveReason')),
    problems,
    warnings,
  };
}

/** A list without any names is of people who are known, or else are told apart when it is planned. */
function needsName({ kind = 'region', mapping }: RowContext): boolean {
  const fields = ['lastName', 'firstName', 'fullName'] as const;
  return bringsPatients(kind) && fields.some((field) => (mapping[field]?.length ?? 0) > 0);
}

/** Where the one end of a list stands beside the word "revocato", it is the day of the revocation. */
function enrolmentEnds(
  revokedOn: PlainDate | null,
  expiresOn: PlainDate | null,
  status: CheckedRow['kindStatus'],
  today: PlainDate,
): Pick<CheckedRow, 'revokedOn' | 'expiresOn'> {
  const isOver = expiresOn !== null && expiresOn <= today;
  return status === 'revoked' && revokedOn === null && isOver
    ? { revokedOn: expiresOn, expiresOn: null }
    : { revokedOn, expiresOn };
}

/** A word said to be a derogation is written as one: by it the ceiling counts those who are over it. */
function kindText(words: readonly string[], derogated: boolean): string | null {
  if (words.length === 0) return null;
  const text = [...new Set(words)].join(', ');
  return derogated && !/\bderoga/i.test(text) ? `${text}, in deroga` : text;
}

function isText(value: string | null): value is string {
  return value !== null;
}

function readTaxCode(text: string | null, problems: RowProblem[]): TaxCode | null {
  // All zeros, or all X, is how some programs write that there is none.
  if (text === null || /^(0+|X+)$/i.test(text)) {
    problems.push({ kind: 'missingTaxCode' });
    return null;
  }
  const parsed = parseTaxCode(text);
  if (parsed.ok) return parsed.value;
  problems.push({ kind: 'taxCode', error: parsed.error, text });
  return null;
}

function readSex(text: string | null, warnings: RowWarning[]): Sex | null {
  if (text === null) return null;
  // 1 and 2 are the codes of ISO/IEC 5218.
  if (/^(m|maschio|maschile|uomo|1)$/i.test(text)) return 'M';
  if (/^(f|femmina|femminile|donna|2)$/i.test(text)) return 'F';
  warnings.push({ kind: 'unknownSex', text });
  return null;
}
