import { describe, expect, it } from 'vitest';
import {
  HEADER,
  LIST,
  read,
  readTable,
  refusalOf,
  utf16,
  utf8,
} from '../../../tests/fixtures/readingLists.ts';
import { MAX_MEGABYTES, MEGABYTE } from './limits.ts';

const LOGIN_PAGE =
  '\r\n<!DOCTYPE html>\n<html><head><title>SISS</title></head><body><form/></body></html>';

describe('files that are no list', () => {
  it.each([
    ['0 bytes', ''],
    ['white space', ' \r\n\t\r\n'],
    ['a byte order mark', '\uFEFF'],
    ['a UTF-16 byte order mark', new Uint8Array([0xff, 0xfe])],
  ])('%s is empty', async (_, content) => {
    expect(await refusalOf(content)).toEqual({ kind: 'empty' });
  });

  it.each([
    ['login page', LOGIN_PAGE, 'html'],
    ['login page in UTF-16', utf16('\uFEFF' + LOGIN_PAGE, 'le'), 'html'],
    ['page that begins with a comment', '<!-- x -->\n<html lang="it">', 'html'],
    ['PDF', '%PDF-1.7\n1 0 obj', 'pdf'],
    ['archive', new Uint8Array([0x50, 0x4b, 3, 4, ...utf8('....elenco.csv,,,,')]), 'zip'],
    ['document', new Uint8Array([0x50, 0x4b, 3, 4, ...utf8('[Content_Types].xml word/a')]), 'zip'],
    ['gzip', new Uint8Array([0x1f, 0x8b, 8, 0]), 'zip'],
    ['PNG', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), 'image'],
    ['JPEG', new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), 'image'],
    ['prose', 'Gentile dottoressa,\nle mando il file appena posso.\nSaluti\n', 'noTable'],
    ['JSON', '{\n"a": 1,\n"b": 2,\n"c": 3\n}', 'noTable'],
    ['header only', HEADER + '\r\n', 'noRows'],
    ['header and total', HEADER + '\r\nTotale: 0\r\n', 'noRows'],
  ])('%s', async (_, content, kind) => {
    expect((await refusalOf(content)).kind).toBe(kind);
  });

  it('refuses bytes that are no text', async () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919 + (at >> 3) * 31) & 0xff);
    expect(await refusalOf(bytes)).toEqual({ kind: 'binary' });
    expect(await refusalOf(new Uint8Array(500))).toEqual({ kind: 'binary' });
  });

  it('refuses a file over the limit by its size alone', async () => {
    const bytes = new Uint8Array(MAX_MEGABYTES * MEGABYTE + 1);
    expect(await refusalOf(bytes)).toEqual({
      kind: 'tooLarge',
      megabytes: MAX_MEGABYTES + 1,
      limit: MAX_MEGABYTES,
    });
  });

  it('refuses too many rows, with their number', async () => {
    const rows = 'ROSSI;MARIO;X;1\n'.repeat(200_001);
    expect(await refusalOf(`${HEADER}\n${rows}`)).toEqual({
      kind: 'tooManyRows',
      rows: 200_001,
      limit: 200_000,
    });
    expect((await refusalOf('a;b' + '\n'.repeat(2_000_000))).kind).toBe('tooManyRows');
  });

  it('reads a surname that begins like a bitmap', async () => {
    const result = await read('BM;Cognome;Nome;CF\n' + 'x;y;z;w\n');
    expect(result.ok).toBe(true);
  });

  it('strips a few NUL bytes and says so', async () => {
    const table = await readTable(LIST.replace('MARIO', 'MA\0RI\0O'));
    expect(table.rows[0]?.cells[1]).toBe('MARIO');
    expect(table.damage).toEqual([{ kind: 'nulBytes', count: 2 }]);
  });
});
