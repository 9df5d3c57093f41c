/** Erasure reaches the reports of imports too: the rows that are about somebody go, the others stay as they were. */
import { foldName } from '#lib/domain/names.ts';
import type { Identity } from '#lib/domain/patient.ts';
import { formatItalianDate } from '#lib/domain/plainDate.ts';
import { parseRecords } from './csvRecords.ts';
import { decodeBytes } from './decodeBytes.ts';

/** The report without these people; null where it does not name them. */
export function forgetInReport(
  report: Uint8Array,
  people: readonly Identity[],
  writeCsv: (rows: readonly (readonly string[])[]) => Uint8Array,
): Uint8Array | null {
  const text = decodeBytes(report, 'utf-8').text.replaceAll('\r\n', '\n').replace(/\n$/, '');
  const { records } = parseRecords(text, ';');
  const [header, ...rows] = records;
  if (!header) return null;
  const kept = rows.filter((cells) => !people.some((person) => isAbout(cells, person)));
  if (kept.length === rows.length) return null;
  return writeCsv([header, ...kept].map((cells) => cells.map(unguarded)));
}

/** Whoever writes the file guards its cells again. */
function unguarded(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\t\r])/, '');
}

/** By the tax code, now or earlier, in whatever cell; else by the name, where no other birth date is told. */
function isAbout(
  cells: readonly string[],
  { taxCode, aliases, lastName, firstName, birthDate }: Identity,
): boolean {
  const whole = cells.join(' ');
  const compact = whole.replace(/\s/g, '').toUpperCase();
  const codes = taxCode === null ? aliases : [taxCode, ...aliases];
  if (codes.some((code) => compact.includes(code))) return true;
  if (!isNamed(cells, foldName(lastName), foldName(firstName))) return false;
  const tellsBirth = /\d{4}-\d{2}-\d{2}|\d{2}[/-]\d{2}[/-]\d{4}/.test(whole);
  return birthDate === null || !tellsBirth || datesOf(birthDate).some((day) => whole.includes(day));
}

function isNamed(cells: readonly string[], last: string, first: string): boolean {
  if (last === '' || first === '') return false;
  const folded = cells.map(foldName);
  const apart = folded.includes(last) && folded.includes(first);
  return apart || folded.some((cell) => cell.includes(last + first) || cell.includes(first + last));
}

function datesOf(day: string): string[] {
  const italian = formatItalianDate(day);
  return [day, italian, italian.replaceAll('/', '-')];
}
