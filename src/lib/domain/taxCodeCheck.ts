/**
 * Check characters and omocodia of the tax code (D.M. 23/12/1976, GU 345/1976).
 */

/** Values of the characters in odd positions (1st, 3rd ... 15th): digits first, then letters. */
const ODD_DIGITS = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
const ODD_LETTERS = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/** The letters that stand for 0-9 when two people would have the same code. */
export const OMOCODIA_LETTERS = 'LMNPQRSTUV';

/** Where the seven digits stand, from the left: year, day, place. */
export const DIGIT_POSITIONS: readonly number[] = [6, 7, 9, 10, 12, 13, 14];

/** The 16th character of a code, from its first 15 (A-Z and 0-9, upper case). */
export function checkCharacter(first15: string): string {
  let sum = 0;
  for (let index = 0; index < 15; index++) {
    const code = first15.charCodeAt(index);
    const isDigit = code < 65;
    const value = isDigit ? code - 48 : code - 65;
    // The first character is in position 1, which is odd.
    sum += index % 2 === 1 ? value : ((isDigit ? ODD_DIGITS : ODD_LETTERS)[value] ?? 0);
  }
  return String.fromCharCode(65 + (sum % 26));
}

/** The 11th digit of a provisional code, from its first 10 (the same Luhn check as a VAT number). */
export function provisionalCheckDigit(first10: string): string {
  let sum = 0;
  for (let index = 0; index < 10; index++) {
    const digit = Number(first10[index]);
    const doubled = digit * 2;
    sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

/** The digit a character stands for, itself or through omocodia; null when it stands for none. */
export function digitOf(character: string): number | null {
  if (/^[0-9]$/.test(character)) return Number(character);
  const digit = OMOCODIA_LETTERS.indexOf(character);
  return digit >= 0 && character.length === 1 ? digit : null;
}
