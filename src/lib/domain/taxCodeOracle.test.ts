/**
 * Our letters, check characters and dates beside those of an independent library. Kept out of it:
 * what it refuses on purpose (places that did not exist at birth, names with a typographic apostrophe).
 */
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { addDays, datePartsOf } from './plainDate.ts';
import { FEMALE_DAY, MONTH_LETTERS } from './taxCodeCompose.ts';
import {
  checkCharacter,
  composeTaxCode,
  firstNameLetters,
  lastNameLetters,
  omocodiaVariant,
} from './taxCode.ts';

interface Oracle {
  Parser: new (places: null) => {
    lastNameToCf(name: string): string | null;
    firstNameToCf(name: string): string | null;
    dateGenderToCf(date: [number, number, number], gender: string): string | null;
    cfOmocode(code: string, mask: number): string;
  };
  CheckDigitizer: { checkDigit(first15: string): string | null };
}

// Its ES build imports a dependency without an ending, which Node refuses.
const oracle = createRequire(import.meta.url)('@marketto/codice-fiscale-utils') as Oracle;
const parser = new oracle.Parser(null);
const seeded = { seed: 20261123 };

const anyName = fc
  .string({
    unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZaeiouÀÈÉÌÒÙàèéìòù', "'", ' '),
    minLength: 2,
    maxLength: 16,
  })
  .filter(
    (name) => /^\p{L}{2}['\p{L} ]*$/u.test(name) && /\p{L}$/u.test(name) && !/['\s]{2}/.test(name),
  );

const anyDay = fc.integer({ min: 0, max: 45_000 }).map((days) => addDays('1900-01-01', days));

describe('as an independent library has them', () => {
  it('the letters of surnames', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        expect(lastNameLetters(name)).toBe(parser.lastNameToCf(name));
      }),
      { ...seeded, numRuns: 1000 },
    );
  });

  it('the letters of first names', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        expect(firstNameLetters(name)).toBe(parser.firstNameToCf(name));
      }),
      { ...seeded, numRuns: 1000 },
    );
  });

  it('births, check characters and omocodia', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.constantFrom('F' as const, 'M' as const),
        fc.nat(127),
        (day, sex, mask) => {
          const code = composeTaxCode({
            lastName: 'Rossi',
            firstName: 'Maria',
            birthDate: day,
            sex,
            placeCode: 'H501',
          });
          const { year, month, day: dayOfMonth } = datePartsOf(day);
          expect(code.slice(6, 11)).toBe(parser.dateGenderToCf([year, month - 1, dayOfMonth], sex));
          expect(checkCharacter(code)).toBe(oracle.CheckDigitizer.checkDigit(code));
          expect(omocodiaVariant(code, mask)).toBe(parser.cfOmocode(code, mask));
          expect(code.charAt(8)).toBe(MONTH_LETTERS.charAt(month - 1));
          expect(Number(code.slice(9, 11)) > FEMALE_DAY).toBe(sex === 'F');
        },
      ),
      { ...seeded, numRuns: 300 },
    );
  });
});
