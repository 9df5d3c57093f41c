/** Whether a row has the cells its header promises: a row with one missing has every later cell shifted. */
import { filledWidth } from './cellText.ts';
import type { RowProblem } from './checkedRow.ts';
import type { FileTable } from './reading.ts';

/** A check for the rows of one table. Empty cells at the end count for nothing, on either side. */
export function cellCountCheck(table: FileTable): (cells: readonly string[]) => RowProblem | null {
  const most = table.header.length;
  const mapped = Object.values(table.mapping).flatMap((columns) => columns ?? []);
  const least = Math.max(
    filledWidth(table.header),
    table.headerRow === 0 ? 1 + Math.max(-1, ...mapped) : 0,
  );
  const mayBeShort = dropsTrailingCells(table, least);
  return (cells) => {
    const filled = filledWidth(cells);
    if (filled > most) return { kind: 'tooManyCells', cells: filled, expected: most };
    if (cells.length < least && !mayBeShort) {
      return { kind: 'tooFewCells', cells: cells.length, expected: least };
    }
    return null;
  };
}

/**
 * Some programs write no delimiters behind the last cell that holds something. They do so in every
 * row: several rows are short and none ends in an empty cell.
 */
function dropsTrailingCells(table: FileTable, width: number): boolean {
  let short = 0;
  for (const { cells } of table.rows) {
    if (cells.length < width) short += 1;
    if (cells.at(-1)?.trim() === '') return false;
  }
  return short >= 2;
}
