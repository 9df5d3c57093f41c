import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  ageOn,
  daysBetween,
  formatItalianDate,
  isPlainDate,
  plainDate,
  plainDateAt,
} from './plainDate.ts';

const seeded = { seed: 20261123 };
const FIRST = '1880-01-01';
const DAYS_TO_2100 = daysBetween(FIRST, '2100-12-31');
const anyDay = fc.integer({ min: 0, max: DAYS_TO_2100 }).map((days) => addDays(FIRST, days));

describe('a day of the calendar', () => {
  it('knows the leap years of the Gregorian calendar', () => {
    expect(plainDate(1900, 2, 29)).toBeNull();
    expect(plainDate(2000, 2, 29)).toBe('2000-02-29');
    expect(plainDate(2024, 2, 30)).toBeNull();
    expect(plainDate(2024, 4, 31)).toBeNull();
    expect(plainDate(50, 1, 2)).toBe('0050-01-02');
    expect(plainDate(2024, 1.5, 2)).toBeNull();
  });

  it.each([
    '',
    '2024-2-1',
    '2024-13-01',
    '2024-00-10',
    '0000-01-01',
    '2024-01-01T00:00',
    '01/02/2024',
  ])('refuses %j', (text) => {
    expect(isPlainDate(text)).toBe(false);
  });

  it('is written by Italians with the day first', () => {
    expect(formatItalianDate('1980-01-02')).toBe('02/01/1980');
  });
});

describe('counting days from 1880 to 2100', () => {
  it('meets every day once, in order, whatever the time zone of the machine', () => {
    let day = FIRST;
    for (let count = 1; count <= DAYS_TO_2100; count++) {
      const next = addDays(day, 1);
      if (!isPlainDate(next) || next <= day || next !== addDays(FIRST, count)) {
        expect.fail(`after ${day} comes ${next}`);
      }
      day = next;
    }
    expect(day).toBe('2100-12-31');
    expect(DAYS_TO_2100).toBe(80_718);
  });

  it('takes back what it added', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -70_000, max: 70_000 }), (day, n) => {
        const moved = addDays(day, n);
        expect(addDays(moved, -n)).toBe(day);
        expect(daysBetween(day, moved)).toBe(n);
      }),
      seeded,
    );
  });

  it('stops at the ends of the calendar', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addMonths('0001-01-01', -1)).toThrow(RangeError);
  });
});

describe('months and ages', () => {
  it('stays on the last day of shorter months', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2023-01-31', 1)).toBe('2023-02-28');
    expect(addMonths('2024-03-15', -3)).toBe('2023-12-15');
    expect(addMonths('2024-12-01', 12)).toBe('2025-12-01');
  });

  it('counts completed years', () => {
    expect(ageOn('1980-06-15', '2026-06-14')).toBe(45);
    expect(ageOn('1980-06-15', '2026-06-15')).toBe(46);
    expect(ageOn('2004-02-29', '2025-02-28')).toBe(20);
    expect(ageOn('2004-02-29', '2025-03-01')).toBe(21);
  });
});

describe('the day at an instant', () => {
  it('is the one a clock on the wall in Italy shows, summer and winter', () => {
    expect(plainDateAt(Date.UTC(2026, 6, 1, 21, 59))).toBe('2026-07-01');
    expect(plainDateAt(Date.UTC(2026, 6, 1, 22, 0))).toBe('2026-07-02');
    expect(plainDateAt(Date.UTC(2026, 0, 1, 22, 59))).toBe('2026-01-01');
    expect(plainDateAt(Date.UTC(2026, 0, 1, 23, 0))).toBe('2026-01-02');
  });

  it('tells the last and the first moment of a day apart, asked one after the other', () => {
    const midnight = Date.UTC(2026, 6, 1, 22, 0);
    for (const at of [midnight - 1, midnight, midnight - 1, midnight + 999, midnight - 1000]) {
      expect(plainDateAt(at)).toBe(at < midnight ? '2026-07-01' : '2026-07-02');
    }
    expect(plainDateAt(midnight, 'America/New_York')).toBe('2026-07-01');
    expect(plainDateAt(midnight)).toBe('2026-07-02');
  });

  it('follows the time zone asked for, and instants before 1970', () => {
    expect(plainDateAt(0, 'America/New_York')).toBe('1969-12-31');
    expect(plainDateAt(Date.UTC(1901, 4, 5, 12), 'UTC')).toBe('1901-05-05');
  });

  it('is the day itself at noon, for every day', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const noon = daysBetween('1970-01-01', day) * 86_400_000 + 43_200_000;
        expect(plainDateAt(noon)).toBe(day);
      }),
      seeded,
    );
  });
});
