/**
 * Dates as lists write them. A date is a plain day: a time behind it is dropped, never converted.
 * What stands for "none" or "unlimited" (00/00/0000, 01/01/1900, 31/12/9999) is null, not a date.
 */
import { addDays, ageOn, plainDate, type PlainDate } from '#lib/domain/plainDate.ts';
import type { DateField } from './checkedRow.ts';
import type { DateOrder } from './reading.ts';

export interface DateContext {
  readonly field: DateField;
  readonly order: DateOrder;
  readonly today: PlainDate;
}

/** A readable date or none; `impossible` when the text is neither. */
export type ReadDate = { readonly date: PlainDate | null } | 'impossible';

interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hasCentury: boolean;
}

const NONE: ReadDate = { date: null };
/** What programs write for "no date": spreadsheets, .NET, SQL Server, and the region's own lists. */
const NO_DATES = new Set(['1900-01-01', '1899-12-30', '1899-12-31', '0001-01-01', '1753-01-01']);
const FIRST_UNLIMITED_YEAR = 2900;
const FIRST_YEAR = 1850;
/** Day 0 of the serial numbers spreadsheets count days with, for every day after February 1900. */
const SERIAL_ZERO = '1899-12-30';

/** Reads a cell of a date column, already cleaned. */
export function readDate(text: string, context: DateContext): ReadDate {
  if (/^[0/.\-\s:T]*$/.test(text)) return NONE;
  const plain = withoutTime(text);
  const serial = /^([1-9]\d{4})(?:[.,]\d+)?$/.exec(plain)?.[1];
  if (serial) return within(addDays(SERIAL_ZERO, Number(serial)), context);

  const parts = dateParts(plain, context.order);
  if (!parts) return 'impossible';
  if (!parts.hasCentury) return withCentury(parts, context);
  if (parts.year >= FIRST_UNLIMITED_YEAR) return NONE;
  const date = plainDate(parts.year, parts.month, parts.day);
  if (date === null) return parts.day === 0 && parts.year === 1900 ? NONE : 'impossible';
  if (NO_DATES.has(date)) return NONE;
  return parts.year < FIRST_YEAR ? 'impossible' : within(date, context);
}

/** The order of day and month that the texts of all date columns allow; day first when none decides. */
export function findDateOrder(texts: Iterable<string>): DateOrder {
  let dayFirst = 0;
  let monthFirst = 0;
  let yearFirst = 0;
  let others = 0;
  for (const text of texts) {
    const plain = withoutTime(text);
    if (/^\d{4}[/.-]\d/.test(plain) || /^(19|20)\d{6}$/.test(plain)) yearFirst += 1;
    const [, first, second] = SEPARATED.exec(plain) ?? [];
    if (first === undefined || second === undefined || first.length > 2) continue;
    others += 1;
    if (Number(first) > 12) dayFirst += 1;
    else if (Number(second) > 12) monthFirst += 1;
  }
  if (yearFirst > 0 && others === 0) return 'yearMonthDay';
  return monthFirst > dayFirst ? 'monthDayYear' : 'dayMonthYear';
}

const SEPARATED = /^(\d{1,4}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{1,4})$/;

function withoutTime(text: string): string {
  return text
    .trim()
    .replace(/(?:T| +)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?$/i, '');
}

function dateParts(text: string, order: DateOrder): DateParts | null {
  if (/^\d{8}$/.test(text)) return compactParts(text);
  const [, first, second, third] = SEPARATED.exec(text) ?? [];
  if (first === undefined || second === undefined || third === undefined) return null;
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  if (first.length === 4) {
    return third.length > 2 ? null : { year: a, month: b, day: c, hasCentury: true };
  }
  if (first.length > 2 || third.length === 3 || third.length === 1) return null;
  if (order === 'yearMonthDay') {
    return third.length === 2 ? { year: a, month: b, day: c, hasCentury: false } : null;
  }
  const hasCentury = third.length === 4;
  return order === 'monthDayYear'
    ? { year: c, month: a, day: b, hasCentury }
    : { year: c, month: b, day: a, hasCentury };
}

/** yyyymmdd, else ddmmyyyy: years outside 1850-2200 and months over 12 tell them apart. */
function compactParts(text: string): DateParts {
  const at = (from: number, to: number) => Number(text.slice(from, to));
  const year = at(0, 4);
  const isYear = (year >= FIRST_YEAR && year < 2200) || year >= 9990;
  if (isYear && at(4, 6) <= 12) {
    return { year, month: at(4, 6), day: at(6, 8), hasCentury: true };
  }
  return { year: at(4, 8), month: at(2, 4), day: at(0, 2), hasCentury: true };
}

/**
 * Two digits of a year. For a birth the latest possible one, unless it makes a child under 6: then a
 * centenarian is as likely on a list, and only a four-digit year can tell. Other dates lie within
 * 70 years before today and 29 after.
 */
function withCentury(parts: DateParts, context: DateContext): ReadDate {
  const { month, day } = parts;
  const isUnlimited = parts.year === 99 && month === 12 && day === 31;
  if (isUnlimited && context.field !== 'birthDate') return NONE;
  const thisYear = Number(context.today.slice(0, 4));
  const inThisCentury = thisYear - (thisYear % 100) + parts.year;
  const late = plainDate(inThisCentury, month, day);
  const early = plainDate(inThisCentury - 100, month, day);
  if (context.field !== 'birthDate') {
    const date = inThisCentury > thisYear + 29 ? early : late;
    return date === null ? 'impossible' : { date };
  }
  if (late === null || late > context.today) return early === null ? 'impossible' : { date: early };
  return ageOn(late, context.today) < 6 ? 'impossible' : { date: late };
}

/** Nobody is born after today. */
function within(date: PlainDate, { field, today }: DateContext): ReadDate {
  return field === 'birthDate' && date > today ? 'impossible' : { date };
}
