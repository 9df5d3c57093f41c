/** Checks all the rows of a table, letting the worker hear messages in between. */
import { bringsPatients, type ImportKind } from '#lib/domain/importKind.ts';
import type { PlaceCodes } from '#lib/domain/placeCodes.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import { cellCountCheck } from './cellCounts.ts';
import type { CheckedRow, RowProblem } from './checkedRow.ts';
import { checkRow } from './checkRow.ts';
import type { KindWords } from './kindWords.ts';
import type { FileTable } from './reading.ts';

export interface CheckOptions {
  readonly today: PlainDate;
  /** Without the known places the place of a tax code is not judged. */
  readonly places?: PlaceCodes | null;
  readonly kind?: ImportKind;
  readonly words?: KindWords;
  /** Awaited every thousand rows, so that a worker can receive `Interrompi`. */
  readonly pause?: () => Promise<void>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (rowsDone: number, rowsTotal: number) => void;
}

const ROWS_BETWEEN_PAUSES = 1000;

/** One checked row for each row of the table, in its order. Throws the signal's reason when aborted. */
export async function checkRows(table: FileTable, options: CheckOptions): Promise<CheckedRow[]> {
  const { today, places, pause, signal, onProgress } = options;
  const { mapping, dateOrder, header } = table;
  const { kind = 'region', words } = options;
  const context = { mapping, dateOrder, header, today, places, kind, words };
  const cellCountProblem = cellCountCheck(table);
  const firstLines = new Map<string, number>();
  const checked: CheckedRow[] = [];
  for (const row of table.rows) {
    const result = checkRow(row, context);
    const problems = [
      cellCountProblem(row.cells),
      ...result.problems,
      bringsPatients(kind) ? repeatedTaxCode(result, firstLines) : null,
    ].filter((problem) => problem !== null);
    checked.push({ ...result, problems });
    if (checked.length % ROWS_BETWEEN_PAUSES === 0) {
      onProgress?.(checked.length, table.rows.length);
      await pause?.();
      signal?.throwIfAborted();
    }
  }
  onProgress?.(checked.length, table.rows.length);
  return checked;
}

/** The first row with a code keeps it; every later one is told which that was. */
function repeatedTaxCode(row: CheckedRow, firstLines: Map<string, number>): RowProblem | null {
  if (!row.taxCode) return null;
  // Our own export may have one person twice: archived as SSN, for instance, and private since.
  const { exported } = row;
  const state = exported ? `${exported.status} ${exported.archive !== null}` : '';
  const key = `${row.taxCode.value} ${state}`;
  const firstLine = firstLines.get(key);
  if (firstLine !== undefined) return { kind: 'repeatedTaxCode', firstLine };
  firstLines.set(key, row.line);
  return null;
}
