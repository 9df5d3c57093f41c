/** Files damaged in every way: they are read or refused, and no line is ever lost without a word. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LIST, ROWS, TODAY, utf16, utf8 } from '../../../tests/fixtures/readingLists.ts';
import { checkRows } from './checkRows.ts';
import { readFile } from './readFile.ts';
import type { ReadChoices } from './reading.ts';

const SEED = 20261106;

const QUOTED = LIST.replace(/[^;\r\n]+/g, '"$&"');
const SOURCES = [
  utf8(LIST),
  utf8('\uFEFF' + QUOTED),
  utf8('ELENCO AL 05/11/2026\n\n' + LIST + 'Totale: 3\n'),
  utf8(QUOTED.replaceAll(';', ',')),
  utf8(ROWS.join('\n')),
  utf16('\uFEFF' + LIST, 'le'),
];
const PIECES = [
  '"',
  '""',
  ';',
  ',',
  '\t',
  '|',
  '\n',
  '\r',
  '\0',
  '\uFEFF',
  '="',
  "'",
  'sep=,\n',
  '<html>',
  '9',
  ' ',
  '\uFFFD',
];

interface Mutation {
  readonly at: number;
  readonly remove: number;
  readonly insert: Uint8Array;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(1000),
  remove: fc.oneof(fc.constant(0), fc.nat(40)),
  insert: fc.oneof(
    fc.constantFrom(...PIECES).map(utf8),
    fc.uint8Array({ maxLength: 4 }),
    fc.constant(new Uint8Array()),
  ),
});

const choices: fc.Arbitrary<ReadChoices> = fc.oneof(
  fc.constant({}),
  fc.record(
    {
      encoding: fc.constantFrom('utf-8', 'utf-16le', 'windows-1252'),
      delimiter: fc.constantFrom(';', ',', '\t', '|'),
      headerRow: fc.nat(6),
      dateOrder: fc.constantFrom('dayMonthYear', 'monthDayYear', 'yearMonthDay'),
    },
    { requiredKeys: [] },
  ),
);

function mutate(source: Uint8Array, mutations: readonly Mutation[]): Uint8Array {
  let bytes = [...source];
  for (const { at, remove, insert } of mutations) {
    const from = at % (bytes.length + 1);
    bytes = [...bytes.slice(0, from), ...insert, ...bytes.slice(from + remove)];
  }
  return Uint8Array.from(bytes);
}

it('mutated files are read whole or refused', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...SOURCES),
      fc.array(mutation, { minLength: 1, maxLength: 6 }),
      choices,
      async (source, mutations, chosen) => {
        const read = await readFile(mutate(source, mutations), 'elenco.csv', chosen);
        if (!read.ok) return;
        const { rows, leftOut, headerRow } = read.value;
        const checked = await checkRows(read.value, { today: TODAY });
        expect(checked.map(({ line }) => line)).toEqual(rows.map(({ line }) => line));
        const lines = [...rows, ...leftOut].map(({ line }) => line);
        const all = [...lines, ...(headerRow > 0 ? [headerRow] : [])].sort((a, b) => a - b);
        expect(all).toEqual(all.map((_, index) => index + 1));
      },
    ),
    { seed: SEED, numRuns: 200 },
  );
});
