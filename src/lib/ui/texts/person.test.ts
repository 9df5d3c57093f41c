import { describe, expect, it } from 'vitest';
import { ageText, dateText, fullName, initials } from './person.ts';

it('writes surname first, as stored', () => {
  expect(fullName({ lastName: "D'AMICO", firstName: 'Anna' })).toBe("D'AMICO Anna");
  expect(fullName({ lastName: 'ROSSI', firstName: '' })).toBe('ROSSI');
});

it('takes letters only for the initials', () => {
  expect(initials({ lastName: "D'AMICO", firstName: 'ànna' })).toBe('DÀ');
  expect(initials({ lastName: '', firstName: '' })).toBe('');
});

it('shows no date rather than a wrong one', () => {
  expect(dateText('1947-05-12')).toBe('12/05/1947');
  expect(dateText('')).toBeNull();
  expect(dateText('1947-02-30')).toBeNull();
});

describe('ageText', () => {
  it.each([
    ['1947-05-12', '2026-05-11', '78 anni'],
    ['1947-05-12', '2026-05-12', '79 anni'],
    ['2025-11-20', '2026-11-19', '11 mesi'],
    ['2025-10-01', '2026-11-01', '13 mesi'],
    ['2026-10-15', '2026-11-23', '1 mese'],
    ['2026-11-20', '2026-11-23', '0 mesi'],
  ])('born %s, on %s: %s', (birth, today, text) => {
    expect(ageText(birth, today)).toBe(text);
  });

  it('says nothing of a date to come', () => {
    expect(ageText('2030-01-01', '2026-11-23')).toBeNull();
  });
});
