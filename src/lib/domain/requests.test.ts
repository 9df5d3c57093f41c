import { describe, expect, test } from 'vitest';
import { type PatientRequest, mayAnswer, mayWriteRequest } from './requests.ts';
import { NO_GRANTS, type PanelAccess, type Session } from './session.ts';

const TODAY = '2026-11-23';
const PLACE = { panel: 'panel', list: 'ssn' } as const;

function session(role: Session['role'], relation: PanelAccess['relation'] | null): Session {
  const access = { panel: 'panel', relation, from: null, to: null, grants: NO_GRANTS };
  const panels = relation === null ? [] : [access as PanelAccess];
  return { practiceId: 'practice', userId: role, name: role, role, panels };
}

const WHO = {
  doctor: session('doctor', 'own'),
  substitute: session('substitute', 'substitute'),
  secretary: session('secretary', 'staff'),
  nurse: session('nurse', 'staff'),
  support: session('support', null),
};
type Who = keyof typeof WHO;
const EVERYONE = Object.keys(WHO) as Who[];

const open: PatientRequest = {
  kind: 'restore',
  patient: 'p',
  text: null,
  askedBy: 'secretary',
  askedByName: 'Segreteria',
  askedAt: 1,
  state: 'open',
  answer: null,
};
const answered = (by: string, state: 'done' | 'refused' = 'done'): PatientRequest => ({
  ...open,
  state,
  answer: { by, byName: by, at: 2, text: null },
});

function allowed(from: PatientRequest | null, to: (who: Who) => PatientRequest | null): Who[] {
  return EVERYONE.filter((who) => mayWriteRequest(WHO[who], PLACE, from, to(who), TODAY));
}

describe('a request', () => {
  test('is made by whoever reads the list, under his own name', () => {
    expect(allowed(null, (who) => ({ ...open, askedBy: who }))).toEqual([
      'doctor',
      'substitute',
      'secretary',
      'nurse',
    ]);
    expect(allowed(null, () => open)).toEqual(['secretary']);
    expect(allowed(null, (who) => ({ ...answered(who), askedBy: who }))).toEqual([]);
  });

  test('is withdrawn by whoever made it, while nobody answered', () => {
    expect(allowed(open, () => null)).toEqual(['secretary']);
    expect(allowed(answered('doctor'), () => null)).toEqual([]);
  });

  test('is answered by who could do what it asks, and reopened by whoever answered', () => {
    expect(EVERYONE.filter((who) => mayAnswer(WHO[who], PLACE, TODAY))).toEqual([
      'doctor',
      'substitute',
    ]);
    expect(allowed(open, (who) => answered(who))).toEqual(['doctor', 'substitute']);
    expect(allowed(open, (who) => answered(who, 'refused'))).toEqual(['doctor', 'substitute']);
    expect(allowed(open, () => answered('doctor'))).toEqual(['doctor']);
    expect(allowed(answered('doctor'), () => open)).toEqual(['doctor']);
    expect(allowed(answered('doctor'), (who) => answered(who, 'refused'))).toEqual([]);
  });

  test('is never turned into another one', () => {
    expect(allowed(open, (who) => ({ ...answered(who), patient: 'q' }))).toEqual([]);
    expect(allowed(open, (who) => ({ ...answered(who), askedBy: who }))).toEqual([]);
  });
});
