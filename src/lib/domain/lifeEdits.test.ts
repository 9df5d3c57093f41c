import { describe, expect, test } from 'vitest';
import { daysLeftInBin, isBinExpired, isRetention } from './bin.ts';
import { type LifeEdit, planLifeEdit } from './lifeEdits.ts';
import type { EditMoment } from './lifePlan.ts';
import { NEW_LIFECYCLE } from './lifecycle.ts';
import type {
  Archive,
  ColumnValue,
  Enrolment,
  Identity,
  Lifecycle,
  ListPlace,
  PatientColumns,
} from './patient.ts';
import type { SamePerson } from './samePeople.ts';
import type { StatusChoice } from './statusChange.ts';

const TODAY = '2026-11-24';
const SSN: ListPlace = { panel: 'panel', list: 'ssn' };
const PRIVATE: ListPlace = { panel: 'panel', list: 'private' };

const identity: Identity = {
  lastName: 'ROSSI',
  firstName: 'MARIA',
  taxCode: null,
  taxCodeKind: null,
  aliases: [],
  birthDate: '1960-05-12',
  birthPlace: null,
  sex: 'F',
  cardNumber: null,
};
const enrolment: Enrolment = {
  startedOn: '2020-02-01',
  expiresOn: null,
  revokedOn: null,
  kind: null,
  doctorCode: '12345',
};
const active = NEW_LIFECYCLE;
const archive: Archive = { reason: 'other', text: null, knownOn: '2026-11-01', effectiveOn: null };
const archived: Lifecycle = { ...active, archive };
const binned: Lifecycle = { ...archived, binned: { at: 0, by: 'me' } };

type Values = Partial<PatientColumns>;

function after(
  edit: Record<string, unknown>,
  values: Values = {},
  place: ListPlace = SSN,
  more: Partial<EditMoment> & { there?: Values } = {},
) {
  const here: Values = { identity, lifecycle: active, enrolment, ...values };
  const reader =
    (of: Values) =>
    (column: keyof Values): ColumnValue<never> =>
      (of[column] ?? null) as ColumnValue<never>;
  const { there = {}, ...moment } = more;
  const planned = planLifeEdit(
    { patients: ['p'], ...edit } as unknown as LifeEdit,
    { patient: 'p', place, current: reader(here) },
    {
      today: TODAY,
      now: 5,
      by: 'me',
      byName: 'Ada',
      moveId: 'move-1',
      at: () => reader(there),
      other: () => null,
      replaced: null,
      ...moment,
    },
  );
  if (!planned.ok) return planned.error;
  return planned.value.map(({ place: at, changes }) => ({
    list: at.list,
    ...Object.fromEntries(changes.map(({ column, to }) => [column, to])),
  }));
}

const status = (to: Partial<StatusChoice>) => ({
  kind: 'changeStatus',
  to: { knownOn: null, effectiveOn: null, archive: false, text: null, reason: null, ...to },
});

