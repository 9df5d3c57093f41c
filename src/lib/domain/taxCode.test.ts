import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { addDays } from './plainDate.ts';
import { MONTH_LETTERS } from './taxCodeCompose.ts';
import {
  birthDateFromTaxCode,
  certainBirthDate,
  checkCharacter,
  composeTaxCode,
  normaliseTaxCode,
  omocodiaVariant,
  parseTaxCode,
  provisionalCheckDigit,
  type TaxCode,
} from './taxCode.ts';

const seeded = { seed: 20261123 };

const anyName = fc.oneof(
  fc.constantFrom("D'Amico", 'Nicolò', "NICOLO'", 'Fo', 'De Luca', 'Ng', 'Maria Pia', 'Aia', 'Xu'),
  fc.string({ unit: fc.constantFrom(..."ABCDEILMNORSTUXZèò' "), minLength: 1, maxLength: 12 }),
);
const anyPerson = fc.record({
  lastName: anyName,
  firstName: anyName,
  birthDate: fc.integer({ min: 0, max: 73_000 }).map((days) => addDays('1900-01-01', days)),
  sex: fc.constantFrom('F' as const, 'M' as const),
  placeCode: fc.constantFrom('H501', 'F205', 'A001', 'Z404', 'M438'),
});

function codeOf(text: string): TaxCode {
  const parsed = parseTaxCode(text);
  if (!parsed.ok) throw new Error(`${text} refused: ${JSON.stringify(parsed.error)}`);
  return parsed.value;
}

function errorOf(text: string) {
  const parsed = parseTaxCode(text);
  return parsed.ok ? null : parsed.error;
}

function withCheck(first15: string): string {
  return first15 + checkCharacter(first15);
}

describe('a regular code', () => {
  it('says what its person was born as', () => {
    fc.assert(
      fc.property(anyPerson, (person) => {
        const { kind, birth } = codeOf(composeTaxCode(person));
        expect(kind).toBe('regular');
        expect(birth).toEqual({
          year2: Number(person.birthDate.slice(2, 4)),
          month: Number(person.birthDate.slice(5, 7)),
          day: Number(person.birthDate.slice(8, 10)),
          sex: person.sex,
          placeCode: person.placeCode,
        });
      }),
      seeded,
    );
  });

  it('is read as lists write it', () => {
    const code = 'RSSMRA80A01H501U';
    for (const text of [
      ' rssmra80a01h501u ',
      'RSS MRA 80A01 H501U',
      'RSS\u00a0MRA80A01H501U\t',
      '="RSSMRA80A01H501U"',
      "'RSSMRA80A01H501U",
      '\ufeffRSSMRA80A01H501U',
    ]) {
      expect(normaliseTaxCode(text)).toBe(code);
    }
  });

  it('has exactly the days of the calendar, for every year, month and sex', () => {
    for (let year2 = 0; year2 < 100; year2++) {
      for (let month = 1; month <= 12; month++) {
        for (let written = 0; written < 100; written++) {
          const day = written > 40 ? written - 40 : written;
          const exists = [1900, 2000].some((century) => isRealDay(century + year2, month, day));
          const text = withCheck(
            `RSSMRA${two(year2)}${MONTH_LETTERS.charAt(month - 1)}${two(written)}H501`,
          );
          const error = errorOf(text);
          if (exists !== (error === null)) expect.fail(`${text}: ${JSON.stringify(error)}`);
          if (error && error.kind !== 'impossibleDate') expect.fail(`${text}: ${error.kind}`);
        }
      }
    }
  });

  it('allows 29 February of year 00, which was leap in 2000 only, and takes that century', () => {
    const code = codeOf(withCheck('RSSMRA00B29H501'));
    expect(birthDateFromTaxCode(code, '2026-11-23')).toBe('2000-02-29');
    expect(birthDateFromTaxCode(code, '1999-11-23')).toBeNull();
    expect(errorOf(withCheck('RSSMRA01B29H501'))?.kind).toBe('impossibleDate');
  });

  it('suggests the latest century that is not in the future', () => {
    const code = codeOf(composeTaxCode({ ...ROSSI, birthDate: '1925-11-24' }));
    expect(birthDateFromTaxCode(code, '2026-11-23')).toBe('2025-11-24');
    expect(birthDateFromTaxCode(code, '2025-11-23')).toBe('1925-11-24');
  });
});

