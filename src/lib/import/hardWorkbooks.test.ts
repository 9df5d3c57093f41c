/** Workbooks as they should not be: hidden parts, formulas, sheets without end, archives made to fill the memory. */
import { expect, it } from 'vitest';
import * as xlsx from 'xlsx';
import {
  BIANCHI,
  readTable,
  refusalOf,
  ROSSI,
  VERDI,
} from '../../../tests/fixtures/readingLists.ts';
import { writeBook } from '../../../tests/fixtures/workbooks.ts';
import { emptyPart, sheetPart, workbookParts, zipOf } from '../../../tests/fixtures/zips.ts';
import { MAX_UNPACKED_MEGABYTES } from './limits.ts';

const HEADER = ['Cognome', 'Nome', 'Codice Fiscale'];
const PEOPLE = [
  ['ROSSI', 'MARIO', ROSSI],
  ['BIANCHI', 'ANNA', BIANCHI],
  ['VERDI', 'LUCA', VERDI],
];
const sheetOf = (...rows: string[][]) => xlsx.utils.aoa_to_sheet([HEADER, ...rows]);

/** Rows of a sheet's XML with texts in their cells. */
const rowXml = (line: number, cells: readonly string[]) =>
  `<row r="${line}">${cells.map((text, column) => `<c r="${'ABC'[column]}${line}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;

it.each(['xlsx', 'biff8'] as const)(
  'reads hidden rows of an %s, and tells of them',
  async (type) => {
    const sheet = sheetOf(...PEOPLE);
    sheet['!rows'] = [{}, {}, { hidden: true }];
    const table = await readTable(writeBook({ Elenco: sheet }, type));
    expect(table.rows).toHaveLength(3);
    // The writer of the legacy format keeps no hidden rows.
    expect(table.hiddenRows).toBe(type === 'xlsx' ? 1 : 0);
  },
);

it('reads a sheet on show before a hidden one', async () => {
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, sheetOf(['VECCHIO', 'UGO', VERDI]), 'Vecchio');
  xlsx.utils.book_append_sheet(book, sheetOf(...PEOPLE), 'Elenco');
  book.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 0 }] };
  const bytes = new Uint8Array(xlsx.write(book, { type: 'array', bookType: 'xlsx' }));
  expect(await readTable(bytes)).toMatchObject({ sheet: 'Elenco', sheets: ['Vecchio', 'Elenco'] });
  expect((await readTable(bytes, { sheet: 'Vecchio' })).rows).toHaveLength(1);
});

it('takes the value that a formula had, never the formula', async () => {
  const sheet = sheetOf(...PEOPLE);
  sheet.A2 = { t: 's', f: 'CONCATENATE("RO","SSI")', v: 'ROSSI' };
  sheet.B3 = { t: 'e', f: 'NA()', v: 0x2a };
  const table = await readTable(writeBook({ Elenco: sheet }));
  expect(table.rows.map(({ cells }) => cells.slice(0, 2))).toEqual([
    ['ROSSI', 'MARIO'],
    ['BIANCHI', ''],
    ['VERDI', 'LUCA'],
  ]);
});

it('survives a sheet of 1,048,576 rows that hold nothing', async () => {
  const rows = [rowXml(1, HEADER), rowXml(2, PEOPLE[0] ?? [])];
  for (let line = 3; line <= 1_048_576; line++) rows.push(`<row r="${line}"/>`);
  const table = await readTable(zipOf(workbookParts(sheetPart(rows.join('')))));
  expect(table.rows).toHaveLength(1);
  expect(table.leftOut).toEqual([]);
}, 120_000);

it('survives a last cell far below the list', async () => {
  const rows = [rowXml(1, HEADER), rowXml(2, PEOPLE[0] ?? []), rowXml(1_000_000, ['fine elenco'])];
  const table = await readTable(zipOf(workbookParts(sheetPart(rows.join('')))));
  expect(table.rows).toHaveLength(1);
  expect(table.leftOut).toHaveLength(999_998);
});

it('refuses an archive that unpacks without end, whatever its directory says', async () => {
  const bomb = await emptyPart('xl/worksheets/sheet1.xml', MAX_UNPACKED_MEGABYTES + 1, 100);
  const bytes = zipOf(workbookParts(bomb));
  expect(bytes.length).toBeLessThan(1_000_000);
  expect(await refusalOf(bytes)).toEqual({
    kind: 'unpacksTooLarge',
    limit: MAX_UNPACKED_MEGABYTES,
  });
});

it('refuses one with a part cut short, for whose end the reader would look for ever', async () => {
  const sheet = sheetPart(Array.from({ length: 50 }, (_, row) => rowXml(row + 1, HEADER)).join(''));
  const { content } = sheet;
  const cut = { ...sheet, content: content.slice(0, content.length - 20) };
  expect(await refusalOf(zipOf(workbookParts(cut)))).toEqual({ kind: 'corruptWorkbook' });
});

it('refuses one whose directory points nowhere', async () => {
  const bytes = zipOf(workbookParts(sheetPart(rowXml(1, HEADER))));
  new DataView(bytes.buffer).setUint32(bytes.length - 6, 0x7fffffff, true);
  expect(await refusalOf(bytes)).toEqual({ kind: 'corruptWorkbook' });
});
