import { expect, test } from 'vitest';
import { matchesTerms, parseSearch, phoneDigits, searchWords } from './search.ts';
import type { Patient } from './patient.ts';
import { identity, lifecycle, residence } from '../../../tests/fixtures/patients.ts';

const stamp = { t: '', by: '' };
const patient: Patient = {
  id: 'p1',
  panel: 'panel-1',
  identity: {
    ...identity(1, {
      lastName: "D'AMICO",
      firstName: 'Nicolò Maria',
      taxCode: 'DMCNLM73E12F205X',
      aliases: ['DMCNLM73E12F20RX'],
      birthDate: '1973-05-12',
    }),
    ...stamp,
  },
  lifecycle: { ...lifecycle(), ...stamp },
  phones: {
    numbers: [{ number: '+39 333 123 4567', label: 'Cellulare', doNotUse: false }],
    ...stamp,
  },
  residence: { ...residence({ phone: '02 555-0101', email: 'Nico@Example.com' }), ...stamp },
};

function finds(text: string): boolean {
  return matchesTerms(searchWords(patient), parseSearch(text));
}

test.each([
  ['surname', 'damico'],
  ['surname with its apostrophe', "d'amico"],
  ['surname with a curly apostrophe', 'D’Amico'],
  ['surname in two words', 'd amico'],
  ['surname without its particle', 'amico'],
  ['name with an apostrophe for an accent', "NICOLO'"],
  ['surname, then name', 'amico nicolò'],
  ['name, then surname', 'nicolo damico'],
  ['beginnings in any order', 'mar dam'],
  ['tax code in lower case', 'dmcnlm73e12f205x'],
  ['beginning of a tax code', 'dmcnlm'],
  ['replaced tax code', 'DMCNLM73E12F20RX'],
  ['mobile number in pieces', '333 123 4567'],
  ['mobile number with its prefix', '+39 333 1234567'],
  ['end of a number', '4567'],
  ['landline of the region', '02 5550101'],
  ['e-mail', 'nico@example'],
  ['birth date', '12/05/1973'],
  ['birth date with dashes', '12-5-1973'],
  ['birth date with dots and a short year', '12.05.73'],
  ['birth date in international order', '1973-05-12'],
  ['birth date without separators', '12051973'],
  ['birth date in words', '12 maggio 1973'],
  ['month and year of birth', '05/1973'],
  ['name and birth date', 'amico 12/05/1973'],
  ['nothing', '   '],
])('%s finds the patient', (_, text) => {
  expect(finds(text)).toBe(true);
});

test.each([
  ['another surname', 'rossi'],
  ['the middle of a word', 'mico'],
  ['another day', '13/05/1973'],
  ['another number', '334 123 4567'],
  ['one word that fits and one that does not', 'amico rossi'],
])('%s does not', (_, text) => {
  expect(finds(text)).toBe(false);
});

test('the Italian prefix is no part of a number, however it is written', () => {
  expect(['+39 02 1234', '0039021234', '02-1234'].map(phoneDigits)).toEqual([
    '021234',
    '021234',
    '021234',
  ]);
});
