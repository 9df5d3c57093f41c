/**
 * The six letters a tax code takes from surname and name: consonants first, then vowels, then X.
 */
import { foldName } from './names.ts';

/** The 3 letters of a surname. Accents, apostrophes and spaces do not count; '' gives XXX. */
export function lastNameLetters(lastName: string): string {
  const { consonants, vowels } = lettersOf(lastName);
  return (consonants + vowels + 'XXX').slice(0, 3);
}

/** The 3 letters of a first name: with four consonants or more, the 1st, 3rd and 4th. */
export function firstNameLetters(firstName: string): string {
  const { consonants, vowels } = lettersOf(firstName);
  if (consonants.length >= 4) return consonants.charAt(0) + consonants.slice(2, 4);
  return (consonants + vowels + 'XXX').slice(0, 3);
}

/** Whether some surname that begins with `start` (a truncated one) has these letters. */
export function lastNameCouldHave(start: string, letters: string): boolean {
  const { consonants, vowels } = lettersOf(start);
  return couldRead(consonants, vowels, letters);
}

/** Whether some first name that begins with `start` (a truncated one) has these letters. */
export function firstNameCouldHave(start: string, letters: string): boolean {
  const { consonants, vowels } = lettersOf(start);
  if (consonants.length >= 4) return firstNameLetters(start) === letters;
  const all = [...letters];
  if (!all.some(isVowel)) {
    // The rest of the name may bring the consonants to four: then the second one is left out.
    const skipped = consonants.charAt(0) + consonants.slice(2);
    if (letters.startsWith(skipped)) return true;
  }
  return couldRead(consonants, vowels, letters);
}

/** Whether the letters begin with these consonants, go on with any, then with these vowels and any. */
function couldRead(consonants: string, vowels: string, letters: string): boolean {
  if (!letters.startsWith(consonants.slice(0, 3))) return false;
  const rest = letters.slice(Math.min(consonants.length, 3)).replace(/^[^AEIOU]+/, '');
  const read = rest.replace(/X+$/, '');
  return vowels.startsWith(read) || read.startsWith(vowels);
}

function lettersOf(name: string): { consonants: string; vowels: string } {
  const letters = [...foldName(name).toUpperCase()].filter((letter) => /[A-Z]/.test(letter));
  return {
    consonants: letters.filter((letter) => !isVowel(letter)).join(''),
    vowels: letters.filter(isVowel).join(''),
  };
}

function isVowel(letter: string): boolean {
  return 'AEIOU'.includes(letter);
}
