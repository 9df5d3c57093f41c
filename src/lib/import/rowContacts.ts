/** The telephone numbers of a row: lists have several columns of them, and cells that hold more than one. */
import type { PhoneLabel } from '#lib/domain/phone.ts';
import { phoneDigits } from '#lib/domain/search.ts';
import { cellValue, plainWords } from './cellText.ts';
import type { CheckedRow } from './checkedRow.ts';

/** Fewer digits are a part of a number: the slash of 02/5551234 parts no two numbers. */
const FEWEST_DIGITS = 6;

/** In the order of the columns, each number once. */
export function readPhones(
  cells: readonly string[],
  columns: readonly number[],
  header: readonly string[],
): CheckedRow['phones'] {
  const phones = new Map<string, CheckedRow['phones'][number]>();
  for (const column of columns) {
    const text = cellValue(cells[column]);
    if (text === null) continue;
    for (const number of separateNumbers(text)) {
      const digits = phoneDigits(number);
      if (!phones.has(digits)) {
        phones.set(digits, { number, label: labelOf(header[column] ?? '', digits) });
      }
    }
  }
  return [...phones.values()];
}

function separateNumbers(text: string): string[] {
  const parts = text.split(/\s*[;,/]\s*|\s+-\s+/).filter((part) => part !== '');
  const areNumbers = parts.every((part) => phoneDigits(part).length >= FEWEST_DIGITS);
  return areNumbers ? parts : [text];
}

/** What the column says of its numbers; else what the number does: mobile ones begin with 3. */
function labelOf(header: string, digits: string): PhoneLabel {
  const words = plainWords(header);
  if (/\b(cell|mobile)/.test(words) && !/\btel/.test(words)) return 'Cellulare';
  if (/\b(casa|fisso|abitazione)\b/.test(words)) return 'Casa';
  if (/\b(lavoro|ufficio)\b/.test(words)) return 'Lavoro';
  return /^3\d{8,9}$/.test(digits) ? 'Cellulare' : 'Principale';
}
