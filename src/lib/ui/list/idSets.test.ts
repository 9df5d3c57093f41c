import { expect, test } from 'vitest';
import { idSet, toggled, withRange } from './idSets.ts';

const LIST = ['a', 'b', 'c', 'd', 'e'];

const range = (before: string[], anchor: string | null, row: number) =>
  [...withRange(idSet(before), LIST, anchor, row)].toSorted().join('');

test('a toggle leaves the set it was given alone', () => {
  const before = idSet(['a']);
  expect([...toggled(before, 'b')]).toEqual(['a', 'b']);
  expect([...toggled(before, 'a')]).toEqual([]);
  expect([...before]).toEqual(['a']);
});

test('a range runs either way and keeps who was selected before it', () => {
  expect(range([], 'b', 3)).toBe('bcd');
  expect(range([], 'd', 1)).toBe('bcd');
  expect(range(['a'], 'c', 3)).toBe('acd');
});

test('a range to beyond the end stops there, one from somebody who left is the row alone', () => {
  expect(range([], 'd', 99)).toBe('de');
  expect(range([], 'gone', 2)).toBe('c');
  expect(range(['e'], null, 0)).toBe('ae');
});

test('a list of nobody selects nobody', () => {
  expect([...withRange(idSet(), [], null, 0)]).toEqual([]);
});
