import { describe, expect, it, test } from 'vitest';
import {
  ADA,
  BRUNO,
  CLARA,
  CLINIC,
  GROUP,
  sessionIn,
  TODAY,
} from '../../../tests/fixtures/team.ts';
import {
  assigneesToAddTo,
  assigneesToImportFor,
  mayImportSomewhere,
  ownAssignee,
  readableLists,
} from './panelAccess.ts';
import type { Role } from './session.ts';
import { assigneeName, panelsWithoutDoctor, type Team } from './team.ts';

const AMT: Team = { kind: 'temporary', assignees: [ADA, BRUNO, CLINIC] };

const ACCESS: readonly [Role, Team, readonly string[]][] = [
  ['doctor', GROUP, ['panel-1 own', 'panel-2 group', 'panel-3 group']],
  ['doctor', AMT, ['panel-1 own', 'panel-2 group', 'panel-9 own']],
  ['substitute', GROUP, ['panel-1 substitute', 'panel-2 group', 'panel-3 group']],
  ['substitute', AMT, ['panel-1 substitute', 'panel-2 group', 'panel-9 substitute']],
  ['secretary', AMT, ['panel-1 staff', 'panel-2 staff', 'panel-9 staff']],
  ['nurse', GROUP, ['panel-1 staff', 'panel-2 staff', 'panel-3 staff']],
  ['support', GROUP, []],
];

test.each(ACCESS)('a %s stands to each list as the team says', (role, team, access) => {
  const { panels } = sessionIn(team, role);
  expect(panels.map(({ panel, relation }) => `${panel} ${relation}`)).toEqual(access);
});

const READABLE: readonly [Role, readonly string[]][] = [
  ['doctor', ['ssn panel-1', 'private panel-1', 'ssn panel-2', 'ssn panel-3']],
  ['substitute', ['ssn panel-1', 'private panel-1', 'ssn panel-2', 'ssn panel-3']],
  ['secretary', ['ssn panel-1', 'ssn panel-2', 'ssn panel-3']],
  ['nurse', ['ssn panel-1', 'ssn panel-2', 'ssn panel-3']],
  ['support', []],
];

test.each(READABLE)('a %s reads no private list but of who lets him', (role, lists) => {
  const readable = readableLists(sessionIn(GROUP, role), TODAY);
  expect(readable.map(({ panel, list }) => `${list} ${panel}`)).toEqual(lists);
});

const OWN: readonly [Role, Team, string | undefined][] = [
  ['doctor', GROUP, ADA.id],
  ['doctor', { ...AMT, assignees: [CLINIC, BRUNO, ADA] }, ADA.id],
  ['doctor', { ...AMT, assignees: [BRUNO, CLINIC] }, CLINIC.id],
  ['substitute', GROUP, ADA.id],
  ['secretary', GROUP, ADA.id],
  ['support', GROUP, undefined],
];

test.each(OWN)('a %s has a list of his own, or none', (role, team, id) => {
  expect(ownAssignee(sessionIn(team, role), team, TODAY)?.id).toBe(id);
});

test('a substitute has a list only in his days, staff that of whom they work for', () => {
  const substitute = sessionIn(GROUP, 'substitute');
  const ended = { from: '2020-01-01', to: '2020-01-02' };
  const panels = substitute.panels.map((one) =>
    one.relation === 'substitute' ? { ...one, ...ended } : one,
  );
  expect(ownAssignee({ ...substitute, panels }, GROUP, TODAY)).toBeNull();
  const secretary = sessionIn(GROUP, 'secretary');
  const others = secretary.panels.map((one) =>
    one.relation === 'staff' && one.panel === ADA.panel ? { ...one, ofOthers: true as const } : one,
  );
  expect(ownAssignee({ ...secretary, panels: others }, GROUP, TODAY)?.id).toBe(BRUNO.id);
});

test('whoever may import anywhere may open the wizard', () => {
  expect(mayImportSomewhere(sessionIn(GROUP, 'doctor'), TODAY)).toBe(true);
  expect(mayImportSomewhere(sessionIn(GROUP, 'secretary'), TODAY)).toBe(false);
  expect(mayImportSomewhere(sessionIn(GROUP, 'support'), TODAY)).toBe(false);
});

const left = (since: string): Team => ({
  ...GROUP,
  assignees: [ADA, { ...BRUNO, inactiveSince: since }, CLARA],
});

describe('Medico associato', () => {
  const OFFERED: readonly [Role, Team, readonly string[]][] = [
    ['doctor', GROUP, ['Ada Prova']],
    ['doctor', AMT, ['Ada Prova', 'Ambulatorio di prova']],
    ['substitute', GROUP, ['Ada Prova']],
    ['secretary', GROUP, ['Ada Prova', 'Bruno Esempio', 'Clara Modello']],
    ['secretary', left(TODAY), ['Ada Prova', 'Clara Modello']],
    ['support', GROUP, []],
  ];

  it.each(OFFERED)('offers a %s those in service whose list he may add to', (role, team, names) => {
    const offered = assigneesToAddTo(sessionIn(team, role), team, TODAY);
    expect(offered.map(assigneeName)).toEqual(names);
  });
});

describe('Di chi è questo elenco?', () => {
  it('offers a doctor her own and the clinics, staff without the grant nothing', () => {
    const names = (role: Role, team: Team) =>
      assigneesToImportFor(sessionIn(team, role), team, TODAY).map(assigneeName);
    expect(names('doctor', GROUP)).toEqual(['Ada Prova']);
    expect(names('doctor', AMT)).toEqual(['Ada Prova', 'Ambulatorio di prova']);
    expect(names('secretary', GROUP)).toEqual([]);
  });

  it('offers staff the lists of the doctors who granted it', () => {
    const session = sessionIn(GROUP, 'secretary');
    const panels = session.panels.map((access) => ({
      ...access,
      grants: { ...access.grants, regionalImport: access.panel === BRUNO.panel },
    }));
    expect(assigneesToImportFor({ ...session, panels }, GROUP, TODAY)).toEqual([BRUNO]);
  });
});

test('a list is without a doctor from the day on which he is out of service', () => {
  expect([...panelsWithoutDoctor(left('2026-11-24'), TODAY)]).toEqual([]);
  expect([...panelsWithoutDoctor(left(TODAY), TODAY)]).toEqual([BRUNO.panel]);
});