describe('Cambia stato', () => {
  test('SSN Temporaneo asks expiry and reason, and keeps both', () => {
    const temporary = { status: 'ssnTemporary', expiresOn: '2027-05-31', reason: 'study' } as const;
    expect(after(status({ ...temporary, expiresOn: null }))).toEqual({
      kind: 'missingField',
      field: 'expiresOn',
    });
    expect(after(status({ ...temporary, reason: null }))).toEqual({
      kind: 'missingField',
      field: 'reason',
    });
    expect(after(status(temporary))).toMatchObject([
      {
        lifecycle: { status: 'ssnTemporary', statusChange: { reason: 'study', knownOn: TODAY } },
        enrolment: { ...enrolment, expiresOn: '2027-05-31' },
      },
    ]);
  });

  test.each([
    [{ expiresOn: '2026-11-23' }, 'past'],
    [{ expiresOn: '2027-02-30' }, 'noDay'],
    [{ expiresOn: '2026-12-01', effectiveOn: '2026-12-01' }, 'beforeStart'],
  ])('a temporary until %j is refused: %s', (dates, why) => {
    const edit = status({ status: 'ssnTemporary', reason: 'work', ...dates } as StatusChoice);
    expect(after(edit)).toEqual({ kind: 'wrongDay', field: 'expiresOn', why });
  });

  test('somebody whom no list confirmed stays so, though the practice gives him an expiry', () => {
    const edit = status({ status: 'ssnTemporary', reason: 'work', expiresOn: '2027-05-31' });
    expect(after(edit, { enrolment: undefined })).toMatchObject([{ enrolment: { byHand: true } }]);
  });

  test('a temporary who becomes SSN has no expiry any more', () => {
    const temporary: Values = {
      lifecycle: { ...active, status: 'ssnTemporary' },
      enrolment: { ...enrolment, expiresOn: '2026-12-31' },
    };
    expect(after(status({ status: 'ssn' }), temporary)).toMatchObject([
      { lifecycle: { status: 'ssn' }, enrolment: { expiresOn: null } },
    ]);
  });

  test('SSN Deceduto keeps the day of death apart from the day it was known', () => {
    const dead = { status: 'ssnDeceased', deathDate: '2026-01-31', knownOn: '2026-11-20' } as const;
    expect(after(status(dead))).toMatchObject([
      {
        lifecycle: {
          status: 'ssnDeceased',
          deathDate: '2026-01-31',
          archive: null,
          statusChange: { knownOn: '2026-11-20', effectiveOn: '2026-01-31' },
        },
      },
    ]);
    expect(after(status({ ...dead, archive: true }))).toMatchObject([
      {
        lifecycle: {
          archive: { reason: 'ssnDeceased', knownOn: '2026-11-20', effectiveOn: '2026-01-31' },
        },
      },
    ]);
  });

  test.each([
    [null, { kind: 'missingField', field: 'deathDate' }],
    ['1950-01-01', { kind: 'wrongDay', field: 'deathDate', why: 'beforeBirth' }],
    ['2026-11-25', { kind: 'wrongDay', field: 'deathDate', why: 'ahead' }],
  ])('a death on %s is refused', (deathDate, refusal) => {
    expect(after(status({ status: 'ssnDeceased', deathDate }))).toEqual(refusal);
  });

  test.each([
    ['changeOfDoctor', '2026-11-24', null],
    ['changeOfDoctor', '2026-11-25', 'ahead'],
    ['transfer', '2026-12-31', null],
    ['suspension', '2026-12-01', null],
    ['doubleEnrolment', '2026-11-25', 'ahead'],
    ['refusal', '2026-12-10', null],
    ['refusal', '2026-12-09', 'beforeDue'],
  ] as const)('SSN Revocato, %s from %s: %s', (reason, effectiveOn, why) => {
    const found = after(status({ status: 'ssnRevoked', reason, effectiveOn }));
    if (why) expect(found).toEqual({ kind: 'wrongDay', field: 'effectiveOn', why });
    else expect(found).toMatchObject([{ lifecycle: { statusChange: { reason, effectiveOn } } }]);
  });

  test('a refusal takes effect on the 16th day, an expired temporary on his expiry', () => {
    const refusal = status({ status: 'ssnRevoked', reason: 'refusal' });
    expect(after(refusal)).toMatchObject([
      { lifecycle: { statusChange: { effectiveOn: '2026-12-10' } } },
    ]);
    const expired = status({ status: 'ssnRevoked', reason: 'temporaryExpired' });
    expect(after(expired)).toEqual({ kind: 'notTemporary' });
    const temporary: Values = {
      lifecycle: { ...active, status: 'ssnTemporary' },
      enrolment: { ...enrolment, expiresOn: '2026-10-31' },
    };
    expect(after(expired, temporary)).toMatchObject([
      { lifecycle: { statusChange: { effectiveOn: '2026-10-31' } } },
    ]);
    const other = status({ status: 'ssnRevoked', reason: 'changeOfDoctor' });
    expect(after(other)).toEqual({ kind: 'missingField', field: 'effectiveOn' });
  });

  test('in the archive it brings back with the status chosen, from the bin it does not', () => {
    const dead = { ...archived, status: 'ssnDeceased', deathDate: '2026-01-01' } as const;
    expect(after(status({ status: 'ssn' }), { lifecycle: dead })).toMatchObject([
      { lifecycle: { status: 'ssn', archive: null, deathDate: null } },
    ]);
    expect(after(status({ status: 'ssn' }), { lifecycle: binned })).toEqual({ kind: 'inBin' });
  });

  test('a private patient is refused, but comes back from the archive as private', () => {
    const lifecycle = { ...active, status: 'private' } as const;
    expect(after(status({ status: 'ssn' }), { lifecycle }, PRIVATE)).toEqual({ kind: 'isPrivate' });
    const away = { ...lifecycle, archive };
    expect(after(status({ status: 'ssn' }), { lifecycle: away }, PRIVATE)).toEqual({
      kind: 'isPrivate',
    });
    expect(after(status({ status: 'private' }), { lifecycle: away }, PRIVATE)).toMatchObject([
      { list: 'private', lifecycle: { status: 'private', archive: null } },
    ]);
  });
});

describe('a move', () => {
  const note = { text: 'da tenere' };

  test('to the private list takes all columns there first, and names no destination to the SSN list', () => {
    expect(after(status({ status: 'private' }), { note })).toEqual([
      {
        list: 'private',
        identity,
        enrolment,
        note,
        lifecycle: {
          ...active,
          status: 'private',
          statusChange: { reason: null, text: null, knownOn: TODAY, effectiveOn: null },
          from: { moveId: 'move-1', place: SSN },
        },
      },
      {
        list: 'ssn',
        identity: null,
        enrolment: null,
        note: null,
        lifecycle: { ...active, moved: { moveId: 'move-1', place: null } },
      },
    ]);
  });

  test('back to SSN finds the place it had left, and does not name the private list there', () => {
    const lifecycle: Lifecycle = { ...active, status: 'private' };
    const there = { lifecycle: { ...active, moved: { moveId: 'move-0', place: null } } };
    const edit = { ...status({ status: 'ssn' }), kind: 'moveToSsn' };
    expect(after(edit, { lifecycle, note }, PRIVATE, { there })).toMatchObject([
      { list: 'ssn', note, lifecycle: { status: 'ssn', from: { moveId: 'move-1', place: null } } },
      { list: 'private', note: null, lifecycle: { moved: { moveId: 'move-1', place: SSN } } },
    ]);
    expect(after(edit, {}, SSN)).toEqual({ kind: 'notPrivate' });
  });

  test('is refused where somebody with the same tax code stands', () => {
    const person = { id: 'other' } as SamePerson;
    const edit = status({ status: 'private' });
    expect(after(edit, {}, SSN, { other: () => person })).toEqual({ kind: 'alreadyThere', person });
  });
});

