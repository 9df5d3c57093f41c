import { describe, expect, test } from 'vitest';
import { MAX_BYTES } from '#lib/bridge/messages.ts';
import { decodeDataUrl } from './dataUrl.ts';
import { attachmentName, cleanName } from './fileName.ts';
import { judgeFile } from './judgeFile.ts';
import { isExport, portalAt, SHIPPED_PORTALS } from './portals.ts';
import { isListFormat, provenanceOf } from './reportRow.ts';

const [first] = SHIPPED_PORTALS;
if (!first) throw new Error('No portal is shipped');
const medboard = first;
const text = (content: string) => Buffer.from(content, 'latin1');
const HOST = 'https://dcss.cgi.crs.lombardia.it';

describe('what was caught', () => {
  test.each([
    ['COGNOME;NOME;CODICE_FISCALE\r\nROSSI;MARIO;X\r\n', 1],
    ['Elenco degli assistiti\r\n\r\n"Cod. Fiscale","Cognome","Nome"\r\n1,2,3\r\n', 2],
    ['Paziente\tNascita\tCF\n"A\nB"\t1\t2\nC\t3\t4', 2],
    ['\u00ff\u00fe' + Buffer.from('Cognome;Nome;CF\r\n', 'utf16le').toString('latin1'), 0],
  ])('is a list', (content, rows) => {
    expect(judgeFile(text(content))).toEqual({ kind: 'list', rows });
  });

  test.each([
    ['', 'other'],
    ['%PDF-1.7\nCognome;Nome;CF', 'other'],
    ['PK\u0003\u0004Cognome;Nome;CF', 'other'],
    ['Data;Importo;Causale\r\n1;2;3\r\n', 'other'],
    ['Gentile assistito, buongiorno', 'other'],
    [' \n<!DOCTYPE html><title>Accesso</title>cognome;nome;cf', 'page'],
  ])('is none', (content, kind) => {
    expect(judgeFile(text(content)).kind).toBe(kind);
  });

  test('over 5 MB it is told as such, and only a list is', () => {
    const rest = Buffer.alloc(MAX_BYTES, 'A');
    expect(judgeFile(Buffer.concat([text('Cognome;Nome;CF\r\n'), rest])).kind).toBe('tooLarge');
    expect(judgeFile(Buffer.concat([text('%PDF-1.7'), rest])).kind).toBe('other');
  });
});

describe('where it looks', () => {
  const at = (address: string) =>
    portalAt(SHIPPED_PORTALS, new URL(address) as unknown as Location);

  test('in the portal’s own path and nowhere else on the host', () => {
    expect(at(`${HOST}/medboard/#/elenchi-assistiti`)?.id).toBe('siss-medboard');
    expect(at(`${HOST}/altro/medboard/`)).toBeNull();
    expect(at(`${HOST}/medboardx/`)).toBeNull();
    expect(at('https://dcss.cgi.crs.lombardia.it.example/medboard/')).toBeNull();
  });

  test.each([
    ['/medboard/api/report/7/scarica', true],
    ['/medboard-api/v1?azione=download', true],
    ['/medboard/api/utente', false],
    ['/medboard/guida/export.pdf', false],
    ['/medboard/report.js', false],
  ])('%s is an export: %s', (path, is) => {
    expect(isExport(medboard, new URL(path, HOST))).toBe(is);
    expect(isExport(medboard, new URL(path, 'https://altro.example'))).toBe(false);
  });
});

describe('the row of the report', () => {
  const headings = [
    'Codice medico',
    'Tipo',
    'Formato',
    'Assistiti associati',
    'Data richiesta',
    'Data creazione',
    'Stato',
    '',
  ];
  const row = (...cells: string[]) => provenanceOf(medboard, { headings, cells });

  test('is told in full', () => {
    expect(
      row(
        '12345',
        'Elenco Assistiti',
        'CSV',
        'Sì',
        '25/11/2026 8:01',
        '25/11/2026 8:03',
        'ELABORATO',
        'Scarica',
      ),
    ).toEqual({
      portal: 'SISS Medboard',
      ...{ doctorCode: '12345', reportType: 'Elenco Assistiti', format: 'CSV', associates: true },
      ...{ createdOn: '2026-11-25', isPartial: false },
    });
  });

  test('SCELTA REVOCA is not the whole list; a day that is none is not known; what is missing is null', () => {
    expect(row('1', 'SCELTA REVOCA', 'pdf', 'No', '', '31/02/2026')).toMatchObject({
      ...{ isPartial: true, associates: false, createdOn: null },
    });
    expect(provenanceOf(medboard, null)).toMatchObject({
      doctorCode: null,
      format: null,
      associates: null,
    });
  });

  test('says whether it is a list', () => {
    expect(
      ['csv', 'CSV23', 'PDF', 'ANA'].map((format) => isListFormat(medboard, row('', '', format))),
    ).toEqual([true, true, false, false]);
    expect(isListFormat(medboard, provenanceOf(medboard, null))).toBeNull();
  });
});

describe('names and addresses', () => {
  test.each([
    ['attachment; filename="Elenco assistiti.csv"', 'Elenco assistiti.csv'],
    ["attachment; filename=x.csv; filename*=UTF-8''Elenco%20%C3%A0.csv", 'Elenco à.csv'],
    ['ATTACHMENT;filename=../../elenco.csv', 'elenco.csv'],
    ['attachment', 'elenco-assistiti.csv'],
    ['inline; filename=x.csv', null],
    [null, null],
  ])('%s is named %s', (header, name) => {
    expect(attachmentName(header)).toBe(name);
  });

  test('a name without folders, and never empty', () => {
    expect(cleanName('C:\\x\\elenco.csv')).toBe('elenco.csv');
    expect(cleanName('')).toBe('elenco-assistiti.csv');
  });

  test.each([
    ['data:text/csv;base64,4Ds=', [0xe0, 0x3b]],
    ['data:text/csv;charset=windows-1252,%E0;x%2', [0xe0, 0x3b, 0x78, 0x25, 0x32]],
    ['data:text/csv;base64,%3D', null],
    ['blob:x', null],
  ])('%s is decoded byte by byte', (url, bytes) => {
    expect(decodeDataUrl(url)).toEqual(bytes && Uint8Array.from(bytes));
  });
});
