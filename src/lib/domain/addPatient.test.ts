import { describe, expect, test } from 'vitest';
import { type AddPatient, planAddition } from './addPatient.ts';
import { NEW_LIFECYCLE } from './lifecycle.ts';
import type { Identity, Lifecycle } from './patient.ts';
import type { KnownPeople, KnownPerson } from './samePeople.ts';
import { samePeople } from './samePeople.ts';
import { composeTaxCode, parseTaxCode } from './taxCode.ts';

const TODAY = '2026-11-23';
const ids = {
  forTaxCode: (kind: string, code: string, generation: number) => `${kind} ${code} ${generation}`,
};
const code = codeOf('1960-05-12');
const idOf = (generation: number) => ids.forTaxCode('regular', code, generation);

function codeOf(birthDate: string): string {
  return composeTaxCode({
    lastName: 'ROSSI',
    firstName: 'MARIA',
    birthDate,
    sex: 'F',
    placeCode: 'H501',
  });
}

const form: AddPatient = {
  kind: 'addPatient',
  panel: 'panel',
  list: 'ssn',
  lastName: ' Rossi ',
  firstName: 'Maria',
  taxCode: code.toLowerCase(),
  birthDate: null,
  phone: null,
  email: null,
};

interface Stored {
  readonly id?: string;
  readonly list?: 'ssn' | 'private';
  readonly identity?: Partial<Identity>;
  readonly lifecycle?: Partial<Lifecycle>;
}

function known(...stored: readonly Stored[]): KnownPeople {
  const people = stored.map(({ id = idOf(1), list = 'ssn', identity, lifecycle }): KnownPerson => ({
    id,
    panel: 'panel',
    list,
    identity: {
      lastName: 'ROSSI',
      firstName: 'MARIA',
      taxCode: code,
      taxCodeKind: 'regular',
      aliases: [],
      birthDate: '1960-05-12',
      birthPlace: null,
      sex: 'F',
      cardNumber: null,
      ...identity,
    },
    lifecycle: { ...NEW_LIFECYCLE, ...lifecycle },
  }));
  return {
    people: () => people.filter(({ lifecycle }) => lifecycle.erasedOn === null),
    lifecycles: (id) => people.filter((one) => one.id === id).map(({ lifecycle }) => lifecycle),
  };
}

const archive = { reason: 'other', text: null, knownOn: '2026-01-01', effectiveOn: null } as const;
const binned = { at: 1, by: 'me' };

describe('a new patient', () => {
  test('has the birth date and the sex of the code, and no enrolment: the region has not spoken', () => {
    const added = planAddition({ ...form, phone: '+39 333 1234567' }, known(), ids, TODAY);
    expect(added).toMatchObject({ ok: true, value: { patient: idOf(1) } });
    const changes = added.ok ? added.value.changes : [];
    expect(changes.map(({ column }) => column)).toEqual(['identity', 'lifecycle', 'phones']);
    expect(changes[0]?.to).toMatchObject({
      lastName: 'Rossi',
      taxCode: code,
      birthDate: '1960-05-12',
      sex: 'F',
    });
  });

  test('in private regime has the private status', () => {
    const added = planAddition({ ...form, list: 'private' }, known(), ids, TODAY);
    expect(added.ok && added.value.changes[1]?.to).toMatchObject({ status: 'private' });
  });

  test('whose code leaves the century open needs the birth date', () => {
    const young = { ...form, taxCode: codeOf('2020-05-12') };
    expect(planAddition(young, known(), ids, TODAY)).toMatchObject({
      error: { kind: 'missingBirthDate' },
    });
    const old = planAddition({ ...young, birthDate: '1920-05-12' }, known(), ids, TODAY);
    expect(old.ok && old.value.changes[0]?.to).toMatchObject({ birthDate: '1920-05-12' });
  });

  test.each([
    [{ lastName: ' ' }, 'missingName'],
    [{ taxCode: 'RSSMRA' }, 'wrongTaxCode'],
    [{ taxCode: '' }, 'wrongTaxCode'],
    [{ birthDate: '2027-01-01' }, 'wrongBirthDate'],
    [{ birthDate: '2026-02-30' }, 'wrongBirthDate'],
    [{ phone: 'x' }, 'wrongPhone'],
    [{ email: 'x' }, 'wrongEmail'],
  ])('%j is refused: %s', (wrong, kind) => {
    expect(planAddition({ ...form, ...wrong }, known(), ids, TODAY)).toMatchObject({
      ok: false,
      error: { kind },
    });
  });
});

describe('somebody who is known', () => {
  test.each([
    ['on the list', {}],
    ['in the archive', { lifecycle: { archive } }],
    ['in the private list', { list: 'private', lifecycle: { status: 'private' } }],
    ['by an earlier code', { id: 'other', identity: { taxCode: 'NEW', aliases: [code] } }],
  ] as [string, Stored][])('%s is not added twice', (_, stored) => {
    expect(planAddition(form, known(stored), ids, TODAY)).toMatchObject({
      ok: false,
      error: { kind: 'alreadyThere' },
    });
  });

  test.each([
    ['in the bin', { lifecycle: { binned } }],
    [
      'in the bin of the private list',
      { list: 'private', lifecycle: { binned, status: 'private' } },
    ],
    ['erased', { lifecycle: { erasedOn: '2026-01-01' } }],
  ] as [string, Stored][])('%s is added as the next generation', (_, stored) => {
    const added = planAddition(form, known(stored), ids, TODAY);
    expect(added.ok && added.value.patient).toBe(idOf(2));
  });

  test('the generation follows the highest known, over the gap of an undone creation', () => {
    const second = { id: idOf(2), lifecycle: { erasedOn: '2026-01-01' } };
    const added = planAddition(form, known(second), ids, TODAY);
    expect(added.ok && added.value.patient).toBe(idOf(3));
  });

  test('with the same name and birth date, in either order, is shown and can be added', () => {
    const homonym = {
      id: 'x',
      identity: { lastName: "MARIA'", firstName: 'Rossi', taxCode: null },
      lifecycle: { archive },
    };
    const parsed = parseTaxCode(code);
    const person = {
      taxCode: parsed.ok ? parsed.value : null,
      lastName: 'rossi',
      firstName: 'maria',
      birthDate: '1960-05-12',
    };
    expect(samePeople(person, known(homonym))).toMatchObject([{ by: 'name', place: 'archive' }]);
    expect(samePeople({ ...person, birthDate: '1960-05-13' }, known(homonym))).toEqual([]);
    expect(planAddition(form, known(homonym), ids, TODAY).ok).toBe(true);
  });
});
