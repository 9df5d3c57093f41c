import { expect, test } from 'vitest';
import type { Lifecycle } from '#lib/domain/patient.ts';
import type { Role } from '#lib/domain/session.ts';
import type { Team } from '#lib/domain/team.ts';
import type { DocumentName } from '#lib/replica/documents.ts';
import { identity, lifecycle } from '../../../tests/fixtures/patients.ts';
import { ADA, ALONE, BRUNO, CLARA, CLINIC, GROUP, sightIn } from '../../../tests/fixtures/team.ts';
import { NO_DOCTOR } from './listFilters.ts';
import { defaultListQuery, type ListTab } from './listQuery.ts';
import { projectPatient } from './projectPatient.ts';
import { createSearchIndex } from './searchIndex.ts';

const stamp = { t: '', by: '' };
const TODAY = '2026-11-24';

/** `where` is list and panel, as in a document's name. */
function row(id: string, where: DocumentName, state: Partial<Lifecycle> = {}) {
  const [list = '', panel = ''] = where.split(':');
  const status = list === 'private' ? 'private' : 'ssn';
  return projectPatient(
    {
      id,
      panel,
      identity: { ...identity(0, { lastName: `N${id}` }), ...stamp },
      lifecycle: { ...lifecycle({ status, ...state }), ...stamp },
    },
    where,
  );
}

const LEFT = {
  archive: { reason: 'other', text: null, knownOn: '2026-01-02', effectiveOn: null },
} as const;

const ROWS = [
  row('a1', 'ssn:panel-1'),
  row('a2', 'ssn:panel-1', { status: 'ssnTemporary' }),
  row('a3', 'ssn:panel-1', LEFT),
  row('a4', 'private:panel-1'),
  row('a5', 'private:panel-1', LEFT),
  row('b1', 'ssn:panel-2'),
  row('b2', 'ssn:panel-2', LEFT),
  row('b3', 'private:panel-2'),
  row('b4', 'private:panel-2', LEFT),
  row('c1', 'ssn:panel-9', { status: 'ssnTemporary' }),
];

function indexFor(team: Team, role: Role) {
  const index = createSearchIndex();
  index.put(ROWS);
  index.see(sightIn(team, role));
  return index;
}

function shown(team: Team, role: Role, tab: ListTab, text = ''): string {
  const { rows } = indexFor(team, role).query({ ...defaultListQuery(tab), text }, TODAY);
  return rows.map(({ id }) => id).join(' ');
}

const TWO: Team = { kind: 'group', assignees: [ADA, BRUNO] };
const AMT: Team = { kind: 'temporary', assignees: [ADA, BRUNO, CLINIC] };

const SEEN: readonly [Role, Team, { readonly [T in ListTab]: string }][] = [
  ['doctor', ALONE, { ssn: 'a1 a2', group: 'a1 a2', private: 'a4', archive: 'a3 a5' }],
  ['doctor', TWO, { ssn: 'a1 a2', group: 'a1 a2 b1', private: 'a4', archive: 'a3 a5 b2' }],
  ['substitute', TWO, { ssn: 'a1 a2', group: 'a1 a2 b1', private: 'a4', archive: 'a3 a5 b2' }],
  ['secretary', TWO, { ssn: 'a1 a2 b1', group: 'a1 a2 b1', private: '', archive: 'a3 b2' }],
  ['nurse', AMT, { ssn: 'a1 a2 b1 c1', group: 'a2 c1', private: '', archive: 'a3 b2' }],
  ['doctor', AMT, { ssn: 'a1 a2 c1', group: 'a2 c1', private: 'a4', archive: 'a3 a5 b2' }],
  ['support', TWO, { ssn: '', group: '', private: '', archive: '' }],
];

test.each(SEEN)(
  'a %s sees the rows he may see, tab by tab, searched or not',
  (role, team, tabs) => {
    const counts = indexFor(team, role).counts();
    for (const [tab, ids] of Object.entries(tabs) as [ListTab, string][]) {
      expect(shown(team, role, tab)).toBe(ids);
      expect(shown(team, role, tab, 'sintetica')).toBe(ids);
      expect(counts[tab]).toBe(ids === '' ? 0 : ids.split(' ').length);
    }
  },
);

test('nothing is seen before it is known who looks', () => {
  const index = createSearchIndex();
  index.put(ROWS);
  expect(index.query(defaultListQuery('ssn'), TODAY).total).toBe(0);
});

test('the group is filtered and sorted by doctor; who left leaves patients without one', () => {
  const left: Team = { ...TWO, assignees: [{ ...ADA, inactiveSince: '2026-11-01' }, BRUNO, CLARA] };
  const index = indexFor(left, 'doctor');
  const query = defaultListQuery('group');
  const ids = (more: Partial<typeof query>) =>
    index.query({ ...query, ...more }, TODAY).rows.map(({ id }) => id);
  expect(ids({ doctor: BRUNO.panel })).toEqual(['b1']);
  expect(ids({ doctor: NO_DOCTOR })).toEqual(['a1', 'a2']);
  expect(ids({ sort: { by: 'doctor', descending: false } })).toEqual(['a1', 'a2', 'b1']);
  expect(ids({ sort: { by: 'doctor', descending: true } })).toEqual(['b1', 'a2', 'a1']);
  expect(index.enrolments(ADA.panel)).toEqual({ openEnded: 1, temporary: 1, derogated: 0 });
});

test('a team that changes is seen at once', () => {
  const index = indexFor(ALONE, 'doctor');
  expect(index.counts().group).toBe(2);
  index.see(sightIn(GROUP));
  expect(index.counts().group).toBe(3);
});
