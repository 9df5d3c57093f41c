/** Days between two days, both included; null leaves that end open. */
import { type PlainDate, addDays, datePartsOf } from './plainDate.ts';

export interface DateRange {
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
}

/** Completed years of age, both ends included; null leaves that end open. */
export interface AgeRange {
  readonly from: number | null;
  readonly to: number | null;
}

/** The days of a queue for what is about to end: the last day of an enrolment is at most so far away. */
export const EXPIRY_DAYS = [60, 30, 7] as const;
export type ExpiryDays = (typeof EXPIRY_DAYS)[number];

/** What is asked of an expiry, which is a last valid day: near, past, or between two days. */
export type ExpiryFilter =
  | { readonly kind: 'within'; readonly days: ExpiryDays }
  | { readonly kind: 'expired' }
  | ({ readonly kind: 'between' } & DateRange);

export function isInRange(date: PlainDate, { from, to }: DateRange): boolean {
  return (from === null || date >= from) && (to === null || date <= to);
}

/** The last valid days that the filter lets through. What ends today has not expired yet. */
export function expiryRange(expiry: ExpiryFilter, today: PlainDate): DateRange {
  switch (expiry.kind) {
    case 'within':
      return { from: today, to: addDays(today, expiry.days) };
    case 'expired':
      return { from: null, to: addDays(today, -1) };
    case 'between':
      return { from: expiry.from, to: expiry.to };
  }
}

/**
 * Birth dates of people who have that age today, by the rule of `ageOn`: a bound is a text to compare with, not
 * always a day of the calendar (29 February of a common year).
 */
export function birthDatesOfAge({ from, to }: AgeRange, today: PlainDate): DateRange {
  const { year } = datePartsOf(today);
  const monthAndDay = today.slice(4);
  const born = (years: number) => `${String(year - years).padStart(4, '0')}${monthAndDay}`;
  return {
    // The first day after the birthday that would make them too old: `~` sorts after every digit.
    from: to === null ? null : `${born(to + 1)}~`,
    to: from === null ? null : born(from),
  };
}