describe('Sposta in archivio', () => {
  const archiving = {
    kind: 'archive',
    reason: 'other',
    text: null,
    revocation: null,
    effectiveOn: null,
    knownOn: null,
  };

  test('Altro keeps the status and its words', () => {
    const lifecycle: Lifecycle = { ...active, status: 'ssnTemporary' };
    expect(after({ ...archiving, text: ' altrove ' }, { lifecycle })).toMatchObject([
      { lifecycle: { status: 'ssnTemporary', archive: { text: 'altrove', byName: 'Ada' } } },
    ]);
  });

  test('the other motives set their status, with the reason and the two days', () => {
    const revoked = { ...archiving, reason: 'ssnRevoked', revocation: 'refusal' };
    expect(after(revoked)).toMatchObject([
      {
        lifecycle: {
          status: 'ssnRevoked',
          statusChange: { reason: 'refusal' },
          archive: { knownOn: TODAY, effectiveOn: '2026-12-10' },
        },
      },
    ]);
    const dead = { ...archiving, reason: 'ssnDeceased', effectiveOn: '2026-11-01' };
    expect(after(dead)).toMatchObject([
      { lifecycle: { status: 'ssnDeceased', deathDate: '2026-11-01' } },
    ]);
    expect(after({ ...archiving, reason: 'ssnDeceased' })).toMatchObject([
      { lifecycle: { status: 'ssnDeceased', deathDate: null } },
    ]);
  });

  test('nobody is archived twice, nor out of the bin', () => {
    expect(after(archiving, { lifecycle: archived })).toEqual({ kind: 'alreadyArchived' });
    expect(after(archiving, { lifecycle: binned })).toEqual({ kind: 'inBin' });
  });

  test('one’s own archiving goes back to exactly what it had replaced', () => {
    const replaced: Lifecycle = { ...active, status: 'ssnTemporary' };
    const edit = { kind: 'restoreOwn' };
    expect(after(edit, { lifecycle: archived }, SSN, { replaced })).toMatchObject([
      { lifecycle: replaced },
    ]);
    expect(after(edit, { lifecycle: archived })).toEqual({ kind: 'notArchived' });
  });
});

describe('the bin', () => {
  test('keeps since when and by whom, and gives back what it took', () => {
    expect(after({ kind: 'bin' }, { lifecycle: archived })).toMatchObject([
      { lifecycle: { archive, binned: { at: 5, by: 'me', byName: 'Ada' } } },
    ]);
    expect(after({ kind: 'unbin' }, { lifecycle: binned })).toMatchObject([
      { lifecycle: archived },
    ]);
    expect(after({ kind: 'unbin' }, { lifecycle: archived })).toEqual({ kind: 'notInBin' });
  });

  test('gives nobody back beside somebody with the same tax code', () => {
    const person = { id: 'other' } as SamePerson;
    expect(after({ kind: 'unbin' }, { lifecycle: binned }, SSN, { other: () => person })).toEqual({
      kind: 'alreadyThere',
      person,
    });
  });

  test('erases everything but the day, and only who is in it', () => {
    const values = { lifecycle: binned, note: { text: 'x' } };
    expect(after({ kind: 'erase' }, values)).toEqual([
      {
        list: 'ssn',
        identity: null,
        enrolment: null,
        note: null,
        lifecycle: { ...active, erasedOn: TODAY },
      },
    ]);
    expect(after({ kind: 'erase' }, { lifecycle: archived })).toEqual({ kind: 'notInBin' });
  });

  test('counts civil days, across midnight and the change of the hour', () => {
    const at = Date.UTC(2026, 9, 24, 21, 30);
    expect(daysLeftInBin(at, '2026-10-24', 30)).toBe(30);
    expect(daysLeftInBin(at, '2026-11-22', 30)).toBe(1);
    expect(daysLeftInBin(at, '2026-11-23', 30)).toBe(0);
    const lifecycle = { ...archived, binned: { at, by: 'me' } };
    expect(isBinExpired(lifecycle, '2026-11-22', 30)).toBe(false);
    expect(isBinExpired(lifecycle, '2026-11-23', 30)).toBe(true);
    expect(isBinExpired(archived, '2030-01-01', 30)).toBe(false);
    expect([0, 1, 365, 366, 1.5].map(isRetention)).toEqual([false, true, true, false, false]);
  });
});
