import { describe, expect, test } from 'vitest';
import { type PracticeWrite, mayWritePractice, teamAfter } from './practicePolicy.ts';
import { type PanelAccess, type Session, NO_GRANTS } from './session.ts';
import type { Team, TeamDoctor } from './team.ts';

const TODAY = '2026-11-23';
const ADA: TeamDoctor = {
  ...{ kind: 'doctor', id: 'doctor-1', panel: 'panel-1', firstName: 'Ada', lastName: 'Prova' },
  ...{ codes: ['12345'], inactiveSince: null },
};
const BRUNO: TeamDoctor = {
  ...{ ...ADA, id: 'doctor-2', panel: 'panel-2', firstName: 'Bruno', lastName: 'Esempio' },
  codes: ['23456'],
};
const TEAM: Team = { kind: 'group', assignees: [ADA, BRUNO] };

function session(role: Session['role'], ...panels: PanelAccess[]): Session {
  return { practiceId: 'practice-1', userId: 'account-7', name: 'Prova', role, panels };
}
const own: PanelAccess = { panel: 'panel-1', relation: 'own', grants: NO_GRANTS };
const ada = session('doctor', own, { panel: 'panel-2', relation: 'group', grants: NO_GRANTS });
const importer = session('secretary', {
  ...{ panel: 'panel-1', relation: 'staff' },
  grants: { ...NO_GRANTS, regionalImport: true },
});
const staff = session('secretary', { panel: 'panel-1', relation: 'staff', grants: NO_GRANTS });
const substitute = session('substitute', {
  ...{ panel: 'panel-1', relation: 'substitute', from: TODAY, to: TODAY, grants: NO_GRANTS },
});
/** A doctor of elsewhere who replaces Ada. */
const visiting = session('doctor', {
  ...{ panel: 'panel-1', relation: 'substitute', from: TODAY, to: TODAY, grants: NO_GRANTS },
});

function may(who: Session, map: string, key: string, to: object | null, team = TEAM): boolean {
  return mayWritePractice(who, team, { map, key, from: null, to }, TODAY);
}

function doctor(more: object = {}): object {
  return { firstName: 'Clara', lastName: 'Modello', panel: 'panel-3', codes: ['34567'], ...more };
}

describe('a new doctor', () => {
  test.each([
    ['a doctor of the practice', ada, true],
    ['staff', staff, false],
    ['staff who import', importer, false],
    ['a substitute', substitute, false],
    ['a doctor of elsewhere', visiting, false],
  ])('by %s', (_, who, isAllowed) => {
    expect(may(who, 'doctors', 'doctor-3', doctor())).toBe(isAllowed);
    expect(may(who, 'clinics', 'clinic-1', { name: 'Sede', panel: 'panel-9', codes: [] })).toBe(
      isAllowed,
    );
  });

  test.each([
    ['with the panel of a colleague', { panel: 'panel-2' }],
    ['with a code that is taken', { codes: ['0 23456'] }],
    ['without a name', { lastName: ' ' }],
  ])('%s is none', (_, more) => {
    expect(may(ada, 'doctors', 'doctor-3', doctor(more))).toBe(false);
  });
});

describe('a doctor who is there', () => {
  const known = { firstName: 'Bruno', lastName: 'Esempio', panel: 'panel-2', codes: ['23456'] };
  test.each([
    ['keeps his panel', { ...known, panel: 'panel-1' }, false],
    ['may be given another name', { ...known, lastName: 'Esempi' }, true],
    ['is never taken off', null, false],
  ])('%s', (_, to, isAllowed) => {
    expect(may(ada, 'doctors', 'doctor-2', to)).toBe(isAllowed);
  });

  test('does not become a clinic', () => {
    expect(may(ada, 'clinics', 'doctor-2', { name: 'B', panel: 'panel-2', codes: [] })).toBe(false);
  });

  test('gets the codes confirmed at an import from whoever may import for him, and nothing else', () => {
    const hers = { firstName: 'Ada', lastName: 'Prova', panel: 'panel-1', codes: ['12345', '9'] };
    expect(may(importer, 'doctors', 'doctor-1', hers)).toBe(true);
    expect(may(substitute, 'doctors', 'doctor-1', hers)).toBe(true);
    expect(may(staff, 'doctors', 'doctor-1', hers)).toBe(false);
    expect(may(importer, 'doctors', 'doctor-1', { ...hers, firstName: 'Anna' })).toBe(false);
    expect(may(importer, 'doctors', 'doctor-1', { ...hers, codes: ['9'] })).toBe(false);
    expect(may(importer, 'doctors', 'doctor-2', { ...known, codes: ['23456', '9'] })).toBe(false);
  });
});

test('somebody stays in service', () => {
  const gone: Team = { ...TEAM, assignees: [ADA, { ...BRUNO, inactiveSince: TODAY }] };
  expect(may(ada, 'departures', 'doctor-2', { since: TODAY })).toBe(true);
  expect(may(ada, 'departures', 'doctor-1', { since: TODAY }, gone)).toBe(false);
  expect(may(staff, 'departures', 'doctor-2', { since: TODAY })).toBe(false);
});

test('settings are the doctors’, a ceiling is its doctor’s, mappings are of whoever imports', () => {
  const everybody = { ada, staff, importer, substitute, visiting };
  const allowed = (map: string, key: string) =>
    Object.entries(everybody).flatMap(([name, who]) => (may(who, map, key, {}) ? [name] : []));
  expect(allowed('settings', 'bin')).toEqual(['ada']);
  expect(allowed('ceilings', 'doctor-1')).toEqual(['ada']);
  expect(allowed('ceilings', 'doctor-2')).toEqual([]);
  expect(allowed('mappings', 'm1')).toEqual(['ada', 'importer', 'substitute', 'visiting']);
  expect(allowed('secrets', 'x')).toEqual([]);
});

test('the team grows with each write, so that the next one is judged by it', () => {
  const write = (map: string, key: string, to: object): PracticeWrite => ({
    ...{ map, key, from: null, to },
  });
  const added = teamAfter(TEAM, write('doctors', 'doctor-3', doctor()));
  expect(added.assignees.map(({ panel }) => panel)).toEqual(['panel-1', 'panel-2', 'panel-3']);
  expect(may(ada, 'doctors', 'doctor-4', doctor({ codes: ['9'] }), added)).toBe(false);
  const left = teamAfter(added, write('departures', 'doctor-3', { since: TODAY }));
  expect(left.assignees.at(-1)).toMatchObject({ id: 'doctor-3', inactiveSince: TODAY });
  expect(teamAfter(left, write('settings', 'kind', { kind: 'temporary' }))).toBe(left);
});
