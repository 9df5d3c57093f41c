import { expect, test } from 'vitest';
import { ageFilterText, exemptionFilterText, expiryFilterText } from './filters.ts';

test.each([
  [65, null, '65 anni e più'],
  [null, 14, 'Fino a 14 anni'],
  [60, 70, 'Da 60 a 70 anni'],
  [0, 1, 'Da 0 a 1 anno'],
  [18, 18, 'Età: 18 anni'],
  [null, null, null],
])('ages from %s to %s are said in words', (from, to, text) => {
  expect(ageFilterText({ from, to })).toBe(text);
});

test('expiries are said by days or dates', () => {
  expect(expiryFilterText({ kind: 'within', days: 30 })).toBe('In scadenza entro 30 giorni');
  expect(expiryFilterText({ kind: 'between', from: '2026-12-01', to: '2027-01-31' })).toBe(
    'Scadenza dal 01/12/2026 al 31/01/2027',
  );
  expect(expiryFilterText({ kind: 'between', from: null, to: '2027-01-31' })).toBe(
    'Scadenza fino al 31/01/2027',
  );
});

test('exemptions are said by code, by their end, or both', () => {
  expect(exemptionFilterText({ code: 'E30', endsBy: null })).toBe('Esenzione E30');
  expect(exemptionFilterText({ code: '', endsBy: '2027-03-31' })).toBe(
    'Esenzione fino al 31/03/2027 o prima',
  );
  expect(exemptionFilterText({ code: '', endsBy: null })).toBeNull();
});
