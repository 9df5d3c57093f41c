/**
 * `Annulla importazione`: takes back exactly the values that are still the import's own, and tells those that
 * somebody changed since. A patient whom the import created and on whom anybody has worked since, in any column,
 * is kept whole: half a patient would lose that work or leave it without a name.
 */
import type { Change } from '#lib/domain/change.ts';
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

/** `current` is what is stored now, cleared values included; `importT` the clock reading of the import's values. */
export function planUndo(
  importChanges: readonly Change[],
  current: (column: Column, patient: PatientId) => Cell | null,
  importT: string,
): UndoPlan {
  const changes: Change[] = [];
  const kept: KeptValue[] = [];
  for (const [patient, written] of Map.groupBy(importChanges, (change) => change.patient)) {
    const columns = isCreation(written) ? COLUMNS : written.map(({ column }) => column);
    const changedSince = new Set(
      columns.filter((column) => {
        const cell = current(column, patient);
        return cell !== null && cell.t !== importT;
      }),
    );
    for (const column of changedSince) kept.push({ patient, column });
    if (isCreation(written) && changedSince.size > 0) continue;
    for (const change of written) {
      const cell = current(change.column, patient);
      if (cell?.t !== importT) continue;
      changes.push({ ...change, from: valueOf(cell), to: change.from } as Change);
    }
  }
  return { changes, kept };
}

/**
 * `Togli i dati dimostrativi`: nobody of the made-up patients is to stay, whatever was tried on them since.
 * `imported` is what the import wrote.
 */
export function planRemoval(
  imported: readonly Change[],
  current: (column: Column, patient: PatientId) => Cell | null,
): UndoPlan {
  const patients = new Set(
    imported.filter((change) => isCreation([change])).map(({ patient }) => patient),
  );
  const changes: Change[] = [];
  for (const patient of patients) {
    for (const column of COLUMNS) {
      const cell = current(column, patient);
      const from = cell && valueOf(cell);
      if (from !== null) changes.push({ column, patient, from, to: null } as Change);
    }
  }
  return { changes, kept: [] };
}

function isCreation(changes: readonly Change[]): boolean {
  return changes.some(({ column, from }) => column === 'identity' && from === null);
}

function valueOf(cell: Cell): ColumnValue {
  const { t: _t, by: _by, ...value }: Stamp & Partial<Cleared> = cell;
  return 'cleared' in value ? null : (value as unknown as ColumnValue);
}
