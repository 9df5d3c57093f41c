import { describe, expect, test } from 'vitest';
import type { Member } from './member.ts';
import { NO_GRANTS } from './session.ts';
import {
  changeMember,
  checkInvitation,
  type Invited,
  mayEnd,
  mayLinkPassword,
  setGrants,
  setSubstitutions,
} from './staff.ts';
import type { Team } from './team.ts';

const listed = { codes: [], inactiveSince: null };
const team: Team = {
  kind: 'group',
  assignees: [
    { kind: 'doctor', id: 'ada', panel: 'pA', firstName: 'Ada', lastName: 'A', ...listed },
    { kind: 'doctor', id: 'bea', panel: 'pB', firstName: 'Bea', lastName: 'B', ...listed },
    { kind: 'clinic', id: 'amt', panel: 'pC', name: 'AMT', ...listed },
  ],
};
const today = '2026-03-01';

function member(userId: string, fields: Partial<Member>): Member {
  const base = { name: userId, role: 'secretary' as const, doctorId: null };
  return { userId, ...base, worksFor: [], grants: {}, substitutions: [], ...fields };
}
const ada = member('ada', { role: 'doctor', doctorId: 'ada' });
const bea = member('u-bea', { role: 'doctor', doctorId: 'bea' });
const substitute = member('u-sub', {
  role: 'substitute',
  substitutions: [{ panel: 'pA', from: '2026-01-01', to: '2026-12-31' }],
});
const secretary = member('u-sec', { worksFor: ['pA'], grants: { pA: NO_GRANTS } });
const nurse = member('u-nurse', { role: 'nurse' });
const support = member('u-support', { role: 'support' });
const notDoctors = [substitute, secretary, nurse, support];
const all = [ada, bea, ...notDoctors];
const everything = { privateList: true, regionalImport: true, record: true };

const invited: Invited = {
  ...{ name: 'N', role: 'secretary', doctorId: null, worksFor: [], substitution: null },
};

describe('invitations', () => {
  const ask = (actor: Member, fields: Partial<Invited>) =>
    checkInvitation(actor, { ...invited, ...fields }, team, [ada]);

  test.each(notDoctors)('$userId invites nobody', (actor) => {
    for (const role of ['doctor', 'secretary', 'support'] as const) {
      expect(ask(actor, { role })).toEqual({ ok: false, error: 'forbidden' });
    }
  });

  test('a doctor is one of the team, once', () => {
    expect(ask(ada, { role: 'doctor', doctorId: 'bea' }).ok).toBe(true);
    expect(ask(ada, { role: 'doctor', doctorId: 'ada' })).toMatchObject({ error: 'doctorTaken' });
    expect(ask(ada, { role: 'doctor', doctorId: 'amt' })).toMatchObject({ error: 'unknownDoctor' });
    expect(ask(ada, { role: 'doctor' })).toMatchObject({ error: 'invalid' });
    expect(ask(ada, { role: 'secretary', doctorId: 'bea' })).toMatchObject({ error: 'invalid' });
  });

  test('staff work for panels of the team, nobody else does', () => {
    expect(ask(ada, { worksFor: ['pA', 'pC'] }).ok).toBe(true);
    expect(ask(ada, { worksFor: ['pX'] })).toMatchObject({ error: 'unknownPanel' });
    expect(ask(ada, { role: 'support', worksFor: ['pA'] })).toMatchObject({ error: 'invalid' });
  });

  test('a substitute is named by the doctor she replaces, for days in order', () => {
    const from = '2026-03-01';
    const named = (panel: string, to: string): Partial<Invited> => ({
      ...{ role: 'substitute', substitution: { panel, from, to } },
    });
    expect(ask(ada, named('pA', from)).ok).toBe(true);
    expect(ask(ada, named('pC', from)).ok).toBe(true);
    expect(ask(ada, named('pB', from))).toMatchObject({ error: 'forbidden' });
    expect(ask(ada, named('pA', '2026-02-28'))).toMatchObject({ error: 'wrongDates' });
    expect(ask(ada, { ...named('pA', from), role: 'nurse' })).toMatchObject({ error: 'invalid' });
  });
});

