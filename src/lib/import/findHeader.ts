/** Where the header stands: the row that names most fields, after any titles. */
import { parseTaxCode } from '#lib/domain/taxCode.ts';
import { cellValue, filledWidth } from './cellText.ts';
import { countHeaderFields } from './headerSynonyms.ts';
import { MAX_COLUMNS } from './limits.ts';
import { commonWidth } from './recordShape.ts';

const LOOKED_AT = 60;

/**
 * The 1-based line of the header, 0 when the table has none. When no field is recognised it is the
 * first row of words as wide as the table: a guess the mapping screen shows.
 */
export function findHeader(records: readonly (readonly string[])[], firstLine: number): number {
  const candidates = records
    .slice(firstLine - 1, firstLine - 1 + LOOKED_AT)
    .map((cells, index) => ({ cells, line: firstLine + index }))
    .filter(({ cells }) => cells.length <= MAX_COLUMNS);

  let best = { line: 0, fields: 0 };
  for (const { cells, line } of candidates) {
    const fields = isAllWords(cells) ? countHeaderFields(cells) : 0;
    if (fields > best.fields) best = { line, fields };
  }
  if (best.fields >= 2) return best.line;

  // A title has one cell or two; a header spans most of the table.
  const width = commonWidth(
    records
      .slice(0, 1000)
      .map(filledWidth)
      .filter((filled) => filled > 1),
  );
  const wide = candidates.filter(({ cells }) => filledWidth(cells) * 2 > Math.max(1, width));
  if (wide.some(({ line }) => line === best.line)) return best.line;
  const [first] = wide;
  return first && isAllWords(first.cells) ? first.line : 0;
}

/** A header has no codes, dates or numbers. */
function isAllWords(cells: readonly string[]): boolean {
  const values = cells.map(cellValue).filter((value) => value !== null);
  return (
    values.length > 0 &&
    values.every((value) => /\p{L}/u.test(value)) &&
    !values.some((value) => value.length >= 11 && parseTaxCode(value).ok)
  );
}
