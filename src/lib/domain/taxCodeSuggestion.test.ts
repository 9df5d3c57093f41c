import { expect, it } from 'vitest';
import { suggestTaxCode } from './taxCodeSuggestion.ts';

it.each([
  ['RSSMRA8OAO1H5O1U', 'RSSMRA80A01H501U'],
  ['R55MRA80A01H501U', 'RSSMRA80A01H501U'],
  ['rssmra80a0ih50iu', 'RSSMRA80A01H501U'],
])('%s was meant as %s', (typed, meant) => {
  expect(suggestTaxCode(typed)).toBe(meant);
});

it.each(['RSSMRA80A01H501U', 'RSSMRA80A01H501X', 'RSSMRA81AO1H501U', '', '0OO00000000'])(
  'nothing is suggested for %j',
  (typed) => {
    expect(suggestTaxCode(typed)).toBeNull();
  },
);
