import { expect, it } from 'vitest';
import { parseTaxCode, type TaxCodeWarning } from '#lib/domain/taxCode.ts';
import { taxCodeErrorText, taxCodeWarningText } from './taxCode.ts';

it.each([
  ['', 'manca'],
  ['RSSMRA80A01H50', 'ha 14 caratteri'],
  ['RSSMRA8OA01H501U', 'Il carattere 8 del codice fiscale è «O»: lì va una cifra.'],
  ['RSSMRA80A01H501X', 'carattere di controllo'],
  ['00000000000', 'segnaposto'],
])('the error of %j is said in words', (text, words) => {
  const parsed = parseTaxCode(text);
  expect(parsed.ok ? '' : taxCodeErrorText(parsed.error)).toContain(words);
});

it('an impossible day is said as people say it', () => {
  expect(taxCodeErrorText({ kind: 'impossibleDate', day: 30, month: 2 })).toContain('30 febbraio');
});

const WARNINGS: [TaxCodeWarning, string][] = [
  [{ kind: 'namesSwapped' }, 'Nome e cognome invertiti?'],
  [{ kind: 'otherPerson' }, 'Codice fiscale di un’altra persona?'],
  [{ kind: 'sexMismatch', inCode: 'F' }, 'è di una donna'],
  [{ kind: 'unknownPlace', placeCode: 'A999' }, 'A999'],
  [
    {
      kind: 'placeNotExistingAtBirth',
      placeCode: 'M208',
      placeName: 'Lamezia Terme',
      from: '1968-11-28',
      to: null,
    },
    'Lamezia Terme (comune dal 28/11/1968)',
  ],
  [
    {
      kind: 'birthDateMismatch',
      inCode: { year2: 80, month: 1, day: 2 },
      birthDate: '1980-02-01',
    },
    'nel codice fiscale è 02/01/..80, qui 01/02/1980',
  ],
];

it.each(WARNINGS)('%j is said in words', (warning, words) => {
  expect(taxCodeWarningText(warning)).toContain(words);
});
