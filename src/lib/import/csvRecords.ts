/**
 * Delimited text to records. papaparse does the reading; what it cannot know is that a quote which is
 * never closed swallows the patients after it, so a record with such a quote is taken apart line by line.
 */
import Papa from 'papaparse';
import type { Damage, Delimiter } from './reading.ts';

export interface CsvRecords {
  /** Record `i` stands on line `i + 1`: a cell with line ends inside counts as one line, an empty line counts. */
  readonly records: readonly (readonly string[])[];
  readonly damage: readonly Damage[];
}

/** Each broken quote makes the parser start again behind it; after so many, quotes are no longer believed. */
const MAX_BROKEN_QUOTES = 20;

/** Reads text whose line ends are all LF and whose last line has none. */
export function parseRecords(text: string, delimiter: Delimiter): CsvRecords {
  if (text === '') return { records: [], damage: [] };
  const read = Papa.parse<string[]>(text, { delimiter, newline: '\n', quoteChar: '"' });
  if (read.errors.length === 0) return { records: read.data, damage: [] };
  return parseBrokenRecords(text, delimiter);
}

function parseBrokenRecords(text: string, delimiter: Delimiter): CsvRecords {
  const records: string[][] = [];
  const damage: Damage[] = [];
  let rest = text;
  while (rest !== '') {
    if (damage.length === MAX_BROKEN_QUOTES) {
      for (const line of rest.split('\n')) records.push(splitLiterally(line, delimiter));
      break;
    }
    const broken = readUntilBroken(rest, delimiter, records);
    if (broken === null) break;
    damage.push({ kind: 'unclosedQuote', line: records.length + 1 });
    const lineEnd = rest.indexOf('\n', broken.quoteAt);
    const end = lineEnd === -1 ? rest.length : lineEnd;
    records.push(splitLiterally(rest.slice(broken.start, end), delimiter));
    // A line end that is the last character has no line behind it: the text has lost its own.
    rest = rest.slice(end + 1);
  }
  return { records, damage };
}

/** Adds the sound records of `text` to `records`; says where the first broken one begins, and its quote. */
function readUntilBroken(
  text: string,
  delimiter: Delimiter,
  records: string[][],
): { start: number; quoteAt: number } | null {
  let start = 0;
  let broken: { start: number; quoteAt: number } | null = null;
  Papa.parse<string[]>(text, {
    delimiter,
    newline: '\n',
    quoteChar: '"',
    step({ data, errors, meta }, parser) {
      const [error] = errors;
      if (error && isBroken(data, errors, delimiter)) {
        broken = { start, quoteAt: error.index ?? start };
        parser.abort();
        return;
      }
      records.push(data);
      start = meta.cursor;
    },
  });
  return broken;
}

/** A stray quote inside a cell is harmless; one that took in a delimiter or a line end is not. */
function isBroken(
  cells: readonly string[],
  errors: readonly Papa.ParseError[],
  delimiter: Delimiter,
): boolean {
  if (errors.some(({ code }) => code === 'MissingQuotes')) return true;
  return cells.some(
    (cell) => cell.includes('"') && (cell.includes('\n') || cell.includes(delimiter)),
  );
}

/** A line cut at every delimiter, with the quotes around its cells taken off. */
function splitLiterally(line: string, delimiter: Delimiter): string[] {
  return line
    .replaceAll('\n', ' ')
    .split(delimiter)
    .map((cell) => cell.trim().replace(/^"/, '').replace(/"$/, '').replaceAll('""', '"'));
}
