/** Which lines of a table are patients, and which are titles, totals, repeated headers, or nothing. */
import { parseTaxCode } from '#lib/domain/taxCode.ts';
import { cellValue, filledWidth, plainWords } from './cellText.ts';
import type { FileRow, FileTable } from './reading.ts';
import { isEmptyRecord } from './recordShape.ts';

type LeftOut = FileTable['leftOut'][number];

export interface SeparatedRows {
  readonly rows: readonly FileRow[];
  readonly leftOut: readonly LeftOut[];
}

/** Words that open a line of count or colophon under the rows. */
const TOTAL =
  /^(totale|totali|tot|numero|nr|n) ?(assistiti|pazienti|record|righe|scelte|complessivo|generale|elenco)?( |$)|^(fine (elenco|report|stampa|file)|stampato|generato|elaborato|estratto|report (del|generato)|pagina \d|pag \d|conteggio|data (stampa|elaborazione|creazione|estrazione))/;
const MAX_TOTAL_CELLS = 4;

/** Every record except the header lands in exactly one of the two lists. */
export function separateRows(
  records: readonly (readonly string[])[],
  headerRow: number,
): SeparatedRows {
  const rows: FileRow[] = [];
  const leftOut: LeftOut[] = [];
  const titles = new Set<string>();
  const header = headerRow > 0 ? comparable(records[headerRow - 1] ?? []) : null;
  records.forEach((cells, index) => {
    const line = index + 1;
    if (line === headerRow) return;
    if (isEmptyRecord(cells)) leftOut.push({ line, why: 'empty' });
    else if (line < headerRow) {
      titles.add(comparable(cells));
      leftOut.push({ line, why: 'title' });
    } else if (header !== null && isRepeated(cells, header)) {
      leftOut.push({ line, why: 'repeatedHeader' });
    } else if (titles.size > 0 && titles.has(comparable(cells)))
      leftOut.push({ line, why: 'title' });
    else if (isTotal(cells)) leftOut.push({ line, why: 'total' });
    else rows.push({ line, cells });
  });
  return { rows, leftOut };
}

function comparable(cells: readonly string[]): string {
  return cells.slice(0, filledWidth(cells)).map(plainWords).join('\n');
}

function isRepeated(cells: readonly string[], header: string): boolean {
  // Nearly every row is told apart by its first cell, without folding the others.
  const [first] = cells;
  return header.startsWith(plainWords(first ?? '')) && comparable(cells) === header;
}

function isTotal(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell.trim() !== '') ?? '';
  if (!TOTAL.test(plainWords(first))) return false;
  const values = cells.map(cellValue).filter((value) => value !== null);
  return values.length <= MAX_TOTAL_CELLS && !values.some((value) => parseTaxCode(value).ok);
}
