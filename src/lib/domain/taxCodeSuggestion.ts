/** The code someone meant when a letter was typed for the digit that looks like it, or the other way. */
import { normaliseTaxCode, parseTaxCode } from './taxCode.ts';

const DIGIT_FOR: Readonly<Record<string, string>> = { O: '0', I: '1', Z: '2', G: '6', B: '8' };
const LETTER_FOR: Readonly<Record<string, string>> = {
  0: 'O',
  1: 'I',
  2: 'Z',
  5: 'S',
  6: 'G',
  8: 'B',
};

/**
 * A valid code made by swapping look-alikes (O and 0, I and 1...) where the other kind belongs, to be
 * proposed and never applied unasked; null when the text is already valid or no swap makes it so.
 * The check character stands guard: a wrong guess does not pass it but once in 26.
 */
export function suggestTaxCode(text: string): string | null {
  const value = normaliseTaxCode(text);
  if (value.length !== 16 || parseTaxCode(value).ok) return null;
  const swapped = [...value]
    .map((character, index) => {
      const swaps = 'LLLLLLDDLDDLDDDL'[index] === 'L' ? LETTER_FOR : DIGIT_FOR;
      return swaps[character] ?? character;
    })
    .join('');
  return parseTaxCode(swapped).ok ? swapped : null;
}
