import { expect, test } from 'vitest';
import { hashToken, isSameHash, setUpCode, tidyCode } from './tokens.ts';

test('a code has three groups of letters and digits that are not mistaken for each other', () => {
  expect(setUpCode('00'.repeat(32))).toBe('0000-0000-0000');
  expect(setUpCode(`${'1f'.repeat(11)}0a${'ff'.repeat(20)}`)).toBe('ZZZZ-ZZZZ-ZZZA');
});

test('a code is read as people type it', () => {
  for (const typed of ['01AB-CDEF-GH23', '01abcdefgh23', ' oiab cdef gh23 ', 'OLAB.CDEF.GH23'])
    expect(tidyCode(typed)).toBe('01ABCDEFGH23');
});

test('hashes of different tokens differ', () => {
  expect(isSameHash(hashToken('a'), hashToken('a'))).toBe(true);
  expect(isSameHash(hashToken('a'), hashToken('b'))).toBe(false);
  expect(isSameHash(hashToken('a'), '')).toBe(false);
});
