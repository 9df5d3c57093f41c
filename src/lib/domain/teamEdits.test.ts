import { expect, test } from 'vitest';
import { ADA, ALONE, BRUNO, CLINIC, GROUP, TODAY } from '../../../tests/fixtures/team.ts';
import type { Team } from './team.ts';
import { editTeam, mayManageTeam, type TeamEdit, type TeamRefusal } from './teamEdits.ts';

const ADD_BRUNO: TeamEdit = {
  kind: 'addDoctor',
  id: BRUNO.id,
  panel: BRUNO.panel,
  firstName: ' Bruno ',
  lastName: 'Esempio',
  doctorCode: ' 23456',
};

const ADD_CLINIC: TeamEdit = {
  kind: 'addClinic',
  id: CLINIC.id,
  panel: CLINIC.panel,
  name: CLINIC.name,
  code: '90001',
};

function edited(team: Team, edit: TeamEdit): Team {
  const outcome = editTeam(team, edit, TODAY);
  if (!outcome.ok) throw new Error(outcome.error.kind);
  return outcome.value;
}

test('a doctor and a clinic join, tidied, each once', () => {
  const both = edited(edited(ALONE, ADD_BRUNO), ADD_CLINIC);
  expect(both.assignees).toEqual([ADA, BRUNO, CLINIC]);
  expect(edited(both, ADD_BRUNO)).toBe(both);
  expect(edited(ALONE, { ...ADD_CLINIC, code: ' 0 ' }).assignees[1]?.codes).toEqual([]);
});

const REFUSED: readonly [string, Team, TeamEdit, TeamRefusal][] = [
  ['no name', ALONE, { ...ADD_BRUNO, firstName: ' ' }, { kind: 'missing', field: 'firstName' }],
  ['no surname', ALONE, { ...ADD_BRUNO, lastName: '' }, { kind: 'missing', field: 'lastName' }],
  ['no code', ALONE, { ...ADD_BRUNO, doctorCode: '00' }, { kind: 'missing', field: 'doctorCode' }],
  [
    'a clinic without a name',
    ALONE,
    { ...ADD_CLINIC, name: '' },
    { kind: 'missing', field: 'name' },
  ],
  [
    'a code that is taken',
    ALONE,
    { ...ADD_BRUNO, doctorCode: '012 345' },
    { kind: 'codeTaken', by: ADA },
  ],
  ['the last to leave', ALONE, leave(ADA.id, TODAY), { kind: 'lastInService' }],
  ['the last to leave some day', ALONE, leave(ADA.id, '2030-01-01'), { kind: 'lastInService' }],
  ['no day', GROUP, leave(ADA.id, '2026-02-30'), { kind: 'wrongDate' }],
  ['nobody', GROUP, leave('doctor-7', TODAY), { kind: 'noAssignee' }],
];

function leave(id: string, since: string | null): TeamEdit {
  return { kind: 'setDeparture', id, since };
}

test.each(REFUSED)('%s is refused', (_, team, edit, error) => {
  expect(editTeam(team, edit, TODAY)).toEqual({ ok: false, error });
});

test('who leaves stays with his list, and may come back', () => {
  const without = edited(GROUP, leave(BRUNO.id, TODAY));
  expect(without.assignees).toHaveLength(3);
  expect(without.assignees[1]).toEqual({ ...BRUNO, inactiveSince: TODAY });
  expect(edited(without, leave(BRUNO.id, null))).toEqual(GROUP);
});

test('the kind of practice is set, and said again is no change', () => {
  const amt = edited(GROUP, { kind: 'setPracticeKind', practiceKind: 'temporary' });
  expect(amt.kind).toBe('temporary');
  expect(edited(amt, { kind: 'setPracticeKind', practiceKind: 'temporary' })).toBe(amt);
});

test('the team is the doctor’s', () => {
  const roles = ['doctor', 'substitute', 'secretary', 'nurse', 'support'] as const;
  expect(roles.filter((role) => mayManageTeam({ role }))).toEqual(['doctor']);
});
