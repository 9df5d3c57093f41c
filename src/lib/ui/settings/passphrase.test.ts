import { expect, test } from 'vitest';
import { passphraseProblems, passphraseStrength } from './passphrase.ts';

test.each([
  ['', 'short'],
  ['Password1!', 'short'],
  ['            ', 'short'],
  ['aaaaaaaaaaaaaaaa', 'weak'],
  ['121212121212', 'weak'],
  ['Ambulatorio2026', 'fair'],
  ['sedia lampada fiume 27', 'strong'],
  ['perché Ràdio à Zürich', 'strong'],
])('%s is %s', (passphrase, strength) => {
  expect(passphraseStrength(passphrase)).toBe(strength);
});

test('asked twice, and both must be the same', () => {
  const good = 'sedia lampada fiume 27';
  expect(passphraseProblems(good, good)).toEqual({ first: null, second: null });
  expect(passphraseProblems(good, '').second).not.toBeNull();
  expect(passphraseProblems(good, `${good} `).second).toBe('Le due frasi non sono uguali.');
  expect(passphraseProblems('', '').first).not.toBeNull();
  expect(passphraseProblems('corta', 'corta').first).not.toBeNull();
});
