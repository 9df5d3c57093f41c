/** Any list, written in any of the ways sources write lists, reads back as the same people. */
import fc from 'fast-check';
import * as xlsx from 'xlsx';
import { describe, expect, it } from 'vitest';
import {
  TODAY,
  taxCodeOf,
  utf16,
  utf8,
  windows1252,
} from '../../../tests/fixtures/readingLists.ts';
import { daysBetween } from '#lib/domain/plainDate.ts';
import { writeBook } from '../../../tests/fixtures/workbooks.ts';
import { checkRows } from './checkRows.ts';
import { readFile } from './readFile.ts';

const SEED = 20261105;

interface Person {
  readonly lastName: string;
  readonly firstName: string;
  readonly birthDate: string;
  readonly sex: 'F' | 'M';
  readonly address: string;
}

const LAST_NAMES = ['ROSSI', "D'AMICO", 'NICOLÒ', 'DE LUCA', 'Bianchi', 'FÒ', 'Müller'];
const FIRST_NAMES = ['MARIO', 'Anna Maria', 'LÙ', 'JOSÉ', "NICOLO'", 'Zoë'];
const ADDRESSES = [
  '',
  'VIA ROMA, 3',
  'P.ZA "GARIBALDI"; 1',
  'VIA A|B\nSCALA C',
  'CORSO ITALIA\t5',
  '"',
];

const person: fc.Arbitrary<Person> = fc.record({
  lastName: fc.constantFrom(...LAST_NAMES),
  firstName: fc.constantFrom(...FIRST_NAMES),
  birthDate: fc
    .date({ min: new Date('1927-01-01'), max: new Date('2019-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  sex: fc.constantFrom('F', 'M'),
  address: fc.constantFrom(...ADDRESSES),
});

const HEADERS = [
  ['Cognome', 'Nome', 'Codice Fiscale', 'Data di nascita', 'Sesso', 'Indirizzo'],
  [
    'COGNOME_ASSISTITO',
    'NOME_ASSISTITO',
    'CF_PAZIENTE',
    'DT_NASCITA',
    'SESSO',
    'INDIRIZZO_RESIDENZA',
  ],
  ['cognome', 'nome', 'cod. fisc.', 'nato il', 'sesso', 'residenza'],
];
const DATE_FORMATS: readonly ((date: string) => string)[] = [
  (date) => date.split('-').reverse().join('/'),
  (date) => date.split('-').reverse().join('-'),
  (date) => date.split('-').reverse().join('.') + ' 00:00:00',
  (date) => date,
  (date) => date + 'T00:00:00',
  (date) => date.replaceAll('-', ''),
];
const ENCODERS: readonly ((text: string) => Uint8Array)[] = [
  utf8,
  (text) => utf8('\uFEFF' + text),
  windows1252,
  (text) => utf16('\uFEFF' + text, 'le'),
  (text) => utf16('\uFEFF' + text, 'be'),
  (text) => utf16(text, 'le'),
];
const PREAMBLES = [
  '',
  'sep=\n',
  'ELENCO ASSISTITI\n',
  'ELENCO ASSISTITI\nCodice medico: 012345\n\n',
];

const writing = fc.record({
  format: fc.constantFrom('text', 'text', 'xlsx', 'biff8'),
  dateCells: fc.boolean(),
  header: fc.constantFrom(...HEADERS),
  delimiter: fc.constantFrom(';', ',', '\t', '|'),
  lineEnd: fc.constantFrom('\r\n', '\n', '\r'),
  quoteAll: fc.boolean(),
  trailing: fc.boolean(),
  guard: fc.boolean(),
  total: fc.boolean(),
  lastLineEnd: fc.boolean(),
  preamble: fc.constantFrom(...PREAMBLES),
  formatDate: fc.constantFrom(...DATE_FORMATS),
  encode: fc.constantFrom(...ENCODERS),
});

type Writing = typeof writing extends fc.Arbitrary<infer Value> ? Value : never;

/** As a program writes a workbook: days are dates there, or texts. */
function writeWorkbook(people: readonly Person[], how: Writing, bookType: 'xlsx' | 'biff8') {
  const titles = how.preamble
    .replace(/^sep=.*\n/, '')
    .split('\n')
    .slice(0, -1);
  const rows = people.map(({ lastName, firstName, birthDate, sex, address }) => [
    lastName,
    firstName,
    taxCodeOf(lastName, firstName, birthDate, sex),
    how.dateCells ? '' : how.formatDate(birthDate),
    sex,
    address,
  ]);
  const total = how.total ? [[`Totale assistiti: ${people.length}`]] : [];
  const head = [...titles.map((title) => [title]), [...how.header]];
  const sheet = xlsx.utils.aoa_to_sheet([...head, ...rows, ...total]);
  if (how.dateCells) {
    for (const [index, { birthDate }] of people.entries()) {
      const serial = daysBetween('1899-12-30', birthDate);
      sheet[`D${head.length + 1 + index}`] = { t: 'n', v: serial, z: 'dd/mm/yyyy' };
    }
  }
  return writeBook({ Elenco: sheet }, bookType);
}

function write(people: readonly Person[], how: Writing): Uint8Array {
  if (how.format !== 'text') return writeWorkbook(people, how, how.format);
  const { delimiter } = how;
  const quote = (cell: string) =>
    how.quoteAll || /["\n\t;,|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const line = (cells: readonly string[]) =>
    cells.map(quote).join(delimiter) + (how.trailing ? delimiter : '');
  const rows = people.map(({ lastName, firstName, birthDate, sex, address }) => {
    const code = taxCodeOf(lastName, firstName, birthDate, sex);
    const guarded = how.guard ? `="${code}"` : code;
    return line([lastName, firstName, guarded, how.formatDate(birthDate), sex, address]);
  });
  const total = how.total ? [`Totale assistiti: ${people.length}`] : [];
  const text =
    how.preamble.replace('sep=', `sep=${delimiter}`) +
    [line(how.header), ...rows, ...total].join('\n') +
    (how.lastLineEnd ? '\n' : '');
  return how.encode(text.replaceAll('\n', how.lineEnd));
}

describe('reading back', () => {
  it('gives the people that were written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: 1, maxLength: 8 }),
        writing,
        async (people, how) => {
          const read = await readFile(write(people, how), 'elenco.csv', {});
          if (!read.ok) throw new Error(`Refused: ${read.error.kind}`);
          const rows = await checkRows(read.value, { today: TODAY });
          expect(read.value.damage).toEqual([]);
          expect(
            rows.map((row) => ({
              lastName: row.lastName,
              firstName: row.firstName,
              birthDate: row.birthDate,
              sex: row.sex,
              address: row.residence.address ?? '',
              taxCode: row.taxCode?.value,
            })),
          ).toEqual(
            people.map((one) => ({
              ...one,
              address: one.address.replace(/\s/g, ' '),
              taxCode: taxCodeOf(one.lastName, one.firstName, one.birthDate, one.sex),
            })),
          );
          const unexpected = rows.flatMap(({ problems }) =>
            problems.filter(({ kind }) => kind !== 'repeatedTaxCode'),
          );
          expect(unexpected).toEqual([]);
        },
      ),
      { seed: SEED, numRuns: 300 },
    );
  });
});
