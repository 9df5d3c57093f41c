/** Making tax codes: for the sample list, the tests and the check of a corrected identity. */
import type { Sex } from './patient.ts';
import { datePartsOf, type PlainDate } from './plainDate.ts';
import { checkCharacter, DIGIT_POSITIONS, OMOCODIA_LETTERS } from './taxCodeCheck.ts';
import { firstNameLetters, lastNameLetters } from './taxCodeLetters.ts';

/** The letters of the months, January first. */
export const MONTH_LETTERS = 'ABCDEHLMPRST';

/** What is added to the day of birth of women. */
export const FEMALE_DAY = 40;

export interface TaxCodePerson {
  readonly lastName: string;
  readonly firstName: string;
  readonly birthDate: PlainDate;
  readonly sex: Sex;
  /** Belfiore code: a letter and three digits, Z... for a foreign country. */
  readonly placeCode: string;
}

/** The code of a person, without omocodia. */
export function composeTaxCode(person: TaxCodePerson): string {
  const { month, day } = datePartsOf(person.birthDate);
  const first15 =
    lastNameLetters(person.lastName) +
    firstNameLetters(person.firstName) +
    person.birthDate.slice(2, 4) +
    MONTH_LETTERS.charAt(month - 1) +
    String(person.sex === 'F' ? day + FEMALE_DAY : day).padStart(2, '0') +
    person.placeCode.toUpperCase();
  return first15 + checkCharacter(first15);
}

/**
 * The code with some of its seven digits turned into letters and the check character made anew.
 * Bit 0 of the mask is the rightmost digit (where the tax office starts), bit 6 the leftmost.
 */
export function omocodiaVariant(code: string, positionsMask: number): string {
  const characters = [...code.slice(0, 15)];
  for (const [fromLeft, position] of DIGIT_POSITIONS.entries()) {
    const chosen = (positionsMask >> (DIGIT_POSITIONS.length - 1 - fromLeft)) & 1;
    const character = characters[position] ?? '';
    if (chosen && /[0-9]/.test(character)) {
      characters[position] = OMOCODIA_LETTERS.charAt(Number(character));
    }
  }
  const first15 = characters.join('');
  return first15 + checkCharacter(first15);
}
