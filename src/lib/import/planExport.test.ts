/** Rows of our own export against the list as it is now: where they agree nothing happens, where not it is shown. */
import { describe, expect, test } from 'vitest';
import { archived, NEW_LIFECYCLE } from '#lib/domain/lifecycle.ts';
import type { ArchiveReason, Lifecycle, Patient, Status } from '#lib/domain/patient.ts';
import type { CheckedRow, ExportedState } from './checkedRow.ts';
import { NO_DECISIONS, type ImportDecisions, type PlanInput } from './plan.ts';
import { planImport } from './planImport.ts';
import { input, patient, row } from './planTesting.ts';

const DAY = '2026-03-05';
const active = (status: Status): ExportedState => ({ status, archive: null });
const away = (status: Status, reason: ArchiveReason): ExportedState => ({
  status,
  archive: { reason, knownOn: DAY },
});
const lifecycleOf = ({ status, archive }: ExportedState): Lifecycle =>
  archive
    ? archived(
        { ...NEW_LIFECYCLE, status },
        { ...archive, knownOn: DAY, text: null, effectiveOn: null },
      )
    : { ...NEW_LIFECYCLE, status };

function plan(
  patients: readonly Patient[],
  rows: readonly CheckedRow[],
  more: Partial<PlanInput> = {},
  decisions: Partial<ImportDecisions> = {},
) {
  const given = input(patients, rows, { isOwnExport: true, hasExpiryColumn: true, ...more });
  return planImport(given, { ...NO_DECISIONS, archiveAbsent: true, ...decisions });
}

describe('who stands as exported is unchanged', () => {
  test.each<ExportedState>([
    active('ssn'),
    active('ssnTemporary'),
    active('ssnRevoked'),
    active('ssnDeceased'),
    away('ssnRevoked', 'ssnRevoked'),
    away('ssnDeceased', 'ssnDeceased'),
    away('ssn', 'other'),
    away('ssnTemporary', 'other'),
  ])('%j', (exported) => {
    const here = patient('A', { lifecycle: lifecycleOf(exported) });
    const { entries, toWrite } = plan([here], [row(2, 'A', { exported })]);
    expect(entries.map(({ group }) => group)).toEqual(['unchanged']);
    expect(toWrite).toBe(0);
  });

  test('somebody added by hand stays unconfirmed by the region', () => {
    const byHand = patient('A', { enrolment: null });
    const { entries } = plan([byHand], [row(2, 'A', { exported: active('ssn') })]);
    expect(entries).toMatchObject([{ group: 'unchanged', changes: [] }]);
  });

  test('without a tax code, even two of one name', () => {
    const codeless = (id: string) => ({
      ...patient('A', { identity: { taxCode: null, taxCodeKind: null } }),
      id,
    });
    const said = { exported: active('ssn'), lastName: 'ROSSI A' };
    const { entries } = plan(
      [codeless('one'), codeless('two')],
      [row(2, null, said), row(3, null, said)],
    );
    expect(entries.map(({ group, patient: id }) => [group, id])).toEqual([
      ['unchanged', 'one'],
      ['unchanged', 'two'],
    ]);
  });

  test('the same code private and in the archive: each row finds its own', () => {
    const was = away('ssnRevoked', 'ssnRevoked');
    const old = patient('A', { lifecycle: lifecycleOf(was) });
    const now = { ...patient('A', { lifecycle: { status: 'private' } }), id: 'private-A' };
    const rows = [row(2, 'A', { exported: was }), row(3, 'A', { exported: active('private') })];
    const { entries } = plan([old], rows, { privatePatients: [now] });
    expect(entries.map(({ group, patient: id }) => [group, id])).toEqual([
      ['unchanged', old.id],
      ['unchanged', 'private-A'],
    ]);
  });
});

describe('who does not is shown', () => {
  test.each<[ExportedState, ExportedState, string, boolean]>([
    [active('ssn'), away('ssn', 'other'), 'toArchive', true],
    [active('ssn'), active('ssnDeceased'), 'toArchive', true],
    [active('ssn'), active('ssnTemporary'), 'statusChanged', true],
    [away('ssnRevoked', 'ssnRevoked'), active('ssn'), 'reactivated', false],
    [away('ssn', 'other'), active('ssn'), 'reactivated', false],
    [away('ssnRevoked', 'ssnRevoked'), away('ssn', 'other'), 'unchanged', false],
    [active('ssnDeceased'), active('ssn'), 'problems', false],
  ])('here %j, in the file %j: %s', (here, exported, group, included) => {
    const known = patient('A', { lifecycle: lifecycleOf(here) });
    const { entries } = plan([known], [row(2, 'A', { exported })]);
    expect(entries).toMatchObject([{ group, included }]);
  });

  test('a name corrected in the file is a problem, as in any list', () => {
    const said = { exported: active('ssn'), lastName: 'BIANCHI' };
    const { entries } = plan([patient('A')], [row(2, 'A', said)]);
    expect(entries).toMatchObject([{ group: 'problems', canProposeCorrection: true }]);
  });

  test('an address corrected in the file is written', () => {
    const said = { exported: active('ssn'), residence: { address: 'VIA NUOVA 1' } };
    const { entries } = plan([patient('A')], [row(2, 'A', said)]);
    expect(entries).toMatchObject([{ group: 'changed', included: true }]);
  });
});

describe('who is not known here', () => {
  test('comes in archived on the day the export says, with status and reason', () => {
    const { entries } = plan([], [row(2, 'A', { exported: away('ssnTemporary', 'other') })]);
    expect(entries).toMatchObject([
      { group: 'toArchive', reasons: [{ kind: 'archivedInFile' }], included: true },
    ]);
    const changes = entries.flatMap((entry) => entry.changes);
    expect(changes.find(({ column }) => column === 'lifecycle')?.to).toMatchObject({
      status: 'ssnTemporary',
      archive: { reason: 'other', knownOn: DAY },
    });
  });

  test('a private person is never imported', () => {
    const { entries } = plan([], [row(2, 'A', { exported: active('private') })]);
    expect(entries).toMatchObject([
      { group: 'problems', reasons: [{ kind: 'isPrivate' }], canInclude: false },
    ]);
  });
});

test('an export proves no absence', () => {
  const { entries, notices } = plan(
    [patient('A'), patient('B')],
    [row(2, 'A', { exported: active('ssn') })],
  );
  expect(entries.map(({ group }) => group)).toEqual(['unchanged']);
  expect(notices).toContainEqual(expect.objectContaining({ why: 'ownExport' }));
});