describe('changes', () => {
  test('only doctors make them, never of doctors, support or themselves', () => {
    for (const actor of all)
      for (const whom of all) {
        const isAllowed =
          [ada, bea].includes(actor) && [substitute, secretary, nurse].includes(whom);
        expect(changeMember(actor, whom, { role: 'nurse' }, team).ok).toBe(isAllowed);
      }
  });

  test('a changed role begins without grants and substitutions', () => {
    expect(changeMember(bea, secretary, { role: 'nurse' }, team)).toMatchObject({
      value: { role: 'nurse', worksFor: ['pA'], grants: {} },
    });
    expect(changeMember(bea, secretary, { role: 'substitute' }, team)).toMatchObject({
      value: { role: 'substitute', worksFor: [], grants: {} },
    });
    expect(changeMember(bea, substitute, { role: 'nurse' }, team)).toMatchObject({
      value: { substitutions: [] },
    });
    expect(changeMember(bea, secretary, { worksFor: ['pB'] }, team)).toMatchObject({
      value: { worksFor: ['pB'], grants: { pA: NO_GRANTS } },
    });
  });

  test('the first doctor ends anybody but himself, a colleague ends staff', () => {
    for (const whom of all) {
      expect(mayEnd(ada, whom, team, today)).toBe(whom !== ada);
      expect(mayEnd(bea, whom, team, today)).toBe(whom.role !== 'doctor');
      expect(mayEnd(secretary, whom, team, today)).toBe(false);
      expect(mayEnd(support, whom, team, today)).toBe(false);
    }
    const [first, ...others] = team.assignees as [Team['assignees'][0], ...Team['assignees']];
    const left: Team = { ...team, assignees: [{ ...first, inactiveSince: today }, ...others] };
    expect(mayEnd(bea, ada, left, today)).toBe(true);
    expect(mayEnd(bea, ada, left, '2026-02-28')).toBe(false);
  });
});

test('a grant is given by the doctor of the panel, to staff', () => {
  for (const actor of all)
    for (const whom of all)
      for (const panel of ['pA', 'pB', 'pC', 'pX']) {
        const owns = (actor === ada && panel === 'pA') || (actor === bea && panel === 'pB');
        const isClinic = panel === 'pC' && [ada, bea].includes(actor);
        const isAllowed = (owns || isClinic) && [secretary, nurse].includes(whom);
        expect(setGrants(actor, whom, panel, everything, team).ok).toBe(isAllowed);
      }
  expect(setGrants(bea, secretary, 'pB', everything, team)).toMatchObject({
    value: { grants: { pA: NO_GRANTS, pB: everything } },
  });
});

test('a substitute is named by the doctor of the panel, other panels’ dates stay', () => {
  const periods = [{ from: '2026-05-01', to: '2026-05-10' }];
  expect(setSubstitutions(bea, substitute, 'pB', periods, team)).toMatchObject({
    value: { substitutions: [{ panel: 'pA' }, { panel: 'pB', from: '2026-05-01' }] },
  });
  expect(setSubstitutions(ada, substitute, 'pA', [], team)).toMatchObject({
    value: { substitutions: [] },
  });
  expect(setSubstitutions(ada, bea, 'pA', periods, team).ok).toBe(true);
  for (const actor of [bea, substitute, secretary, support])
    expect(setSubstitutions(actor, substitute, 'pA', periods, team).ok).toBe(false);
  for (const whom of [ada, secretary, nurse, support])
    expect(setSubstitutions(ada, whom, 'pA', periods, team).ok).toBe(false);
  const backwards = [{ from: '2026-05-10', to: '2026-05-01' }];
  expect(setSubstitutions(ada, bea, 'pA', backwards, team)).toMatchObject({ error: 'wrongDates' });
});

describe('a link for who forgot a password', () => {
  const support = member('u-sup', { role: 'support' });
  test.each([
    ['a doctor, of a secretary', ada, secretary, true],
    ['a doctor, of the support', ada, support, true],
    ['a doctor, of a colleague', ada, bea, false],
    ['a doctor, of herself', ada, ada, false],
    ['the support, of a doctor', support, ada, true],
    ['the support, of a secretary', support, secretary, false],
    ['a secretary, of a doctor', secretary, ada, false],
  ])('%s: made by whom it may be', (_, actor, whose, allowed) => {
    expect(mayLinkPassword(actor, whose)).toBe(allowed);
  });
});
