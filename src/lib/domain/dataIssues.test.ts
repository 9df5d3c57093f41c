import { describe, expect, it, test } from 'vitest';
import { enrolment, identity, lifecycle, residence } from '../../../tests/fixtures/patients.ts';
import { dataIssues, issuesOnDay } from './dataIssues.ts';
import type { Identity, Patient } from './patient.ts';
import { checkCharacter } from './taxCode.ts';

const stamp = { t: '', by: '' };
const REACHED = { phone: true, email: true };

const CODE = 'PRVNNA70A71H501';

/** A made-up person and her code. */
const FITTING: Partial<Identity> = {
  lastName: 'PROVA',
  firstName: 'ANNA',
  birthDate: '1970-01-31',
  sex: 'F',
  taxCode: `${CODE}${checkCharacter(CODE)}`,
  taxCodeKind: 'regular',
};

function patient(who: Partial<Identity> = {}, more: Partial<Patient> = {}): Patient {
  return {
    id: '1',
    panel: 'panel-1',
    identity: { ...identity(0, { ...FITTING, ...who }), ...stamp },
    lifecycle: { ...lifecycle(), ...stamp },
    residence: { ...residence({ address: 'VIA ROMA 1', town: 'BERGAMO' }), ...stamp },
    ...more,
  };
}

const issues = (who: Partial<Identity>, more: Partial<Patient> = {}, reach = REACHED) =>
  dataIssues(patient(who, more), reach);

describe('the data of a patient', () => {
  it('have nothing to check when they agree', () => {
    expect(issues({})).toEqual([]);
  });

  it('lack what nobody has written', () => {
    const nowhere = { residence: undefined, address: undefined };
    expect(
      issues({ taxCode: null, birthDate: null }, nowhere, { phone: false, email: false }),
    ).toEqual(['noTaxCode', 'noBirthDate', 'noPhone', 'noEmail', 'noAddress']);
  });

  it('take the practice’s own address where the region has none', () => {
    const own = { address: 'Via Verdi 2', town: null, province: null, postcode: null, ...stamp };
    expect(issues({}, { residence: undefined, address: own })).toEqual([]);
  });

  it('lack the expiry of a temporary enrolment', () => {
    const temporary = { ...lifecycle({ status: 'ssnTemporary' }), ...stamp };
    const until = (expiresOn: string | null) => ({
      lifecycle: temporary,
      enrolment: { ...enrolment({ expiresOn }), ...stamp },
    });
    expect(issues({}, until(null))).toEqual(['noExpiry']);
    expect(issues({}, until('2027-01-31'))).toEqual([]);
  });

  test.each([
    ['swapped names', { lastName: 'ANNA', firstName: 'PROVA' }, ['namesSwapped']],
    ['somebody else’s code', { lastName: 'BIANCHI', firstName: 'UGO' }, ['otherPerson']],
    ['another surname', { lastName: 'BIANCHI' }, ['lastNameMismatch']],
    ['another first name', { firstName: 'UGO' }, ['firstNameMismatch']],
    ['another sex', { sex: 'M' }, ['sexMismatch']],
    ['another birth date', { birthDate: '1970-01-30' }, ['birthDateMismatch']],
    ['a code that cannot be', { taxCode: `${CODE}9` }, ['wrongTaxCode']],
  ] as const)('are odd with %s', (_, who, expected) => {
    expect(issues(who)).toEqual(expected);
  });
});

describe('the issues of a day', () => {
  test.each([
    ['2020-11-25', ['underSix']],
    ['2020-11-24', []],
    ['', []],
  ])('of somebody born on %j are %j on 24 November 2026', (birthDate, expected) => {
    expect(issuesOnDay({ issues: [], birthDate }, '2026-11-24')).toEqual(expected);
  });

  it('begin with what is worth checking first, and leave out the e-mail address', () => {
    const issues = ['noPhone', 'noEmail', 'sexMismatch'] as const;
    expect(issuesOnDay({ issues, birthDate: '2024-01-01' }, '2026-11-24')).toEqual([
      'sexMismatch',
      'underSix',
      'noPhone',
    ]);
  });
});
