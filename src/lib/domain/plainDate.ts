/**
 * A civil day as text, 'YYYY-MM-DD', years 0001-9999, always a real day of the Gregorian calendar.
 * It is never an instant: no time zone can move it. Text order is date order.
 */
export type PlainDate = string;

const DAY_MS = 86_400_000;
const MAX_YEAR = 9999;

/** Whether `text` is a real day written exactly as 'YYYY-MM-DD'. */
export function isPlainDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const { year, month, day } = datePartsOf(text);
  return plainDate(year, month, day) !== null;
}

/** The day with this year (1-9999), month (1-12) and day (1-31), or null when the calendar has none. */
export function plainDate(year: number, month: number, day: number): PlainDate | null {
  if (!Number.isInteger(year) || year < 1 || year > MAX_YEAR) return null;
  if (!Number.isInteger(month) || month < 1 || month > 12) return null;
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth(year, month)) return null;
  return write(year, month, day);
}

/** The civil day a clock in `timeZone` shows at `instantMs` (milliseconds since 1970). */
export function plainDateAt(instantMs: number, timeZone = 'Europe/Rome'): PlainDate {
  // Asked for every value of a large import: the calendar took seconds of it.
  const second = Math.floor(instantMs / 1000);
  const before = lastAsked.get(timeZone);
  if (before?.second === second) return before.date;
  const parts = new Map(
    calendarIn(timeZone)
      .formatToParts(instantMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const date = write(parts.get('year') ?? 0, parts.get('month') ?? 0, parts.get('day') ?? 0);
  lastAsked.set(timeZone, { second, date });
  return date;
}

/** `n` days later (earlier when negative). Throws a RangeError outside the years 0001-9999. */
export function addDays(date: PlainDate, n: number): PlainDate {
  const moved = new Date(utcMs(date) + n * DAY_MS);
  return checked(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate());
}

/** `n` months later, on the month's last day when it is shorter: 31 January + 1 = 28 or 29 February. */
export function addMonths(date: PlainDate, n: number): PlainDate {
  const { year, month, day } = datePartsOf(date);
  const months = year * 12 + (month - 1) + n;
  const toYear = Math.floor(months / 12);
  const toMonth = months - toYear * 12 + 1;
  return checked(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** Days from `from` to `to`: 0 on the same day, negative when `to` comes first. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return (utcMs(to) - utcMs(from)) / DAY_MS;
}

/** Completed years of age. Who was born on 29 February turns a year older on 1 March of common years. */
export function ageOn(birthDate: PlainDate, today: PlainDate): number {
  const hadBirthday = today.slice(5) >= birthDate.slice(5);
  return datePartsOf(today).year - datePartsOf(birthDate).year - (hadBirthday ? 0 : 1);
}

/** As Italians write it: gg/mm/aaaa. */
export function formatItalianDate(date: PlainDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** Year, month (1-12) and day of a date. */
export function datePartsOf(date: PlainDate): { year: number; month: number; day: number } {
  return {
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  };
}

/** How many days the month (1-12) has in that year. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Making a formatter costs more than a thousand uses of it. */
const calendars = new Map<string, Intl.DateTimeFormat>();

/** By time zone: no day begins within a second. */
const lastAsked = new Map<string, { readonly second: number; readonly date: PlainDate }>();

function calendarIn(timeZone: string): Intl.DateTimeFormat {
  let calendar = calendars.get(timeZone);
  if (!calendar) {
    calendar = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
    calendars.set(timeZone, calendar);
  }
  return calendar;
}

/** Midnight UTC of the day: only a number to count days with. `Date.UTC` would read year 50 as 1950. */
function utcMs(date: PlainDate): number {
  const { year, month, day } = datePartsOf(date);
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

function checked(year: number, month: number, day: number): PlainDate {
  const date = plainDate(year, month, day);
  if (date === null) throw new RangeError(`No such day: ${year}-${month}-${day}`);
  return date;
}

function write(year: number, month: number, day: number): PlainDate {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** Names of the months, January first: part of how Italians write and look for a date. */
export const ITALIAN_MONTHS: readonly string[] = [
  'gennaio',
  'febbraio',
  'marzo',
  'aprile',
  'maggio',
  'giugno',
  'luglio',
  'agosto',
  'settembre',
  'ottobre',
  'novembre',
  'dicembre',
];
