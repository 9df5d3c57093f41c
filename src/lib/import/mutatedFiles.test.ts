/** Files damaged in every way: they are read or refused, and no line is ever lost without a word. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as xlsx from 'xlsx';
import { LIST, ROWS, TODAY, utf16, utf8 } from '../../../tests/fixtures/readingLists.ts';
import { writeBook } from '../../../tests/fixtures/workbooks.ts';
import { IMPORT_KINDS } from '#lib/domain/importKind.ts';
import { checkRows } from './checkRows.ts';
import { NO_DECISIONS } from './plan.ts';
import { planImport } from './planImport.ts';
import { input } from './planTesting.ts';
import { readFile } from './readFile.ts';
import type { ReadChoices } from './reading.ts';

const SEED = 20261106;
/** More of them by hand: FUZZ_RUNS=10000. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 200);
/** ms of this thread's own time. */
const LONGEST = 2000;

const QUOTED = LIST.replace(/[^;\r\n]+/g, '"$&"');
const SOURCES = [
  utf8(LIST),
  utf8('\uFEFF' + QUOTED),
  utf8('ELENCO AL 05/11/2026\n\n' + LIST + 'Totale: 3\n'),
  utf8(QUOTED.replaceAll(';', ',')),
  utf8(ROWS.join('\n')),
  utf16('\uFEFF' + LIST, 'le'),
  bookOf('xlsx'),
  bookOf('biff8'),
];

function bookOf(bookType: 'xlsx' | 'biff8'): Uint8Array {
  const cells = LIST.trim()
    .split('\r\n')
    .map((line) => line.split(';'));
  return writeBook({ Elenco: xlsx.utils.aoa_to_sheet(cells) }, bookType);
}
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
  at: fc.oneof(fc.nat(1000), fc.nat(20_000)),
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
      fc.constantFrom(...IMPORT_KINDS),
      fc.constantFrom(0, 2, 3),
      async (source, mutations, chosen, kind, skippedLine) => {
        const bytes = mutate(source, mutations);
        const began = process.cpuUsage();
        const read = await readFile(bytes, 'elenco.csv', { ...chosen, kind });
        if (!read.ok) return;
        const { rows, leftOut, headerRow } = read.value;
        const checked = await checkRows(read.value, { today: TODAY, kind });
        const decisions = { ...NO_DECISIONS, kind, skipped: [skippedLine] };
        const { entries, toWrite } = planImport(input([], checked), decisions);
        const { user, system } = process.cpuUsage(began);
        expect((user + system) / 1000).toBeLessThan(LONGEST);
        expect(checked.map(({ line }) => line)).toEqual(rows.map(({ line }) => line));
        const lines = [...rows, ...leftOut].map(({ line }) => line);
        const all = [...lines, ...(headerRow > 0 ? [headerRow] : [])].sort((a, b) => a - b);
        expect(all).toEqual(all.map((_, index) => index + 1));
        // Every row is written, skipped, or told of with its reason: nothing is lost without a word.
        expect(entries.map(({ line }) => line)).toEqual(rows.map(({ line }) => line));
        const written = entries.filter(({ included }) => included);
        const skipped = entries.filter((entry) => entry.skipped);
        const told = entries.filter((entry) => !entry.included && !entry.skipped);
        expect(written.length + skipped.length + told.length).toBe(rows.length);
        expect(written).toHaveLength(toWrite);
        for (const { group, reasons } of told) {
          expect(reasons.length > 0 || group === 'unchanged' || group === 'toArchive').toBe(true);
        }
      },
    ),
    { seed: SEED, numRuns: RUNS },
  );
});
