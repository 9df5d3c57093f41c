import { describe, expect, it } from 'vitest';
import {
  BIANCHI,
  HEADER,
  LIST,
  readTable,
  ROSSI,
  ROWS,
  utf16,
  utf8,
  VERDI,
  windows1252,
} from '../../../tests/fixtures/readingLists.ts';

const ACCENTS = LIST.replace('MARIO', 'NICOLÒ').replace('BIANCHI', 'D’AMICO');

describe('encodings', () => {
  it.each([
    ['utf-8', utf8(ACCENTS)],
    ['utf-8', utf8('\uFEFF' + ACCENTS)],
    ['windows-1252', windows1252(ACCENTS)],
    ['utf-16le', utf16('\uFEFF' + ACCENTS, 'le')],
    ['utf-16be', utf16('\uFEFF' + ACCENTS, 'be')],
    ['utf-16le', utf16(ACCENTS, 'le')],
    ['utf-16be', utf16(ACCENTS, 'be')],
  ] as const)('reads %s', async (encoding, bytes) => {
    const table = await readTable(bytes);
    expect(table.encoding).toBe(encoding);
    expect(table.header[0]).toBe('Cognome');
    expect(table.rows[0]?.cells[1]).toBe('NICOLÒ');
    expect(table.rows[1]?.cells[0]).toBe('D’AMICO');
    expect(table.damage).toEqual([]);
  });

  it('reads ISO-8859-1 as the part of Windows-1252 it is', async () => {
    const bytes = Uint8Array.from(LIST.replace('MARIO', 'JOSÉ'), (c) => c.charCodeAt(0));
    const table = await readTable(bytes);
    expect(table.rows[0]?.cells[1]).toBe('JOSÉ');
  });

  it('is not turned from UTF-8 by one damaged byte', async () => {
    const text = `${HEADER}\n${'NICOLÒ;DÉ;X;1\n'.repeat(4)}A#;B;C;1\n`;
    const bytes = utf8(text).map((byte) => (byte === 0x23 ? 0xff : byte));
    const table = await readTable(bytes);
    expect(table.encoding).toBe('utf-8');
    expect(table.rows[0]?.cells[0]).toBe('NICOLÒ');
  });

  it('obeys a chosen encoding', async () => {
    const table = await readTable(utf8(ACCENTS), { encoding: 'windows-1252' });
    expect(table.rows[0]?.cells[1]).toBe('NICOLÃ’');
  });
});

describe('delimiters and lines', () => {
  it.each([';', ',', '\t', '|'] as const)('finds %j', async (delimiter) => {
    const text = LIST.replaceAll(';', delimiter);
    const table = await readTable(text);
    expect(table.delimiter).toBe(delimiter);
    expect(table.rows.map(({ cells }) => cells)).toEqual(ROWS.map((row) => row.split(';')));
  });

  it('is not misled by commas inside addresses', async () => {
    const rows = ROWS.map((row) => `${row};VIA ROMA, 3, INT. 2`).join('\n');
    expect((await readTable(`${HEADER};Residente in\n${rows}\n`)).delimiter).toBe(';');
  });

  it('is not misled by semicolons inside quoted cells', async () => {
    const rows = ROWS.map((row) => `${row.replaceAll(';', ',')},"a;b;c;d;e;f"`).join('\n');
    expect((await readTable(`Uno,Due,Tre,Quattro,Note\n${rows}\n`)).delimiter).toBe(',');
  });

  it('obeys a chosen delimiter, wrong as it may be', async () => {
    const table = await readTable(LIST, { delimiter: '|' });
    expect(table.delimiter).toBe('|');
    expect(table.header).toEqual([HEADER]);
    expect(table.mapped).toBe(false);
  });

  it.each(['\r\n', '\n', '\r'])('reads lines that end in %j', async (end) => {
    const table = await readTable(LIST.replaceAll('\r\n', end));
    expect(table.rows.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(table.rows[2]?.cells).toEqual(['VERDI', 'LUCA', VERDI, '04/07/1985']);
  });

  it.each(['sep=;\r\n', '"sep=;"\r\n', 'SEP=;;;;\r\n'])('takes %j off', async (line) => {
    const table = await readTable(line + LIST);
    expect(table.delimiter).toBe(';');
    expect(table.headerRow).toBe(2);
    expect(table.leftOut).toEqual([{ line: 1, why: 'title' }]);
    expect(table.rows[0]?.line).toBe(3);
  });

  it('believes sep= more than its own guess', async () => {
    const table = await readTable('sep=|\nA;B|C;D\n1;2|3;4\n1;2|3;4\n');
    expect(table.delimiter).toBe('|');
    expect(table.rows[0]?.cells).toEqual(['1;2', '3;4']);
  });

  it('reads quoted cells with line ends as one row, which counts once', async () => {
    const text = `${HEADER};Note\n${ROWS[0]};"prima\r\nseconda ""x"" ;"\n${ROWS[1]};\n`;
    const table = await readTable(text);
    expect(table.rows).toHaveLength(2);
    expect(table.rows[0]?.cells[4]).toBe('prima\nseconda "x" ;');
    expect(table.rows[1]?.line).toBe(3);
  });

  it('keeps cells as they stand in the file', async () => {
    const table = await readTable(`${HEADER}\n="ROSSI";'MARIO;${ROSSI}; 12/03/1950 \n`);
    expect(table.rows[0]?.cells).toEqual(['="ROSSI"', "'MARIO", ROSSI, ' 12/03/1950 ']);
  });
});

describe('damage', () => {
  it('keeps the rows around a quote that is never closed', async () => {
    const text = [HEADER, ROWS[0], `"VERDI;LUCA;${VERDI};04/07/1985`, ROWS[1], ''].join('\n');
    const table = await readTable(text);
    expect(table.damage).toEqual([{ kind: 'unclosedQuote', line: 3 }]);
    expect(table.rows.map(({ cells }) => cells[2])).toEqual([ROSSI, VERDI, BIANCHI]);
    expect(table.rows.map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  it('does not let a later quote close it', async () => {
    const quoted = (row: string | undefined) => `"${row?.replaceAll(';', '";"')}"`;
    const broken = quoted(ROWS[0]).replace('MARIO"', 'MARIO');
    const table = await readTable([HEADER, broken, quoted(ROWS[1]), quoted(ROWS[2])].join('\n'));
    expect(table.damage).toEqual([{ kind: 'unclosedQuote', line: 2 }]);
    expect(table.rows.map(({ cells }) => cells[2])).toEqual([ROSSI, BIANCHI, VERDI]);
  });

  it('survives an unclosed quote in every line', async () => {
    const rows = Array.from({ length: 200 }, (_, row) => `"R${row};M;X;1`);
    const table = await readTable([HEADER, ...rows, ''].join('\n'));
    expect(table.rows).toHaveLength(200);
    expect(table.rows[199]?.cells).toEqual(['R199', 'M', 'X', '1']);
    expect(table.damage.length).toBeGreaterThan(0);
  });

  it('takes a stray quote inside a cell as written', async () => {
    const table = await readTable(LIST.replace('MARIO', 'MARIO "PINO"'));
    expect(table.rows[0]?.cells[1]).toBe('MARIO "PINO"');
    expect(table.damage).toEqual([]);
  });

  it('sees a last row that was cut', async () => {
    const cut = await readTable(LIST.slice(0, LIST.indexOf(VERDI) - 1));
    expect(cut.damage).toEqual([{ kind: 'truncatedLastRow', line: 4 }]);
    expect((await readTable(LIST.trimEnd())).damage).toEqual([]);
  });
});
