import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { birthDatesOfAge, expiryRange, isInRange, type ExpiryFilter } from './dateRange.ts';
import { addDays, ageOn, type PlainDate } from './plainDate.ts';

const TODAY = '2026-11-24';

const expires = (expiry: ExpiryFilter, date: PlainDate) =>
  isInRange(date, expiryRange(expiry, TODAY));

describe('an expiry', () => {
  test.each([
    ['2026-11-23', false],
    ['2026-11-24', true],
    ['2026-12-01', true],
    ['2026-12-02', false],
  ])('on %s is within 7 days: %s', (date, within) => {
    expect(expires({ kind: 'within', days: 7 }, date)).toBe(within);
  });

  test.each([60, 30] as const)('within %i days ends with that day', (days) => {
    expect(expires({ kind: 'within', days }, addDays(TODAY, days))).toBe(true);
    expect(expires({ kind: 'within', days }, addDays(TODAY, days + 1))).toBe(false);
  });

  it('is past only once its last valid day is over', () => {
    expect(expires({ kind: 'expired' }, '2026-11-23')).toBe(true);
    expect(expires({ kind: 'expired' }, '2026-11-24')).toBe(false);
  });

  it('stands between two days, both included, or beyond one', () => {
    const between = { kind: 'between', from: '2027-01-01', to: '2027-01-31' } as const;
    expect(
      ['2026-12-31', '2027-01-01', '2027-01-31', '2027-02-01'].map((date) =>
        expires(between, date),
      ),
    ).toEqual([false, true, true, false]);
    expect(expires({ ...between, to: null }, '2099-01-01')).toBe(true);
    expect(expires({ ...between, from: null }, '2020-01-01')).toBe(true);
  });
});

describe('birth dates of an age range', () => {
  const days = fc.integer({ min: 0, max: 50_000 }).map((past) => addDays('2030-12-31', -past));
  const ages = fc.option(fc.integer({ min: 0, max: 120 }));

  it('are those that `ageOn` puts in the range', () => {
    fc.assert(
      fc.property(days, days, ages, ages, (one, other, from, to) => {
        const [birthDate, today] = one < other ? [one, other] : [other, one];
        const age = ageOn(birthDate, today);
        const inRange = (from === null || age >= from) && (to === null || age <= to);
        expect(isInRange(birthDate, birthDatesOfAge({ from, to }, today))).toBe(inRange);
      }),
      { seed: 11, numRuns: 2000 },
    );
  });

  test.each([
    ['2028-02-29', '2010-02-28', true],
    ['2027-02-28', '2009-02-28', true],
    ['2027-02-28', '2008-02-29', true],
    ['2026-02-28', '2008-02-29', false],
    ['2026-03-01', '2008-02-29', true],
  ])('on %s somebody born on %s is of age: %s', (today, birthDate, isOfAge) => {
    const range = birthDatesOfAge({ from: 18, to: null }, today);
    expect(isInRange(birthDate, range)).toBe(isOfAge);
  });
});
