import { describe, expect, it } from 'vitest';
import { cleanCell } from '../import/cellText.ts';
import { textCell, writeCsv } from './csv.ts';

const written = (cell: string) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv([[cell, 'x']]));

describe('CSV', () => {
  it('begins with a BOM, cuts at semicolons, ends its lines with CRLF', () => {
    const bytes = writeCsv([
      ['Nome', 'Note'],
      ['Nicolò', 'a; "b"\nc'],
    ]);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe('Nome;Note\r\nNicolò;"a; ""b""\nc"\r\n');
  });

  it.each(['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', '\n=1', '="a"&"b"', '＝1', '="a\n"'])(
    '%j is no formula, and comes back from the import',
    (cell) => {
      expect(written(cell)).toMatch(/^\ufeff"?'/);
      expect(cleanCell(`'${cell}`)).toBe(cell.replace(/\s+/g, ' ').trim());
    },
  );
});

it('keeps the guards that a file came with', () => {
  expect(written('="00184"')).toBe('\ufeff"=""00184""";x\r\n');
});

describe('a cell of text', () => {
  it.each([
    ...['00184', '01234567890', '048', '013.250', '1', '+39 333 1234567', '02 1234/5', '3E5'],
    ...['12/3', '31-12-1970', '12 marzo', '12mar', 'mar-26', 'Marzo 2026', '10:30', '(02) 123'],
  ])('%j is guarded, and read back by the import', (text) => {
    expect(textCell(text)).toBe(`="${text}"`);
    expect(written(textCell(text))).toBe(`\ufeff"=""${text}""";x\r\n`);
    expect(cleanCell(textCell(text))).toBe(text);
  });

  it('that looks like a guard is text all the same', () => {
    expect(textCell('="00184"')).toBe('\'="00184"');
    expect(textCell('=1+1')).toBe("'=1+1");
  });

  it.each([
    ...['', 'RSSMRA70A41H501X', 'STP1234567890123', 'E30', '048; E30', 'ROSSI', 'VIA ROMA 3'],
    ...['Cellulare: 333 1', 'DE MARZO', 'mar', 'marzo', '7 nani', '"', '1"', '1\n2'],
  ])('%j needs no guard', (text) => expect(textCell(text)).toBe(text));
});
