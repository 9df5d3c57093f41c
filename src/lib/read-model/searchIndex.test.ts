import { describe, expect, test } from 'vitest';
import type { Identity, Lifecycle } from '#lib/domain/patient.ts';
import { identity, lifecycle } from '../../../tests/fixtures/patients.ts';
import { ALONE, sightIn } from '../../../tests/fixtures/team.ts';
import { defaultListQuery } from './listQuery.ts';
import { projectPatient } from './projectPatient.ts';
import { createSearchIndex } from './searchIndex.ts';

const stamp = { t: '', by: '' };
const TODAY = '2026-11-24';

function row(id: string, who: Partial<Identity>, state: Partial<Lifecycle> = {}) {
  return projectPatient(
    {
      id,
      panel: 'panel-1',
      identity: { ...identity(0, who), ...stamp },
      lifecycle: { ...lifecycle(state), ...stamp },
    },
    'ssn:panel-1',
  );
}

function filled() {
  const index = createSearchIndex();
  index.see(sightIn(ALONE));
  index.put([
    row('1', { lastName: 'VERDI', firstName: 'ADA', birthDate: '1950-01-01' }),
    row('2', { lastName: 'Àlberti', firstName: 'Ugo', birthDate: '1973-04-05' }),
    row(
      '3',
      { lastName: 'BIANCHI', firstName: 'EVA', birthDate: null },
      { status: 'ssnTemporary' },
    ),
    row(
      '4',
      { lastName: 'NERI', firstName: 'PIO' },
      { archive: { reason: 'other', text: null, knownOn: '2026-01-02', effectiveOn: null } },
    ),
    row('5', { lastName: 'ROSSI', firstName: 'IDA' }, { binned: { at: 1, by: 'x' } }),
  ]);
  return index;
}

const ssn = defaultListQuery('ssn');

describe('the search index', () => {
  test('lists a tab in the order of names, accents and case aside', () => {
    const page = filled().query(ssn, TODAY);
    expect(page.rows.map(({ id }) => id)).toEqual(['2', '3', '1']);
    expect(page).toMatchObject({ total: 3, found: 3 });
  });

  test('counts what filters leave beside what there is', () => {
    const page = filled().query({ ...ssn, status: 'ssnTemporary' }, TODAY);
    expect(page).toMatchObject({ total: 3, found: 1 });
  });

  test('gives the window that was asked for', () => {
    const page = filled().query({ ...ssn, offset: 1, limit: 1 }, TODAY);
    expect(page.rows.map(({ id }) => id)).toEqual(['3']);
    expect(page.found).toBe(3);
  });

  test('sorts by birth date and status in both directions', () => {
    const ids = (by: 'birthDate' | 'status', descending: boolean) =>
      filled()
        .query({ ...ssn, sort: { by, descending } }, TODAY)
        .rows.map(({ id }) => id);
    expect(ids('birthDate', true)).toEqual(['2', '1', '3']);
    expect(ids('status', false)).toEqual(['2', '1', '3']);
  });

  test('filters by year of birth', () => {
    const page = filled().query({ ...ssn, birthYear: 1973 }, TODAY);
    expect(page.rows.map(({ id }) => id)).toEqual(['2']);
  });

  test('follows what changes and what goes', () => {
    const index = filled();
    index.put([row('1', { lastName: 'AAA', firstName: 'ADA' })]);
    index.remove([['ssn:panel-1', '2']]);
    expect(index.query(ssn, TODAY).rows.map(({ id }) => id)).toEqual(['1', '3']);
    expect(index.counts()).toEqual({ ssn: 2, group: 2, private: 0, archive: 1 });
  });

  test('finds the same whatever was typed before', () => {
    const typed = ['a', 'al', 'alb', 'al', 'ugo al', 'u', '0', '04', '04/', '04/1973', '1973', ''];
    const index = filled();
    for (const text of typed) {
      for (const status of [null, 'ssn'] as const) {
        const query = { ...ssn, text, status };
        expect(index.query(query, TODAY), text).toEqual(filled().query(query, TODAY));
      }
    }
  });
});
