import { describe, expect, it } from 'vitest';
import { pagesBetween } from './pageRange.ts';

const heights = [1300, 1300, 2000, 1300, 400];

describe('pagesBetween', () => {
  it('takes in the pages that reach into the part asked for, and leaves room for the others', () => {
    expect(pagesBetween(heights, -600, 900)).toEqual({ first: 0, end: 1, before: 0, after: 5000 });
    expect(pagesBetween(heights, 1299, 2601)).toEqual({
      first: 0,
      end: 3,
      before: 0,
      after: 1700,
    });
    expect(pagesBetween(heights, 1300, 2600)).toEqual({
      first: 1,
      end: 2,
      before: 1300,
      after: 3700,
    });
  });

  it('draws a page even when the list was scrolled past its end', () => {
    expect(pagesBetween(heights, 9000, 10_000)).toEqual({
      first: 4,
      end: 5,
      before: 5900,
      after: 0,
    });
    expect(pagesBetween([], 0, 900)).toEqual({ first: 0, end: 0, before: 0, after: 0 });
  });

  it('keeps the height of the whole list, and draws few pages of many, wherever it is scrolled to', () => {
    const many = Array.from({ length: 800 }, (_, index) => 1000 + (index % 7) * 90);
    const whole = many.reduce((sum, height) => sum + height, 0);
    for (let top = 0; top < whole; top += 33_333) {
      const { first, end, before, after } = pagesBetween(many, top - 600, top + 1000);
      const drawn = many.slice(first, end).reduce((sum, height) => sum + height, 0);
      expect(before + drawn + after).toBe(whole);
      expect(end - first).toBeLessThanOrEqual(3);
    }
  });
});
