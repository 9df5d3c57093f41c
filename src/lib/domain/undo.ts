/**
 * `Annulla`, of an import or of an edit: takes back exactly the values that are still the command's
 * own, and tells those that somebody changed since. A patient whom the command created and on whom anybody has
 * worked since, in any column, is kept whole: half a patient would lose that work or leave it without a name.
 */
import { type Change, sameValue, valueOf } from './change.ts';
import { COLUMNS, type Cell, type Column, type ColumnValue, type PatientId } from './patient.ts';

export interface KeptValue {
  readonly patient: PatientId;
  readonly column: Column;
}

export interface UndoPlan {
  readonly changes: readonly Change[];
  readonly kept: readonly KeptValue[];
}

/**
 * `current` is what is stored now, cleared values included; `writtenT` the clock reading of the command's values,
 * `undoTs` those of commands taken back since: what they gave back to this command is its own again.
 */
export function planUndo(
  written: readonly Change[],
  current: (column: Column, patient: PatientId) => Cell | null,
  writtenT: string,
  undoTs: ReadonlySet<string> = new Set(),
): UndoPlan {
  const isOwn = (cell: Cell, value: ColumnValue) =>
    cell.t === writtenT || (undoTs.has(cell.t) && sameValue(valueOf(cell), value));
  const changes: Change[] = [];
  const kept: KeptValue[] = [];
  for (const [patient, ofPatient] of Map.groupBy(written, (change) => change.patient)) {
    const values = new Map(ofPatient.map(({ column, to }) => [column, to]));
    const columns = isCreation(ofPatient) ? COLUMNS : [...values.keys()];
    const changedSince = new Set(
      columns.filter((column) => {
        const cell = current(column, patient);
        return cell !== null && !isOwn(cell, values.get(column) ?? null);
      }),
    );
    for (const column of changedSince) kept.push({ patient, column });
    if (isCreation(ofPatient) && changedSince.size > 0) continue;
    for (const change of ofPatient) {
      const cell = current(change.column, patient);
      if (cell === null || !isOwn(cell, change.to)) continue;
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

/** One command as the history keeps it. */
export interface WrittenCommand {
  readonly command: string;
  readonly t: string;
  /** The command that this one took back. */
  readonly undoes?: string;
  readonly changes: readonly Change[];
}

/**
 * The clock reading of the command that a stored value really comes from: an undo puts back what an earlier
 * command had written, which can then be taken back in its turn. Null: what was there before any command.
 * Where the history does not tell (written elsewhere), the reading stays as it is.
 */
export function writerOf(
  history: readonly WrittenCommand[],
  column: Column,
  patient: PatientId,
  t: string,
): string | null {
  const undone = undoneBy(history, t);
  const taken = undone && changeIn(undone, column, patient);
  if (!undone || !taken) return t;
  const before = history
    .filter((earlier) => earlier.t < undone.t && changeIn(earlier, column, patient))
    .reduce<WrittenCommand | null>((last, next) => (last && last.t > next.t ? last : next), null);
  if (!before) return taken.from === null ? null : t;
  return sameValue(changeIn(before, column, patient)?.to, taken.from)
    ? writerOf(history, column, patient, before.t)
    : t;
}

function undoneBy(history: readonly WrittenCommand[], t: string): WrittenCommand | undefined {
  const undoes = history.find((written) => written.t === t)?.undoes;
  return undoes === undefined ? undefined : history.find(({ command }) => command === undoes);
}

function changeIn(written: WrittenCommand, column: Column, patient: PatientId) {
  return written.changes.find((change) => change.column === column && change.patient === patient);
}
