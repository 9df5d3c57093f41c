import { expect, test } from 'vitest';
import type { Identity } from '#lib/domain/patient.ts';
import { writeCsv } from '#lib/export/csv.ts';
import { identity } from '../../../tests/fixtures/patients.ts';
import { forgetInReport } from './forgetInReport.ts';

const rossi: Identity = identity(1, {
  lastName: 'ROSSI',
  firstName: 'MARIA',
  taxCode: 'RSSMRA60E52H501X',
  aliases: ['RSSMRA60E52H50MX'],
  birthDate: '1960-05-12',
});
const header = ['Cognome', 'Nome', 'Nato il', 'CF', 'Esito'];

function rowsLeft(rows: readonly (readonly string[])[], person = rossi): number | null {
  const left = forgetInReport(writeCsv([header, ...rows]), [person], writeCsv);
  return left && new TextDecoder().decode(left).trim().split('\r\n').length - 1;
}

test.each([
  ['the code', ['x', 'y', '', 'rssmra60e52h501x', '']],
  ['an earlier code', ['x', 'y', '', 'RSSMRA60E52H50MX', '']],
  ['the code in the reason', ['VERDI', 'ANNA', '', '', 'CF RSSMRA60E52H501X']],
  ['name and birth date', ['Rossi', 'Maria', '12/05/1960', '', '']],
  ['the name in one cell, with no date', ['MARIA ROSSI', '', '', '', '']],
])('a row with %s goes', (_, row) => {
  expect(rowsLeft([row, ['VERDI', 'ANNA', '', '', '']])).toBe(1);
});

test('homonyms born on another day, and reports that do not name him, stay as they are', () => {
  expect(rowsLeft([['ROSSI', 'MARIA', '13/05/1960', 'RSSMRA60E53H501X', '']])).toBeNull();
  expect(rowsLeft([['ROSSINI', 'ANNA MARIA', '12/05/1960', '', '']])).toBeNull();
  expect(rowsLeft([])).toBeNull();
});

test('what stays is as it was, quotes and guards included', () => {
  const odd = ['D’AMICO;X', 'a "b"', '=1+1', 'due\nrighe', ''];
  const report = writeCsv([header, odd, ['ROSSI', 'MARIA', '', '', '']]);
  expect(forgetInReport(report, [rossi], writeCsv)).toEqual(writeCsv([header, odd]));
});