describe('a mistyped code', () => {
  it('is caught when its check character is any other', () => {
    fc.assert(
      fc.property(anyPerson, (person) => {
        const code = composeTaxCode(person);
        for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
          if (letter === code.charAt(15)) continue;
          expect(errorOf(code.slice(0, 15) + letter)).toEqual({ kind: 'checkCharacter' });
        }
      }),
      seeded,
    );
  });

  it('is never accepted with one character in an even place changed within its kind', () => {
    fc.assert(
      fc.property(anyPerson, fc.constantFrom(1, 3, 5), fc.nat(24), (person, index, shift) => {
        const code = composeTaxCode(person);
        const old = code.charCodeAt(index) - 65;
        const changed = String.fromCharCode(65 + ((old + 1 + shift) % 26));
        const text = code.slice(0, index) + changed + code.slice(index + 1);
        expect(errorOf(text)?.kind).toBe('checkCharacter');
      }),
      seeded,
    );
  });

  it.each([
    ['', { kind: 'empty' }],
    [' \u00a0', { kind: 'empty' }],
    ['RSSMRA80A01H501', { kind: 'length', length: 15 }],
    ['RSSMRA80A01H501UU', { kind: 'length', length: 17 }],
    ['RSSMRA80A01', { kind: 'length', length: 11 }],
    ['RSSMRA8OA01H501U', { kind: 'alphabet', position: 8, character: 'O', expected: 'digit' }],
    ['R5SMRA80A01H501U', { kind: 'alphabet', position: 2, character: '5', expected: 'letter' }],
    ['RSSMRÀ80A01H501U', { kind: 'alphabet', position: 6, character: 'À', expected: 'letter' }],
    ['1234567890123456', { kind: 'alphabet', position: 1, character: '1', expected: 'letter' }],
    ['RSSMRA80A01H501X', { kind: 'checkCharacter' }],
    [withCheck('RSSMRA80B30H501'), { kind: 'impossibleDate', day: 30, month: 2 }],
    [withCheck('RSSMRA80B70H501'), { kind: 'impossibleDate', day: 30, month: 2 }],
    [withCheck('RSSMRA80F01H501'), { kind: 'impossibleDate', day: 1, month: null }],
    ['00000000000', { kind: 'placeholder' }],
    ['0', { kind: 'placeholder' }],
  ])('%j is refused and says why', (text, error) => {
    expect(errorOf(text)).toEqual(error);
  });
});

describe('omocodia', () => {
  it('gives 128 different codes of one birth, never turned back into each other', () => {
    fc.assert(
      fc.property(anyPerson, (person) => {
        const code = composeTaxCode(person);
        const variants = Array.from({ length: 128 }, (_, mask) => omocodiaVariant(code, mask));
        expect(variants[0]).toBe(code);
        const parsed = variants.map(codeOf);
        expect(new Set(parsed.map(({ value }) => value)).size).toBe(128);
        for (const { birth } of parsed) expect(birth).toEqual(parsed[0]?.birth);
      }),
      { ...seeded, numRuns: 20 },
    );
  });

  it('begins from the right, as the tax office does', () => {
    expect(omocodiaVariant('RSSMRA80A01H501U', 1).slice(0, 15)).toBe('RSSMRA80A01H50M');
    expect(omocodiaVariant('RSSMRA80A01H501U', 64).slice(0, 15)).toBe('RSSMRAU0A01H501');
  });
});

describe('the other kinds', () => {
  it('a provisional code has 11 digits and their Luhn check', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999_999 }), fc.nat(9), (number, last) => {
        const first10 = String(number).padStart(10, '0');
        const check = provisionalCheckDigit(first10);
        const error = errorOf(first10 + String(last));
        expect(error).toEqual(String(last) === check ? null : { kind: 'checkCharacter' });
        expect(codeOf(first10 + check)).toMatchObject({ kind: 'provisional', birth: null });
      }),
      seeded,
    );
  });

  it('STP and ENI codes have 13 digits and no check', () => {
    expect(codeOf('stp 0301230000001')).toEqual({
      value: 'STP0301230000001',
      kind: 'stp',
      birth: null,
    });
    expect(codeOf('ENI0301230000001').kind).toBe('eni');
    expect(errorOf('STP030123000000')).toEqual({ kind: 'length', length: 15 });
    expect(errorOf('ENI03O1230000001')?.kind).toBe('alphabet');
    expect(errorOf('STP0000000000000')).toEqual({ kind: 'placeholder' });
  });

  it('a regular code may begin with STP', () => {
    expect(codeOf(composeTaxCode({ ...ROSSI, lastName: 'Stoppa' })).kind).toBe('regular');
  });
});

const ROSSI = {
  lastName: 'Rossi',
  firstName: 'Mario',
  birthDate: '1980-01-01',
  sex: 'M' as const,
  placeCode: 'H501',
};

function isRealDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && day > 0;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

describe('certainBirthDate', () => {
  const born = (year: number) => {
    const code = composeTaxCode({
      lastName: 'PROVA',
      firstName: 'ADA',
      birthDate: `${year}-05-12`,
      sex: 'F',
      placeCode: 'F205',
    });
    const parsed = parseTaxCode(code);
    return parsed.ok ? certainBirthDate(parsed.value, '2026-11-23') : null;
  };

  it('is told for a grown person, whom no centenarian can be mistaken for', () => {
    expect(born(1973)).toBe('1973-05-12');
    expect(born(1990)).toBe('1990-05-12');
  });

  it('is not told for a child, who could be a centenarian', () => {
    expect(born(2020)).toBeNull();
    expect(born(1920)).toBeNull();
  });
});
