import { describe, expect, it } from 'vitest';
import {
  BIANCHI,
  HEADER,
  LIST,
  readTable,
  ROSSI,
  ROWS,
  VERDI,
} from '../../../tests/fixtures/readingLists.ts';
import { readFile, sampleValues } from './readFile.ts';

const MAPPING = { lastName: [0], firstName: [1], taxCode: [2], birthDate: [3] };

describe('where the header stands', () => {
  it('is the first line of a plain list', async () => {
    const table = await readTable(LIST);
    expect(table).toMatchObject({
      fileKind: 'csv',
      headerRow: 1,
      mapped: true,
      mapping: MAPPING,
      leftOut: [],
      dateOrder: 'dayMonthYear',
      reportDate: null,
    });
  });

  it('comes after titles and empty lines', async () => {
    const titles = 'ELENCO ASSISTITI\r\nCodice medico;012345;;\r\n;;;\r\n';
    const table = await readTable(titles + LIST);
    expect(table.headerRow).toBe(4);
    expect(table.leftOut).toEqual([
      { line: 1, why: 'title' },
      { line: 2, why: 'title' },
      { line: 3, why: 'empty' },
    ]);
    expect(table.rows.map(({ line }) => line)).toEqual([5, 6, 7]);
  });

  it.each([
    ['Totale assistiti: 3', 'total'],
    ['Totale;3;;', 'total'],
    ['Stampato il 05/11/2026', 'total'],
    [HEADER, 'repeatedHeader'],
    [HEADER.toUpperCase(), 'repeatedHeader'],
    [';;;', 'empty'],
  ])('leaves out %j', async (line, why) => {
    const table = await readTable(`${LIST}${line}\r\n${ROWS[0]}\r\n`);
    expect(table.leftOut).toEqual([{ line: 5, why }]);
    expect(table.rows).toHaveLength(4);
  });

  it('leaves out the second of two headers', async () => {
    const table = await readTable(`${HEADER}\r\n${LIST}`);
    expect(table.headerRow).toBe(1);
    expect(table.leftOut).toEqual([{ line: 2, why: 'repeatedHeader' }]);
  });

  it('does not take a patient called Totale for a total', async () => {
    const table = await readTable(`${LIST}TOTALE;MARIO;${ROSSI};12/03/1950\n`);
    expect(table.rows).toHaveLength(4);
  });

  it('takes trailing delimiters', async () => {
    const table = await readTable(LIST.replaceAll('\r\n', ';\r\n'));
    expect(table.header).toHaveLength(5);
    expect(table.mapped).toBe(true);
  });

  it('guesses an unknown header for the mapping screen', async () => {
    const table = await readTable(LIST.replace(HEADER, 'Alfa;Beta;Gamma;Delta'));
    expect(table).toMatchObject({ headerRow: 1, mapped: false, mapping: {} });
    expect(table.rows).toHaveLength(3);
  });

  it('maps by content where there is no header', async () => {
    const table = await readTable(ROWS.join('\n') + '\n');
    expect(table).toMatchObject({ headerRow: 0, mapped: true, mapping: MAPPING });
    expect(table.rows.map(({ line }) => line)).toEqual([1, 2, 3]);
  });

  it('maps by content a full name and compact dates', async () => {
    const text = `${ROSSI}|ROSSI MARIO|19500312|M\n${BIANCHI}|BIANCHI ANNA|19611130|F\n`;
    const table = await readTable(text);
    expect(table.mapping).toEqual({ taxCode: [0], fullName: [1], birthDate: [2], sex: [3] });
  });
});

describe('choices', () => {
  it('obeys the header row, and none', async () => {
    const second = await readTable('Titolo;a;b;c\n' + LIST, { headerRow: 1 });
    expect(second.header[0]).toBe('Titolo');
    expect(second.rows).toHaveLength(4);
    const none = await readTable(LIST, { headerRow: 0 });
    expect(none).toMatchObject({ headerRow: 0, header: ['', '', '', ''] });
    expect(none.rows).toHaveLength(4);
  });

  it('obeys the mapping and the date order exactly', async () => {
    const table = await readTable(LIST, { mapping: { taxCode: [2] }, dateOrder: 'monthDayYear' });
    expect(table).toMatchObject({
      mapping: { taxCode: [2] },
      mapped: false,
      dateOrder: 'monthDayYear',
    });
  });
});

describe('the day of the report', () => {
  it.each([
    ['Elenco al 05/11/2026', 'a.csv', '2026-11-05'],
    ['Dal 01/01/2026 al 31/12/2026 - Data creazione: 04/11/2026 10:30', 'a.csv', '2026-11-04'],
    ['Data creazione;2026-11-03', 'a.csv', '2026-11-03'],
    ['ELENCO ASSISTITI', 'elenco_20261102.csv', '2026-11-02'],
    ['ELENCO ASSISTITI', 'ASSISTITI_20261102103000.csv', '2026-11-02'],
    ['ELENCO ASSISTITI', 'elenco 02-11-2026 (1).csv', '2026-11-02'],
    ['ELENCO ASSISTITI', '012345_02112026.csv', '2026-11-02'],
    ['ELENCO ASSISTITI', 'elenco.csv', null],
  ])('%s / %s', async (title, name, date) => {
    expect((await readTable(`${title}\n${LIST}`, {}, name)).reportDate).toBe(date);
  });

  it('is not a birth date', async () => {
    expect((await readTable(LIST)).reportDate).toBeNull();
  });
});

it('gives three different samples of a column', async () => {
  const table = await readTable(`${HEADER}\nA;;x;1\nA;-;x;2\nB;;x;3\nC;;x;4\nD;;x;5\n`);
  expect(sampleValues(table, 0)).toEqual(['A', 'B', 'C']);
  expect(sampleValues(table, 1)).toEqual([]);
  expect(sampleValues(table, 9)).toEqual([]);
});

it('reads a list of 30 MB', async () => {
  const row = `ROSSI;MARIO;${VERDI};12/03/1950;${'VIA ROMA '.repeat(18)}\n`;
  const rows = Math.floor((30 * 1024 * 1024) / row.length);
  const table = await readTable(`${HEADER};Indirizzo\n${row.repeat(rows)}`);
  expect(table.rows).toHaveLength(rows);
});

it('throws the reason of an abort', async () => {
  const bytes = new TextEncoder().encode(LIST);
  await expect(readFile(bytes, 'a.csv', {}, AbortSignal.abort('stop'))).rejects.toBe('stop');
});
