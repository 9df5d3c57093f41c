import { expect, test } from 'vitest';
import { LAYOUTS } from '#lib/sample/layouts.ts';
import { BUILT_IN_LISTS } from './builtInLists.ts';
import { fieldOfHeader, hasIdentity, mapHeader } from './headerSynonyms.ts';

test.each(BUILT_IN_LISTS)('$name is read without asking, every column of it', ({ header }) => {
  expect(hasIdentity(mapHeader(header))).toBe(true);
  expect(header.filter((cell) => fieldOfHeader(cell) === null)).toEqual([]);
});

test('they are the layouts the sample lists are written in', () => {
  const samples = [LAYOUTS.sissA, LAYOUTS.sissB, LAYOUTS.sissC, LAYOUTS.sissD];
  expect(BUILT_IN_LISTS.map(({ header }) => header)).toEqual(
    samples.map(({ columns }) => columns.map(({ header }) => header)),
  );
});
