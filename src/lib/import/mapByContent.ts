/** The columns of a table without a header, told by what they hold. Only what is certain is mapped. */
import {
  firstNameLetters,
  lastNameLetters,
  parseTaxCode,
  splitFullName,
} from '#lib/domain/taxCode.ts';
import type { TaxCode } from '#lib/domain/taxCode.ts';
import { cellValue } from './cellText.ts';
import type { ListField, Mapping } from './fields.ts';
import type { FileRow } from './reading.ts';

const LOOKED_AT = 200;
/** Share of the filled cells that must agree: one typing error must not hide a column. */
const CERTAIN = 0.8;

type Test = (text: string, code: TaxCode) => boolean;

/** A full name comes first: its letters also begin like those of the surname it holds. */
const TESTS: readonly (readonly [ListField, Test])[] = [
  ['fullName', (text, code) => text.includes(' ') && splitFullName(text, code).certain],
  ['lastName', (text, code) => lastNameLetters(text) === code.value.slice(0, 3)],
  ['firstName', (text, code) => firstNameLetters(text) === code.value.slice(3, 6)],
  ['birthDate', isBirthDate],
  ['sex', (text, code) => text.toUpperCase() === code.birth?.sex],
];

/** Maps the tax code, then the columns that agree with its letters, date and sex. */
export function mapByContent(allRows: readonly FileRow[]): Mapping {
  const rows = allRows.slice(0, LOOKED_AT);
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, column) => column);
  const codeColumn = findTaxCodeColumn(rows, columns);
  if (codeColumn === null) return {};

  const mapping: { -readonly [Field in keyof Mapping]: Mapping[Field] } = { taxCode: [codeColumn] };
  for (const [field, test] of TESTS) {
    const taken = Object.values(mapping).flat();
    const fitting = columns.filter(
      (column) => !taken.includes(column) && shareOf(rows, column, codeColumn, test) >= CERTAIN,
    );
    if (fitting.length === 1) mapping[field] = fitting;
  }
  return mapping;
}

/** The column of the patients' codes. A doctor's code is the same in many rows, a patient's is not. */
function findTaxCodeColumn(rows: readonly FileRow[], columns: readonly number[]): number | null {
  const fitting = columns.filter((column) => {
    const values = rows
      .map(({ cells }) => cellValue(cells[column]))
      .filter((text) => text !== null);
    const codes = values
      .map(parseTaxCode)
      .flatMap((parsed) => (parsed.ok ? [parsed.value.value] : []));
    return (
      codes.length > 0 &&
      codes.length >= values.length * CERTAIN &&
      new Set(codes).size >= codes.length * CERTAIN
    );
  });
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function shareOf(rows: readonly FileRow[], column: number, codeColumn: number, test: Test): number {
  let agreeing = 0;
  let filled = 0;
  for (const { cells } of rows) {
    const text = cellValue(cells[column]);
    const code = parseTaxCode(cells[codeColumn] ?? '');
    if (text === null || !code.ok || code.value.kind !== 'regular') continue;
    filled += 1;
    if (test(text, code.value)) agreeing += 1;
  }
  return filled === 0 ? 0 : agreeing / filled;
}

/** The day, month and year of the code stand in the text, in whatever order. */
function isBirthDate(text: string, code: TaxCode): boolean {
  if (!code.birth) return false;
  const { year2, month, day } = code.birth;
  const digits = text.replace(/[T ].*$/, '').match(/\d+/g) ?? [];
  const compact = /^\d{8}$/.test(text);
  const numbers = compact
    ? [Number(text.slice(2, 4)), Number(text.slice(4, 6)), Number(text.slice(6, 8))]
    : digits.map((part) => Number(part) % 100);
  const wanted = [year2, month, day].sort((a, b) => a - b).join();
  return numbers.sort((a, b) => a - b).join() === wanted;
}
