/**
 * Which delimiter a text is written with: the one that cuts its lines, quotes respected, into the most
 * recognised headers, then into the same number of cells most consistently.
 */
import { countHeaderFields } from './headerSynonyms.ts';
import { parseRecords } from './csvRecords.ts';
import { MAX_COLUMNS } from './limits.ts';
import { commonWidth } from './recordShape.ts';
import type { Delimiter } from './reading.ts';

export const DELIMITERS: readonly Delimiter[] = [';', '\t', ',', '|'];

const SAMPLE_CHARACTERS = 60_000;
const SAMPLE_LINES = 100;

export interface DelimiterGuess {
  readonly delimiter: Delimiter;
  /** False when the text does not look like a table with it, nor with any other. */
  readonly isTable: boolean;
}

/** Guesses on the beginning of a text with LF line ends. */
export function guessDelimiter(text: string): DelimiterGuess {
  const sample = firstLines(text);
  let best = { delimiter: ';' as Delimiter, headers: 0, score: 0 };
  for (const delimiter of DELIMITERS) {
    const { records } = parseRecords(sample, delimiter);
    const headers = Math.max(
      0,
      ...records.map((cells) => (cells.length > MAX_COLUMNS ? 0 : countHeaderFields(cells))),
    );
    const score = consistency(records);
    if (headers > best.headers || (headers === best.headers && score > best.score)) {
      best = { delimiter, headers, score };
    }
  }
  return { delimiter: best.delimiter, isTable: best.headers > 0 || best.score > 0.5 };
}

/** The delimiter an Excel `sep=;` line names, or null when the text does not begin with one. */
export function separatorLine(text: string): Delimiter | null {
  const named = /^"?sep=(.)"?[;,\t| ]*(?:\n|$)/i.exec(text)?.[1];
  return DELIMITERS.find((delimiter) => delimiter === named) ?? null;
}

/** 0 for a single column; up to 1 a column for lines that all have the same number of cells. */
function consistency(records: readonly (readonly string[])[]): number {
  const filled = records.filter((cells) => cells.some((cell) => cell.trim() !== ''));
  const width = commonWidth(filled.map(({ length }) => length));
  if (width < 2 || width > MAX_COLUMNS || filled.length === 0) return 0;
  const same = filled.filter((cells) => cells.length === width).length;
  return (same / filled.length) ** 2 * Math.min(width - 1, 10);
}

function firstLines(text: string): string {
  if (text.length <= SAMPLE_CHARACTERS && text.split('\n', SAMPLE_LINES + 1).length <= SAMPLE_LINES)
    return text;
  const lines = text.slice(0, SAMPLE_CHARACTERS).split('\n', SAMPLE_LINES + 1);
  return lines.length > 1 ? lines.slice(0, -1).join('\n') : (lines[0] ?? '');
}
