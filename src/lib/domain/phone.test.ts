import { describe, expect, test } from 'vitest';
import { isPhoneNumber, samePhone, splitNumber, writeNumber } from './phone.ts';

describe('telephone numbers', () => {
  test.each([
    ['333 123 4567', '+39', '333 123 4567'],
    ['+39 02 1234', '+39', '02 1234'],
    ['0039021234', '+39', '021234'],
    ['+41791234567', '+41', '791234567'],
    ['+378 0549 1234', '+378', '0549 1234'],
    ['+999 1234', '+999', '1234'],
  ])('%s is %s and %s', (text, prefix, rest) => {
    expect(splitNumber(text)).toEqual({ prefix, rest });
  });

  test('a prefix typed with the number wins over the chosen one', () => {
    expect(writeNumber('+39', '+41 79 1234567')).toBe('+41 79 1234567');
    expect(writeNumber('+41', '79 1234567')).toBe('+41 79 1234567');
  });

  test('written and taken apart again they are the same', () => {
    for (const [prefix, rest] of [
      ['+39', '055 12'],
      ['+1', '212 555 1234'],
    ] as const) {
      expect(splitNumber(writeNumber(prefix, rest))).toEqual({ prefix, rest });
    }
  });

  test('spacing and the Italian prefix do not make another number', () => {
    expect(samePhone('+39 333 1234567', '333-123.45.67')).toBe(true);
    expect(samePhone('+41 333 1234567', '333 1234567')).toBe(false);
    expect(isPhoneNumber('+39 118')).toBe(false);
    expect(isPhoneNumber('+39 02/1234567')).toBe(true);
  });
});
