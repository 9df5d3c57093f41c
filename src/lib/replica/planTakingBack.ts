/** `Annulla`: the inverse of a whole command, in every document it wrote, where nobody changed it since. */
import { isErasure } from '#lib/domain/change.ts';
import type { Cell, Column, PatientId } from '#lib/domain/patient.ts';
import { failed } from '#lib/domain/result.ts';
import { planUndo, writerOf } from '#lib/domain/undo.ts';
import { cellOf } from './columns.ts';
import type { LeftOut } from './editDesk.ts';
import { type PatientPart, type PlannedEdit, partsInOrder, planOf } from './editPlan.ts';
import type { HistoryRow } from './ledger.ts';
import type { OpenList } from './openLists.ts';
import type { EditPlanner } from './planEdits.ts';
import { requestsTakenBack } from './planRequests.ts';
import { storedValues } from './storedValues.ts';

/** `done` is what the command wrote, as the history keeps it. */
export async function planTakingBack(
  planner: EditPlanner,
  editId: string,
  done: readonly HistoryRow[],
): Promise<PlannedEdit> {
  const { lists, author, history: historyOf } = planner;
  if (done.some(({ changes }) => changes.some(isErasure))) return failed({ kind: 'erasedForGood' });
  const touched = new Set(done.flatMap(({ changes }) => changes.map(({ patient }) => patient)));
  const history = await historyOf([...touched]);
  const parts: PatientPart[] = [];
  const kept = new Set<PatientId>();
  const forbidden = new Set<PatientId>();
  for (const [name, rows] of Map.groupBy(done, (row) => row.document)) {
    const written = rows.flatMap(({ changes }) => changes);
    const open = lists.named(name);
    if (!open) {
      for (const { patient } of written) forbidden.add(patient);
      continue;
    }
    const stored = storedValues(open, history);
    const undo = planUndo(written, currentValues(open, history), rows[0]?.t ?? '');
    for (const { patient } of undo.kept) kept.add(patient);
    for (const [patient, changes] of Map.groupBy(undo.changes, (change) => change.patient)) {
      if (author.refused(changes, stored, open) > 0) forbidden.add(patient);
      parts.push({ patient, document: open.name, changes });
    }
  }
  const isDone = ({ patient, document }: PatientPart) => {
    if (forbidden.has(patient)) return false;
    // Of a patient who moved, half must not come back: he would stand in both lists, or in none.
    const standsElsewhere = done.some(
      (row) => row.document !== document && row.patients.includes(patient),
    );
    return !(standsElsewhere && kept.has(patient));
  };
  const undone = parts.filter(isDone);
  const patients = new Set(undone.map(({ patient }) => patient));
  const leftOut = [...touched]
    .filter((patient) => !patients.has(patient))
    .map((patient): LeftOut => {
      const kind = forbidden.has(patient) ? 'forbidden' : 'changedSince';
      return { patient, why: { kind } };
    });
  const requests = requestsTakenBack(planner, done);
  if (requests === null || (touched.size === 0 && requests.length === 0)) {
    return failed({ kind: 'changedSince' });
  }
  const ordered = partsInOrder(undone, ({ column, patient, from, to }) => ({
    map: column,
    key: patient,
    from,
    to,
  }));
  const whole = leftOut.length > 0 ? ordered : [...ordered, ...requests];
  return planOf([...patients], whole, leftOut, editId);
}

/** What is stored now, with the clock reading of the command it really comes from. */
function currentValues({ document, name }: OpenList, history: readonly HistoryRow[]) {
  const ofPatient = Map.groupBy(
    history
      .filter((row) => row.document === name)
      .flatMap((row) => row.patients.map((patient) => ({ patient, row }))),
    ({ patient }) => patient,
  );
  return (column: Column, patient: PatientId): Cell | null => {
    const cell = cellOf(document, column, patient);
    if (!cell) return null;
    const rows = (ofPatient.get(patient) ?? []).map(({ row }) => row);
    const t = writerOf(rows, column, patient, cell.t);
    return t === null ? null : { ...cell, t };
  };
}
