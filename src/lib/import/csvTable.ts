/** A text file as records: its encoding, its delimiter, and what of it is damaged. */
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { parseRecords } from './csvRecords.ts';
import { decodeBytes } from './decodeBytes.ts';
import { guessDelimiter, separatorLine } from './guessDelimiter.ts';
import { MAX_LINES } from './limits.ts';
import type { RawTable } from './rawTable.ts';
import type { FileRefusal, ReadChoices } from './reading.ts';
import { refuseText } from './sniffFile.ts';

/** Reads delimited text; `choices` take the place of what would be guessed. */
export function readCsvTable(
  bytes: Uint8Array,
  choices: ReadChoices,
): Result<RawTable, FileRefusal> {
  const { text, encoding, nulBytes } = decodeBytes(bytes, choices.encoding);
  const refusal = refuseText(text, nulBytes, encoding);
  if (refusal) return failed(refusal);

  const lines = text.replace(/\r+\n|\r/g, '\n');
  const lineCount = countLines(lines);
  if (lineCount > MAX_LINES) {
    return failed({ kind: 'tooManyRows', rows: lineCount, limit: MAX_LINES });
  }
  const named = separatorLine(lines);
  const guess = guessDelimiter(lines);
  if (!choices.delimiter && !named && (!guess.isTable || /^\s*[{[]/.test(lines))) {
    return failed({ kind: 'noTable' });
  }
  const delimiter = choices.delimiter ?? named ?? guess.delimiter;
  const endsWithLine = lines.endsWith('\n');
  const { records, damage } = parseRecords(endsWithLine ? lines.slice(0, -1) : lines, delimiter);
  return ok({
    fileKind: 'csv',
    encoding,
    delimiter,
    sheet: null,
    sheets: [],
    hiddenRows: 0,
    records,
    separatorLines: named ? 1 : 0,
    endsWithLine,
    damage: nulBytes > 0 ? [...damage, { kind: 'nulBytes', count: nulBytes }] : damage,
  });
}

function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
