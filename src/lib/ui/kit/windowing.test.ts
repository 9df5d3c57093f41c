import { describe, expect, it } from 'vitest';
import { scrollTopToShow, sliceAround, upTo, windowOf } from './windowing.ts';

const viewport = { scrollTop: 1000, height: 400, rowHeight: 50 };

describe('windowOf', () => {
  it('renders what is visible and a margin around it', () => {
    expect(windowOf(1750, viewport, 5)).toEqual({
      start: 15,
      end: 33,
      firstVisible: 20,
      endVisible: 28,
      before: 750,
      after: (1750 - 33) * 50,
    });
  });

  it('never leaves the table, even scrolled past its end', () => {
    expect(windowOf(3, viewport, 5)).toMatchObject({ start: 3, end: 3, after: 0 });
    expect(windowOf(0, { ...viewport, scrollTop: 0 })).toMatchObject({
      start: 0,
      end: 0,
      before: 0,
    });
  });

  it('keeps the height of the whole table whatever is rendered', () => {
    for (const scrollTop of [0, 33, 4_999, 87_100]) {
      const view = windowOf(1750, { ...viewport, scrollTop });
      expect(view.before + (view.end - view.start) * 50 + view.after).toBe(1750 * 50);
    }
  });
});

describe('upTo', () => {
  const whole = windowOf(1750, viewport, 5);

  it('ends sooner, with room for the others below', () => {
    const { end, after } = upTo(20, whole, 50);
    expect({ end, after }).toEqual({ end: 20, after: (1750 - 20) * 50 });
  });

  it('neither goes beyond the window nor ends before it begins', () => {
    expect(upTo(1000, whole, 50)).toEqual(whole);
    expect(upTo(3, whole, 50)).toMatchObject({ start: 15, end: 15, after: (1750 - 15) * 50 });
  });
});

describe('scrollTopToShow', () => {
  it('moves only as far as needed', () => {
    expect(scrollTopToShow(22, viewport)).toBe(1000);
    expect(scrollTopToShow(10, viewport)).toBe(500);
    expect(scrollTopToShow(28, viewport)).toBe(1050);
  });
});

describe('sliceAround', () => {
  it('holds the rows asked for with a step to spare on both sides', () => {
    expect(sliceAround(120, 140)).toEqual({ offset: 75, limit: 100 });
    expect(sliceAround(0, 20)).toEqual({ offset: 0, limit: 50 });
  });

  it('stays the same while scrolling within a step', () => {
    expect(sliceAround(101, 121)).toEqual(sliceAround(105, 125));
  });
});
