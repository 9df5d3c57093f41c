import { expect, test } from 'vitest';
import type { Lifecycle } from '#lib/domain/patient.ts';
import { identity, lifecycle } from '../../../tests/fixtures/patients.ts';
import { projectPatient } from './projectPatient.ts';
import { quickSearch, type QuickQuestion } from './quickSearch.ts';
import { createSearchIndex } from './searchIndex.ts';

const stamp = { t: '', by: '' };
const EVERYTHING = ['ssn', 'private', 'archive'] as const;

function row(id: string, lastName: string, state: Partial<Lifecycle> = {}) {
  const patient = {
    id,
    panel: 'panel-1',
    identity: { ...identity(0, { lastName, firstName: 'ADA' }), ...stamp },
    lifecycle: { ...lifecycle(state), ...stamp },
  };
  const list = state.status === 'private' ? ('private' as const) : ('ssn' as const);
  return projectPatient(patient, `${list}:panel-1`);
}

const archive = { reason: 'other', text: null, knownOn: '2026-01-02', effectiveOn: null } as const;
const index = createSearchIndex();
index.put([
  row('1', 'ROSSI BIANCHI'),
  row('2', 'ROSSETTI', { status: 'private' }),
  row('3', 'ROSSI', { archive }),
  row('4', 'ROSSINI', { binned: { at: 1, by: 'x' } }),
  row('5', 'VERDI'),
]);

function ask(
  more: Partial<QuickQuestion>,
  seen: readonly ('ssn' | 'private' | 'archive')[] = EVERYTHING,
) {
  const question = { text: '', scope: 'all', recent: [], ...more } as const;
  const { found, rows } = quickSearch(index, question, seen, '2026-11-24');
  expect(rows.length).toBe(found);
  return rows.map(({ id }) => id).join('');
}

test('finds in all lists, in the order of names, nobody who is in the bin', () => {
  expect(ask({ text: 'ross' })).toBe('231');
});

test('leaves the archive out among active patients', () => {
  expect(ask({ text: 'ross', scope: 'active' })).toBe('21');
});

test('shows nothing of a list that may not be seen, not even as opened lately', () => {
  expect(ask({ text: 'ross' }, ['ssn', 'archive'])).toBe('31');
  expect(ask({ recent: ['2', '5'] }, ['ssn', 'archive'])).toBe('5');
});

test('shows who was opened lately while nothing is typed', () => {
  expect(ask({ text: '  ', recent: ['5', 'gone', '3', '4', '1'] })).toBe('531');
  expect(ask({ recent: ['5', '3', '1'], scope: 'active' })).toBe('51');
});
