import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesHolding, searchText } from './searchText.ts';

test('finds what a look at each line finds', () => {
  const letters = fc.constantFrom('a', 'b', ' ', 'è', '3');
  const words = (minLength: number, maxLength: number) =>
    fc.string({ unit: letters, minLength, maxLength });
  fc.assert(
    fc.property(fc.array(words(0, 12), { maxLength: 40 }), words(0, 4), (lines, needle) => {
      const expected = [...lines.keys()].filter((at) => lines[at]?.includes(needle));
      expect(linesHolding(searchText(lines), needle)).toEqual(expected);
    }),
  );
});
