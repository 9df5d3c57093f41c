import { describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/change.ts';
import { planImport } from './planImport.ts';
import { ListModel, decisions, idOf, includedChanges, input, patient, row } from './planTesting.ts';
import { planUndo } from '#lib/domain/undo.ts';

const IMPORT_T = '2026-11-23T10';
const LATER = '2026-11-23T11';
const LATEST = '2026-11-23T12';

/** A list of A, into which an import brought another town and expiry for A and the new patient B. */
function imported() {
  const before = [patient('A', { residence: { town: 'FIRENZE' } })];
  const rows = [
    row(2, 'A', { residence: { town: 'PRATO' }, expiresOn: '2027-05-01' }),
    row(3, 'B'),
  ];
  const changes = includedChanges(planImport(input(before, rows), decisions()));
  const list = new ListModel(before);
  const start = list.values();
  return { changes, start, list: list.apply(changes, IMPORT_T) };
}

function edit(patientId: string, column: 'note' | 'residence', to: object): Change {
  return { patient: patientId, column, from: null, to } as Change;
}

describe('Annulla importazione', () => {
  test('takes back everything that is still as the import left it', () => {
    const { changes, start, list } = imported();
    const undo = planUndo(changes, list.cell, IMPORT_T);
    expect(undo.kept).toEqual([]);
    expect(list.apply(undo.changes, LATER).values()).toEqual(start);
  });

  test('keeps a value that somebody changed since, and lists it', () => {
    const { changes, list } = imported();
    list.apply([edit(idOf('A'), 'residence', { town: 'LUCCA' })], LATER);
    const undo = planUndo(changes, list.cell, IMPORT_T);
    expect(undo.kept).toEqual([{ patient: idOf('A'), column: 'residence' }]);
    expect(
      undo.changes.filter(({ patient: id }) => id === idOf('A')).map(({ column }) => column),
    ).toEqual(['lifecycle', 'enrolment']);
  });

  test('an edit of another column does not stop what the import changed of a known patient', () => {
    const { changes, list } = imported();
    list.apply([edit(idOf('A'), 'note', { text: 'chiamare' })], LATER);
    expect(planUndo(changes, list.cell, IMPORT_T).kept).toEqual([]);
  });

  test('keeps whole a created patient on whom somebody has worked since', () => {
    const { changes, list } = imported();
    list.apply([edit(idOf('B'), 'note', { text: 'chiamare' })], LATER);
    const undo = planUndo(changes, list.cell, IMPORT_T);
    expect(undo.kept).toEqual([{ patient: idOf('B'), column: 'note' }]);
    expect(undo.changes.some(({ patient: id }) => id === idOf('B'))).toBe(false);
  });

  test('a later import taken back is no change: both can be taken back, the last one first', () => {
    const { changes, start, list } = imported();
    const rows = [row(2, 'A', { residence: { town: 'LUCCA' } }), row(3, 'B', { sex: 'F' })];
    const second = includedChanges(planImport(input(list.patients(), rows), decisions()));
    list.apply(second, LATER);
    expect(planUndo(changes, list.cell, IMPORT_T).kept).not.toEqual([]);
    list.apply(planUndo(second, list.cell, LATER).changes, LATEST);
    const undo = planUndo(changes, list.cell, IMPORT_T, new Set([LATEST]));
    expect(undo.kept).toEqual([]);
    expect(list.apply(undo.changes, `${LATEST}:30`).values()).toEqual(start);
  });

  test('a value set again by hand, though the same, is somebody’s own', () => {
    const { changes, list } = imported();
    list.apply([edit(idOf('A'), 'residence', { town: 'PRATO' })], LATER);
    const undo = planUndo(changes, list.cell, IMPORT_T, new Set([LATEST]));
    expect(undo.kept).toEqual([{ patient: idOf('A'), column: 'residence' }]);
  });

  test('done twice, the second finds nothing of the import left', () => {
    const { changes, list } = imported();
    list.apply(planUndo(changes, list.cell, IMPORT_T).changes, LATER);
    expect(planUndo(changes, list.cell, IMPORT_T).changes).toEqual([]);
  });

  test('the same list imported again after an undo brings the same patients back', () => {
    const { changes, list } = imported();
    list.apply(planUndo(changes, list.cell, IMPORT_T).changes, LATER);
    const again = planImport(
      input(list.patients(), [row(3, 'B')]),
      decisions({ archiveAbsent: false }),
    );
    expect(again.entries[0]).toMatchObject({ group: 'added', patient: idOf('B') });
  });
});
