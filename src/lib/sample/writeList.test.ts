import { parse } from 'papaparse';
import { describe, expect, it } from 'vitest';
import { ENCODINGS, encodeText, type ListEncoding } from './encodeText.ts';
import { LAYOUTS, type LayoutName } from './layouts.ts';
import { samplePeople } from './samplePeople.ts';
import { DATE_STYLES, listText, writeList } from './writeList.ts';

const people = samplePeople({ rows: 300, seed: 3, today: '2026-03-02' });
const layoutNames = Object.keys(LAYOUTS) as LayoutName[];

describe('writeList', () => {
  it.each(layoutNames)('writes %s with as many cells as its header, however quoted', (layout) => {
    const { columns, delimiter } = LAYOUTS[layout];
    for (const quoting of ['minimal', 'all'] as const) {
      const text = listText(people, { layout, quoting });
      const { data, errors } = parse<string[]>(text.slice(0, -2), { delimiter, newline: '\r\n' });
      expect(errors).toEqual([]);
      expect(data).toHaveLength(301);
      expect(data[0]).toEqual(columns.map(({ header }) => header));
      expect(data.every((cells) => cells.length === columns.length)).toBe(true);
    }
  });

  it('is Windows-1252 with CRLF unless asked otherwise', () => {
    const bytes = writeList(people);
    const text = new TextDecoder('windows-1252', { fatal: true }).decode(bytes);
    expect(text).toBe(listText(people));
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.split('\r\n')).toHaveLength(302);
  });

  it.each(ENCODINGS)('can be read back from %s', (encoding) => {
    const readAs: Record<ListEncoding, string> = {
      'windows-1252': 'windows-1252',
      'iso-8859-1': 'windows-1252',
      'utf-8': 'utf-8',
      'utf-8-bom': 'utf-8',
      'utf-16le-bom': 'utf-16le',
    };
    const text = "NICOLÒ;MÜLLER;D'AMICO;WEIß";
    const read = new TextDecoder(readAs[encoding]).decode(encodeText(text, encoding));
    expect(read).toBe(text);
  });

  it('refuses a sign the encoding lacks, and plainly writes the typographer’s apostrophe', () => {
    expect(() => encodeText('Ș', 'windows-1252')).toThrow(RangeError);
    expect([...encodeText('’', 'iso-8859-1')]).toEqual([0x27]);
    expect([...encodeText('’', 'windows-1252')]).toEqual([0x92]);
  });

  it('writes each style of date', () => {
    const [person] = people;
    const birthDate = '1980-12-31';
    const written = DATE_STYLES.map((dates) => {
      const text = listText([{ ...person!, birthDate }], { layout: 'sissC', dates });
      return text.split('\r\n')[1]?.split(',')[3];
    });
    expect(written).toEqual([
      '31/12/1980',
      '31-12-1980',
      '1980-12-31',
      '19801231',
      '31/12/1980 00:00:00',
    ]);
  });

  it('adds the lines and signs that portals add', () => {
    const lines = listText(people.slice(0, 5), {
      layout: 'sistemaTs',
      sepLine: true,
      preamble: ['Elenco assistiti'],
      totalLine: true,
      trailingDelimiter: true,
      repeatedHeader: 3,
      excelGuards: 'formula',
      newline: '\n',
    }).split('\n');
    const header = 'Cognome;Nome;Codice fiscale;';
    expect(lines.slice(0, 3)).toEqual(['sep=;', 'Elenco assistiti', header]);
    expect(lines[3]).toMatch(/;="[A-Z0-9]+";$/);
    expect(lines[6]).toBe(header);
    expect(lines.at(-2)).toBe('Totale assistiti: 5;');
  });

  it('writes no expiry as nothing or as the sentinel', () => {
    const openEnded = people.filter(({ expiresOn }) => expiresOn === null).slice(0, 1);
    expect(listText(openEnded, { unlimited: 'sentinel' })).toContain('31/12/9999');
    expect(listText(openEnded)).not.toContain('9999');
  });
});
