import { describe, expect, test } from 'vitest';
import { enrolledTotal, enrolmentKind, isCeiling, maySetCeiling } from './ceiling.ts';
import { NEW_LIFECYCLE } from './lifecycle.ts';
import type { Patient, Status } from './patient.ts';
import { NO_GRANTS, type Session } from './session.ts';

const stamp = { t: '1', by: 'doctor' };

function patient(status: Status, kind: string | null = null, archived = false): Patient {
  const archive = archived
    ? { reason: 'other' as const, text: null, knownOn: '2026-01-01', effectiveOn: null }
    : null;
  return {
    id: 'p',
    panel: 'panel',
    identity: {} as Patient['identity'],
    lifecycle: { ...NEW_LIFECYCLE, status, archive, ...stamp },
    enrolment: {
      startedOn: null,
      expiresOn: null,
      revokedOn: null,
      kind,
      doctorCode: null,
      ...stamp,
    },
  };
}

test.each([
  ['ssn', null, 'openEnded'],
  ['ssn', 'Tempo indeterminato', 'openEnded'],
  ['ssn', 'IN DEROGA', 'derogated'],
  ['ssn', 'Deroga territoriale', 'derogated'],
  ['ssnTemporary', 'Temporaneo in deroga', 'temporary'],
  ['ssnRevoked', null, null],
  ['ssnDeceased', null, null],
  ['private', null, null],
] as const)('%s with the kind %s counts as %s', (status, kind, counted) => {
  expect(enrolmentKind(patient(status, kind))).toBe(counted);
});

test('an archived patient takes no place, whatever the status', () => {
  expect(enrolmentKind(patient('ssn', null, true))).toBeNull();
});

test('the total is of all kinds', () => {
  expect(enrolledTotal({ openEnded: 1540, temporary: 60, derogated: 20 })).toBe(1620);
});

test('a ceiling is a whole number of patients', () => {
  expect([1, 1500, 9999].every(isCeiling)).toBe(true);
  expect([0, -1, 1500.5, 10_000, NaN].some(isCeiling)).toBe(false);
});

describe('only the doctor herself sets her ceiling', () => {
  const own = { panel: 'panel', relation: 'own', grants: NO_GRANTS } as const;
  const session: Session = {
    practiceId: 'practice',
    userId: 'doctor',
    name: 'Ada Prova',
    role: 'doctor',
    panels: [own],
  };
  test.each([
    [session, true],
    [{ ...session, panels: [{ ...own, relation: 'group' as const }] }, false],
    [{ ...session, panels: [{ ...own, panel: 'other' }] }, false],
    [{ ...session, role: 'substitute' as const }, false],
    [{ ...session, role: 'secretary' as const }, false],
  ])('%#', (who, allowed) => {
    expect(maySetCeiling(who, 'panel')).toBe(allowed);
  });
});
