import { expect, test } from 'vitest';
import type { Lifecycle } from '#lib/domain/patient.ts';
import type { Role } from '#lib/domain/session.ts';
import type { Team } from '#lib/domain/team.ts';
import { identity, lifecycle } from '../../../tests/fixtures/patients.ts';
import { ALONE, GROUP, sightIn } from '../../../tests/fixtures/team.ts';
import { projectPatient } from './projectPatient.ts';
import { quickSearch, type QuickQuestion } from './quickSearch.ts';
import { createSearchIndex } from './searchIndex.ts';

const stamp = { t: '', by: '' };

function row(id: string, lastName: string, state: Partial<Lifecycle> = {}, panel = 'panel-1') {
  const patient = {
    id,
    panel,
    identity: { ...identity(0, { lastName, firstName: 'ADA' }), ...stamp },
    lifecycle: { ...lifecycle(state), ...stamp },
  };
  const list = state.status === 'private' ? ('private' as const) : ('ssn' as const);
  return projectPatient(patient, `${list}:${panel}`);
}

const archive = { reason: 'other', text: null, knownOn: '2026-01-02', effectiveOn: null } as const;
const ROWS = [
  row('1', 'ROSSI BIANCHI'),
  row('2', 'ROSSETTI', { status: 'private' }),
  row('3', 'ROSSI', { archive }),
  row('4', 'ROSSINI', { binned: { at: 1, by: 'x' } }),
  row('5', 'VERDI'),
  row('6', 'ROSSI NERI', {}, 'panel-2'),
  row('7', 'ROSSA', { status: 'private' }, 'panel-2'),
];

function ask(more: Partial<QuickQuestion>, team: Team = ALONE, role: Role = 'doctor'): string {
  const index = createSearchIndex();
  index.put(ROWS);
  index.see(sightIn(team, role));
  const { found, rows } = quickSearch(index, { text: '', scope: 'all', recent: [], ...more });
  expect(rows.length).toBe(found);
  return rows.map(({ id }) => id).join('');
}

test('finds in all lists, in the order of names, nobody who is in the bin', () => {
  expect(ask({ text: 'ross' })).toBe('231');
});

test('leaves the archive out among active patients', () => {
  expect(ask({ text: 'ross', scope: 'active' })).toBe('21');
});

test('finds the group’s patients too, each once, and nobody’s private ones but her own', () => {
  expect(ask({ text: 'ross' }, GROUP)).toBe('2316');
});

test('shows nothing of a list that may not be seen, not even as opened lately', () => {
  expect(ask({ text: 'ross' }, ALONE, 'secretary')).toBe('31');
  expect(ask({ recent: ['2', '5'] }, ALONE, 'secretary')).toBe('5');
});

test('shows who was opened lately while nothing is typed', () => {
  expect(ask({ text: '  ', recent: ['5', 'gone', '3', '4', '1'] })).toBe('531');
  expect(ask({ recent: ['5', '3', '1'], scope: 'active' })).toBe('51');
});
