import { describe, expect, test } from 'vitest';
import { composeTaxCode } from '#lib/domain/taxCode.ts';
import type { Patient } from '#lib/domain/patient.ts';
import { enrolment, identity, lifecycle, residence } from '../../../tests/fixtures/patients.ts';
import { ALONE, sightIn } from '../../../tests/fixtures/team.ts';
import { type ListFilters, NO_FILTERS, isUnfiltered } from './listFilters.ts';
import { defaultListQuery } from './listQuery.ts';
import { projectPatient } from './projectPatient.ts';
import { createSearchIndex } from './searchIndex.ts';

const stamp = { t: '', by: '' };
const TODAY = '2026-11-24';

const temporary = (expiresOn: string | null): Partial<Patient> => ({
  lifecycle: { ...lifecycle({ status: 'ssnTemporary' }), ...stamp },
  enrolment: { ...enrolment({ expiresOn }), ...stamp },
});
const exempt = (code: string, validTo: string | null): Partial<Patient> => ({
  exemptions: { codes: [{ code, validFrom: null, validTo }], ...stamp },
});
const home = {
  ...residence({ address: 'VIA ROMA 1', phone: '021234', email: 'a@example.org' }),
  ...stamp,
};

/** Whoever has a birth date has a tax code that fits. */
function row(id: string, birthDate: string | null, sex: 'F' | 'M' | null, more: Partial<Patient>) {
  const born = { lastName: `N${id}`, firstName: 'SINTETICA', birthDate, sex };
  const taxCode =
    birthDate && sex ? composeTaxCode({ ...born, birthDate, sex, placeCode: 'H501' }) : null;
  const who = identity(0, { ...born, taxCode });
  return projectPatient(
    {
      id,
      panel: 'panel-1',
      identity: { ...who, ...stamp },
      lifecycle: { ...lifecycle(), ...stamp },
      residence: home,
      ...more,
    },
    'ssn:panel-1',
  );
}

const index = createSearchIndex();
index.see(sightIn(ALONE));
index.put([
  row('1', '1973-05-06', 'F', temporary('2026-11-24')),
  row('2', '1973-11-25', 'M', temporary('2026-12-24')),
  row('3', '1961-11-24', 'F', temporary('2026-11-23')),
  row('4', '1961-11-25', 'M', exempt('E30', '2027-03-31')),
  row('5', '2022-01-01', 'F', exempt('048', null)),
  row('6', null, null, { residence: undefined, ...temporary(null) }),
]);

function found(filters: Partial<ListFilters>): string {
  const query = { ...defaultListQuery('ssn'), ...filters };
  return index.ids(query, TODAY).join('');
}

describe('the list leaves', () => {
  test.each<[string, Partial<ListFilters>, string]>([
    ['those born in a year', { birthYear: 1973 }, '12'],
    ['an age and older', { age: { from: 65, to: null } }, '3'],
    ['an age and younger', { age: { from: null, to: 52 } }, '25'],
    ['an age range, both ends included', { age: { from: 53, to: 64 } }, '14'],
    ['one sex', { sex: 'M' }, '24'],
    ['what ends within 7 days, today included', { expiry: { kind: 'within', days: 7 } }, '1'],
    ['what ends within 30 days', { expiry: { kind: 'within', days: 30 } }, '12'],
    ['what has ended', { expiry: { kind: 'expired' } }, '3'],
    [
      'what ends between two days',
      { expiry: { kind: 'between', from: '2026-12-01', to: '2026-12-31' } },
      '2',
    ],
    ['codes that begin so', { exemption: { code: 'E3', endsBy: null } }, '4'],
    ['exemptions that end by a day', { exemption: { code: '', endsBy: '2027-03-31' } }, '4'],
    ['none that ends later', { exemption: { code: '', endsBy: '2027-03-30' } }, ''],
    ['no exemption without an end', { exemption: { code: '048', endsBy: '2099-12-31' } }, ''],
    ['those without a phone', { data: 'noPhone' }, '6'],
    ['those without an expiry', { data: 'noExpiry' }, '6'],
    ['those without a birth date', { data: 'noBirthDate' }, '6'],
    ['those without a tax code', { data: 'noTaxCode' }, '6'],
    ['what is odd', { data: 'odd' }, '5'],
    ['what is to be checked', { data: 'toCheck' }, '56'],
    [
      'several filters at once',
      { sex: 'F', birthYear: 1973, expiry: { kind: 'within', days: 60 } },
      '1',
    ],
  ])('%s', (_, filters, ids) => {
    expect(found(filters)).toBe(ids);
  });
});

test('what ends first comes first, what never ends last', () => {
  const query = {
    ...defaultListQuery('ssn'),
    sort: { by: 'expiresOn', descending: false },
  } as const;
  expect(index.ids(query, TODAY).join('')).toBe('312456');
  expect(index.ids({ ...query, sort: { by: 'expiresOn', descending: true } }, TODAY).join('')).toBe(
    '654213',
  );
});

test('the queues count what their filters find, and follow the day', () => {
  expect(index.queues(TODAY)).toEqual({
    expiring: { 60: 2, 30: 2, 7: 1 },
    expired: 1,
    toCheck: 2,
    exemptions: 1,
  });
  expect(index.queues('2026-11-25').expired).toBe(2);
});

test('a filter that depends on the day is judged anew on another day', () => {
  const query = { ...defaultListQuery('ssn'), expiry: { kind: 'expired' } } as const;
  expect(index.ids(query, '2026-11-24')).toEqual(['3']);
  expect(index.ids(query, '2026-11-25')).toEqual(['3', '1'].toSorted());
});

test('chosen patients come back in the order asked for, without those who left', () => {
  expect(index.patients(['3', 'gone', '1']).map(({ id }) => id)).toEqual(['3', '1']);
});

test('no filter is no filter however it is written', () => {
  const plain = { ...defaultListQuery('archive'), text: 'x' };
  expect(isUnfiltered(plain)).toBe(true);
  expect(isUnfiltered({ ...NO_FILTERS, sex: 'F' })).toBe(false);
});
