import { cellValue } from './cellText.ts';
import type { FileTable } from './reading.ts';

const SAMPLES = 3;
const LOOKED_AT = 1000;

/** Up to three different values of a column (0-based), as the mapping screen shows beside it. */
export function sampleValues(table: FileTable, column: number): string[] {
  const samples = new Set<string>();
  for (const { cells } of table.rows.slice(0, LOOKED_AT)) {
    const value = cellValue(cells[column]);
    if (value !== null) samples.add(value);
    if (samples.size === SAMPLES) break;
  }
  return [...samples];
}
