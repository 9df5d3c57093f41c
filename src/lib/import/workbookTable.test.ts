import { describe, expect, it } from 'vitest';
import * as xlsx from 'xlsx';
import {
  check,
  readTable,
  refusalOf,
  ROSSI,
  BIANCHI,
  TODAY,
} from '../../../tests/fixtures/readingLists.ts';
import { checkRows } from './checkRows.ts';

const HEADER = ['Cognome', 'Nome', 'Codice Fiscale', 'Data di nascita', 'CAP', 'Cellulare', 'Note'];

function sheetOf(): xlsx.WorkSheet {
  const sheet = xlsx.utils.aoa_to_sheet([
    ['ELENCO ASSISTITI'],
    [],
    HEADER,
    ['ROSSI', 'MARIO', ROSSI, 18334, 184, '0039333', 3331234567890123],
    ['BIANCHI', 'ANNA', BIANCHI, '30/11/1961', '00184'],
    ['Totale', 2],
  ]);
  sheet['D4'].z = 'dd/mm/yyyy';
  sheet['E4'].z = '00000';
  return sheet;
}

function bookOf(bookType: xlsx.BookType, sheets: Record<string, xlsx.WorkSheet>): Uint8Array {
  const book = xlsx.utils.book_new();
  for (const [name, sheet] of Object.entries(sheets))
    xlsx.utils.book_append_sheet(book, sheet, name);
  return new Uint8Array(xlsx.write(book, { type: 'array', bookType }) as ArrayBuffer);
}

describe('workbooks', () => {
  it.each(['xlsx', 'xls'] as const)('an %s named .csv is read as what it is', async (bookType) => {
    const bookTypeOrBiff = bookType === 'xls' ? 'biff8' : 'xlsx';
    const table = await readTable(bookOf(bookTypeOrBiff, { Elenco: sheetOf() }), {}, 'elenco.csv');
    expect(table).toMatchObject({
      fileKind: bookType,
      encoding: null,
      delimiter: null,
      sheet: 'Elenco',
      sheets: ['Elenco'],
      headerRow: 3,
      mapped: true,
      damage: [],
    });
    expect(table.leftOut.map(({ why }) => why)).toEqual(['title', 'empty', 'total']);
    const rows = await checkRows(table, { today: TODAY });
    expect(rows).toMatchObject([
      { line: 4, birthDate: '1950-03-12', residence: { postcode: '00184', phone: '0039333' } },
      { line: 5, birthDate: '1961-11-30', residence: { postcode: '00184', phone: null } },
    ]);
    expect(rows.flatMap(({ problems }) => problems)).toEqual([]);
    expect(table.rows[0]?.cells[6]).toBe('3331234567890123');
  });

  it('reads serial numbers without a date format in a date column', async () => {
    const sheet = sheetOf();
    sheet['D4'].z = 'General';
    const [rossi] = await check(bookOf('xlsx', { A: sheet }));
    expect(rossi?.birthDate).toBe('1950-03-12');
  });

  it('counts days from 1904 where the workbook does', async () => {
    const book = xlsx.utils.book_new();
    const sheet = sheetOf();
    sheet['D4'].v = 18334 - 1462;
    xlsx.utils.book_append_sheet(book, sheet, 'A');
    book.Workbook = { WBProps: { date1904: true } };
    const bytes = xlsx.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer;
    const [rossi] = await check(new Uint8Array(bytes));
    expect(rossi?.birthDate).toBe('1950-03-12');
  });

  it('finds an unknown header under its title', async () => {
    const sheet = xlsx.utils.aoa_to_sheet([['TITOLO'], ['Alfa', 'Beta', 'Gamma'], ['a', 'b', 1]]);
    const table = await readTable(bookOf('xlsx', { A: sheet }));
    expect(table).toMatchObject({ headerRow: 2, mapped: false, header: ['Alfa', 'Beta', 'Gamma'] });
  });

  it('lists the sheets and reads the chosen one', async () => {
    const empty = xlsx.utils.aoa_to_sheet([]);
    const other = xlsx.utils.aoa_to_sheet([HEADER, ['VERDI', 'LUCA', '', '']]);
    const bytes = bookOf('xlsx', { Vuoto: empty, Elenco: sheetOf(), Altro: other });
    const table = await readTable(bytes);
    expect(table).toMatchObject({ sheet: 'Elenco', sheets: ['Vuoto', 'Elenco', 'Altro'] });
    const chosen = await readTable(bytes, { sheet: 'Altro' });
    expect(chosen.rows.map(({ cells }) => cells[0])).toEqual(['VERDI']);
  });

  it('is refused when cut short', async () => {
    const bytes = bookOf('xlsx', { A: sheetOf() });
    expect(await refusalOf(bytes.slice(0, bytes.length / 2))).toEqual({ kind: 'corruptWorkbook' });
    const ole = new Uint8Array(2000);
    ole.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(await refusalOf(ole)).toEqual({ kind: 'corruptWorkbook' });
  });

  it('is refused when it has no rows', async () => {
    const sheet = xlsx.utils.aoa_to_sheet([HEADER]);
    expect(await refusalOf(bookOf('xlsx', { A: sheet }))).toEqual({ kind: 'noRows' });
    expect((await refusalOf(bookOf('xlsx', { A: xlsx.utils.aoa_to_sheet([]) }))).kind).toBe(
      'noRows',
    );
  });

  it('is refused when protected by a password', async () => {
    const container = xlsx.CFB.utils.cfb_new();
    xlsx.CFB.utils.cfb_add(container, '/EncryptionInfo', new Uint8Array(64));
    xlsx.CFB.utils.cfb_add(container, '/EncryptedPackage', new Uint8Array(64));
    const bytes = xlsx.CFB.write(container, { type: 'array' }) as unknown as number[];
    expect(await refusalOf(Uint8Array.from(bytes), 'elenco.xlsx')).toEqual({
      kind: 'protectedWorkbook',
    });
  });
});
