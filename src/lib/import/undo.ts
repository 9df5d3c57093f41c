/**
 * `Annulla importazione`: takes back exactly the values that are still the import's own, and tells those that
 * somebody changed since. A patient whom the import created and on whom anybody has worked since, in any column,
 * is kept whole: half a patient would lose that work or leave it without a name.
 */
import { type Change, sameValue } from '#lib/domain/change.ts';
import {
  COLUMNS,
  type Cell,
  type Cleared,
  type Column,
  type ColumnValue,
  type PatientId,
  type Stamp,
} from '#lib/domain/patient.ts';

export interface KeptValue {
  readonly patient: PatientId;
  readonly column: Column;
}

export interface UndoPlan {
  readonly changes: readonly Change[];
  readonly kept: readonly KeptValue[];
}

/**
 * `current` is what is stored now, cleared values included; `importT` the clock reading of the import's values,
 * `undoTs` those of imports taken back since: what they gave back to this import is its own again.
 */
export function planUndo(
  importChanges: readonly Change[],
  current: (column: Column, patient: PatientId) => Cell | null,
  importT: string,
  undoTs: ReadonlySet<string> = new Set(),
): UndoPlan {
  const isOwn = (cell: Cell, imported: ColumnValue) =>
    cell.t === importT || (undoTs.has(cell.t) && sameValue(valueOf(cell), imported));
  const changes: Change[] = [];
  const kept: KeptValue[] = [];
  for (const [patient, written] of Map.groupBy(importChanges, (change) => change.patient)) {
    const imported = new Map(written.map(({ column, to }) => [column, to]));
    const columns = isCreation(written) ? COLUMNS : [...imported.keys()];
    const changedSince = new Set(
      columns.filter((column) => {
        const cell = current(column, patient);
        return cell !== null && !isOwn(cell, imported.get(column) ?? null);
      }),
    );
    for (const column of changedSince) kept.push({ patient, column });
    if (isCreation(written) && changedSince.size > 0) continue;
    for (const change of written) {
      const cell = current(change.column, patient);
      if (cell === null || !isOwn(cell, change.to)) continue;
      changes.push({ ...change, from: valueOf(cell), to: change.from } as Change);
    }
  }
  return { changes, kept };
}

function isCreation(changes: readonly Change[]): boolean {
  return changes.some(({ column, from }) => column === 'identity' && from === null);
}

function valueOf(cell: Cell): ColumnValue {
  const { t: _t, by: _by, ...value }: Stamp & Partial<Cleared> = cell;
  return 'cleared' in value ? null : (value as unknown as ColumnValue);
}
