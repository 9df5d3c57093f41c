/**
 * The identity codes of Italian health care: the tax code (codice fiscale), regular or provisional,
 * and the STP and ENI codes of foreigners. What is impossible is an error; what is only odd is a
 * warning (`taxCodeWarnings`), because codes issued by the tax office do break the soft rules.
 */
import type { Sex } from './patient.ts';
import { plainDate, type PlainDate, ageOn } from './plainDate.ts';
import { failed, ok, type Result } from './result.ts';
import { checkCharacter, digitOf, provisionalCheckDigit } from './taxCodeCheck.ts';
import { FEMALE_DAY, MONTH_LETTERS } from './taxCodeCompose.ts';

export { splitFullName, type SplitName } from './fullName.ts';
export { checkCharacter, provisionalCheckDigit } from './taxCodeCheck.ts';
export { composeTaxCode, omocodiaVariant, type TaxCodePerson } from './taxCodeCompose.ts';
export { firstNameLetters, lastNameLetters } from './taxCodeLetters.ts';
export {
  taxCodeWarnings,
  type NamedPerson,
  type TaxCodeWarning,
  type WarningOptions,
} from './taxCodeWarnings.ts';

export type TaxCodeKind = 'regular' | 'provisional' | 'stp' | 'eni';

/** What a regular code says of a birth, read through omocodia. `year2` is 0-99: the century is not in it. */
export interface TaxCodeBirth {
  readonly year2: number;
  /** 1-12. */
  readonly month: number;
  /** 1-31, the same for both sexes. */
  readonly day: number;
  readonly sex: Sex;
  /** Belfiore code in digits, e.g. H501 or Z404, even if the code writes it with omocodia letters. */
  readonly placeCode: string;
}

export interface TaxCode {
  /** Normalised; omocodia is never undone, since two people would become one. */
  readonly value: string;
  readonly kind: TaxCodeKind;
  /** Null for the kinds that say nothing of a birth. */
  readonly birth: TaxCodeBirth | null;
}

export type TaxCodeError =
  | { readonly kind: 'empty' }
  /** Neither 16 characters nor 11 digits. */
  | { readonly kind: 'length'; readonly length: number }
  /** `position` counts from 1. */
  | {
      readonly kind: 'alphabet';
      readonly position: number;
      readonly character: string;
      readonly expected: 'letter' | 'digit';
    }
  | { readonly kind: 'checkCharacter' }
  /** `month` is null when the letter stands for none; `day` as written less the 40 of women. */
  | { readonly kind: 'impossibleDate'; readonly day: number; readonly month: number | null }
  /** Only zeros: what programs write when they have no code. */
  | { readonly kind: 'placeholder' };

/** Upper case, without any white space, invisible signs or the guards Excel exports put around text. */
export function normaliseTaxCode(text: string): string {
  return text
    .replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(/^="(.*)"$/u, '$1')
    .replace(/^['’]/u, '')
    .toUpperCase();
}

/** Reads a code as written in a list or typed by hand. */
export function parseTaxCode(text: string): Result<TaxCode, TaxCodeError> {
  const value = normaliseTaxCode(text);
  if (value === '') return failed({ kind: 'empty' });
  // Not a prefix alone: a regular code may begin with STP (surname Stoppa), never followed by a digit.
  if (/^(STP|ENI)[0-9]/.test(value)) return parseForeignCode(value);
  if (/^[0-9]+$/.test(value) && value.length !== 16) return parseProvisional(value);
  return parseRegular(value);
}

/**
 * The birth date a code suggests: of the possible centuries, the latest that is not after `today`.
 * Only a guess: nothing in the code tells 1925 from 2025, the file's own birth date settles it.
 */
export function birthDateFromTaxCode(code: TaxCode, today: PlainDate): PlainDate | null {
  if (!code.birth) return null;
  const { year2, month, day } = code.birth;
  for (const century of [2000, 1900, 1800]) {
    const date = plainDate(century + year2, month, day);
    if (date !== null && date <= today) return date;
  }
  return null;
}

/** Nobody is older: a birth date that would make a person so is not one of the two a code can mean. */
const OLDEST_AGE = 115;

/** The birth date, where the code leaves no doubt about the century: nobody born 100 years earlier can be alive. */
export function certainBirthDate(code: TaxCode, today: PlainDate): PlainDate | null {
  const birthDate = birthDateFromTaxCode(code, today);
  return birthDate !== null && ageOn(birthDate, today) + 100 > OLDEST_AGE ? birthDate : null;
}

function parseForeignCode(value: string): Result<TaxCode, TaxCodeError> {
  if (value.length !== 16) return failed({ kind: 'length', length: value.length });
  const wrong = firstWrong(value, 'LLLDDDDDDDDDDDDD', /[0-9]/);
  if (wrong) return failed(wrong);
  if (/^...0+$/.test(value)) return failed({ kind: 'placeholder' });
  return ok({ value, kind: value.startsWith('STP') ? 'stp' : 'eni', birth: null });
}

function parseProvisional(value: string): Result<TaxCode, TaxCodeError> {
  if (/^0+$/.test(value)) return failed({ kind: 'placeholder' });
  if (value.length !== 11) return failed({ kind: 'length', length: value.length });
  if (provisionalCheckDigit(value) !== value.charAt(10)) return failed({ kind: 'checkCharacter' });
  return ok({ value, kind: 'provisional', birth: null });
}

function parseRegular(value: string): Result<TaxCode, TaxCodeError> {
  if (value.length !== 16) return failed({ kind: 'length', length: value.length });
  const wrong = firstWrong(value, 'LLLLLLDDLDDLDDDL', /[0-9LMNPQRSTUV]/);
  if (wrong) return failed(wrong);
  if (checkCharacter(value) !== value.charAt(15)) return failed({ kind: 'checkCharacter' });

  const number = (from: number, to: number) =>
    [...value.slice(from, to)].reduce((sum, character) => sum * 10 + (digitOf(character) ?? 0), 0);
  const year2 = number(6, 8);
  const month = MONTH_LETTERS.indexOf(value.charAt(8)) + 1;
  const writtenDay = number(9, 11);
  const sex: Sex = writtenDay > FEMALE_DAY ? 'F' : 'M';
  const day = sex === 'F' ? writtenDay - FEMALE_DAY : writtenDay;
  if (!isPossibleDay(year2, month, day)) {
    return failed({ kind: 'impossibleDate', day, month: month === 0 ? null : month });
  }
  const placeCode = value.charAt(11) + String(number(12, 15)).padStart(3, '0');
  return ok({ value, kind: 'regular', birth: { year2, month, day, sex, placeCode } });
}

/** 29 February is possible when either century has it: 1900 was not a leap year, 2000 was. */
function isPossibleDay(year2: number, month: number, day: number): boolean {
  return (
    plainDate(1900 + year2, month, day) !== null || plainDate(2000 + year2, month, day) !== null
  );
}

/** The first character outside the pattern (L letter, D digit or what stands for one), as an error. */
function firstWrong(value: string, pattern: string, digits: RegExp): TaxCodeError | null {
  for (const [index, place] of [...pattern].entries()) {
    const character = value.charAt(index);
    const allowed = place === 'L' ? /[A-Z]/ : digits;
    if (!allowed.test(character)) {
      const expected = place === 'L' ? 'letter' : 'digit';
      return { kind: 'alphabet', position: index + 1, character, expected };
    }
  }
  return null;
}
