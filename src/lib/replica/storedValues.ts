import { plainDateAt } from '#lib/domain/plainDate.ts';
import type { KnownValues } from './author.ts';
import { cellOf } from './columns.ts';
import { millisecondsOf } from './hybridClock.ts';
import type { HistoryRow } from './ledger.ts';
import type { OpenList } from './openLists.ts';

/** What the policy asks about the values that are replaced; what they had replaced is in the history. */
export function storedValues(
  { document, name }: Pick<OpenList, 'document' | 'name'>,
  history: readonly HistoryRow[],
): KnownValues {
  const rowsByReading = Map.groupBy(
    history.filter((row) => row.document === name),
    ({ t }) => t,
  );
  return (column, patient) => {
    const cell = cellOf(document, column, patient);
    if (!cell) return null;
    const replaced = rowsByReading
      .get(cell.t)
      ?.flatMap(({ changes }) => changes)
      .find((change) => change.column === column && change.patient === patient);
    return {
      by: cell.by,
      on: plainDateAt(millisecondsOf(cell.t)),
      receivedAt: null,
      replaced: replaced?.from ?? null,
    };
  };
}
