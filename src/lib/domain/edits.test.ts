import { describe, expect, test } from 'vitest';
import { type PatientEdit, planEdit } from './edits.ts';
import { NEW_LIFECYCLE } from './lifecycle.ts';
import type { ColumnValue, PatientColumns } from './patient.ts';

const patient = 'p1';

function after(edit: PatientEdit, now: Partial<PatientColumns> = {}) {
  const planned = planEdit(edit, (column) => (now[column] ?? null) as ColumnValue<typeof column>);
  if (!planned.ok) return planned.error;
  return planned.value.map(({ column, from, to }) => ({ column, from, to }));
}

const home = { number: '+39 02 1234567', label: 'Casa', doNotUse: false };
const mobile = { number: '+39 333 1234567', label: 'Cellulare', doNotUse: false };

describe('phones', () => {
  const phones = { numbers: [home, mobile] };

  test('the first number of a patient is Principale', () => {
    expect(after({ kind: 'setPhone', patient, which: null, to: { number: home.number } })).toEqual([
      {
        column: 'phones',
        from: null,
        to: { numbers: [{ ...home, label: 'Principale' }] },
      },
    ]);
  });

  test('an edit of one number leaves what it does not say, and the other numbers, alone', () => {
    const edit = { kind: 'setPhone', patient, which: home.number, to: { doNotUse: true } } as const;
    expect(after(edit, { phones })).toMatchObject([
      { to: { numbers: [{ ...home, doNotUse: true }, mobile] } },
    ]);
  });

  test('the last number taken off leaves nothing, or what is said of the region’s', () => {
    const edit = { kind: 'setPhone', patient, which: home.number, to: null } as const;
    expect(after(edit, { phones: { numbers: [home] } })).toMatchObject([{ to: null }]);
    const regionalDoNotUse = ['02 999'];
    expect(after(edit, { phones: { numbers: [home], regionalDoNotUse } })).toMatchObject([
      { to: { numbers: [], regionalDoNotUse } },
    ]);
  });

  test.each([
    ['+39 ', 'wrongPhone'],
    ['+39 chiamare', 'wrongPhone'],
    ['+39 1234567890123456', 'wrongPhone'],
    ['333 12 34 567', 'samePhone'],
  ])('%j is refused: %s', (number, kind) => {
    expect(after({ kind: 'setPhone', patient, which: null, to: { number } }, { phones })).toEqual({
      kind,
      number,
    });
  });

  test('a number that is gone meanwhile is not written over another one', () => {
    const edit = { kind: 'setPhone', patient, which: '+39 0', to: { label: 'Casa' } } as const;
    expect(after(edit, { phones })).toEqual({ kind: 'noPhone' });
  });

  test('an odd number that came from elsewhere can still be given another label', () => {
    const odd = { number: 'int. 12', label: 'Altro', doNotUse: false };
    const edit = { kind: 'setPhone', patient, which: odd.number, to: { label: 'Casa' } } as const;
    expect(after(edit, { phones: { numbers: [odd] } })).toHaveLength(1);
  });
});

describe('e-mail', () => {
  test('another address is no longer the one that was not to be used', () => {
    const email = { email: 'a@example.org', doNotUse: true };
    expect(after({ kind: 'setEmail', patient, email: 'b@example.org' }, { email })).toMatchObject([
      { to: { email: 'b@example.org', doNotUse: false } },
    ]);
    expect(after({ kind: 'setEmail', patient, email: ' ' }, { email })).toMatchObject([
      { to: null },
    ]);
  });

  test('what is no address is refused', () => {
    expect(after({ kind: 'setEmail', patient, email: 'a.example.org' })).toEqual({
      kind: 'wrongEmail',
    });
  });
});

describe('addresses', () => {
  const address = { address: 'Via Roma 1', town: null, province: null, postcode: null };

  test('two edits of two fields leave both', () => {
    const edit = { kind: 'setAddress', patient, address: { town: ' FIESOLE ' } } as const;
    expect(after(edit, { address })).toMatchObject([{ to: { ...address, town: 'FIESOLE' } }]);
  });

  test('an emptied address is none', () => {
    const edit = { kind: 'setAddress', patient, address: { address: '' } } as const;
    expect(after(edit, { address })).toMatchObject([{ to: null }]);
  });

  test('the region’s can be the one to use, and the practice’s own again', () => {
    const residence = { ...address, phone: null, email: null };
    const regional = { kind: 'setDefaultAddress', patient, use: 'regional' } as const;
    const [change] = after(regional, { address, residence }) as { to: typeof address }[];
    expect(change?.to).toEqual({ ...address, useRegional: true });
    const own = { kind: 'setDefaultAddress', patient, use: 'own' } as const;
    expect(after(own, { address: { ...address, useRegional: true }, residence })).toMatchObject([
      { to: address },
    ]);
    expect(after(regional, { residence })).toEqual({ kind: 'noAddress' });
  });
});

describe('what the region gave', () => {
  const bar = {
    kind: 'setRegionalUse',
    patient,
    contact: 'phone',
    value: '02 999 1234',
    doNotUse: true,
  } as const;

  test('is kept from use by its digits, whatever their spacing, and used again', () => {
    expect(after(bar)).toMatchObject([
      { column: 'phones', to: { numbers: [], regionalDoNotUse: ['02 999 1234'] } },
    ]);
    const phones = { numbers: [], regionalDoNotUse: ['029991234'] };
    expect(after({ ...bar, doNotUse: false }, { phones })).toMatchObject([{ to: null }]);
  });

  test('never touches the practice’s own', () => {
    expect(after(bar, { phones: { numbers: [home] } })).toMatchObject([
      { to: { numbers: [home], regionalDoNotUse: ['02 999 1234'] } },
    ]);
  });
});

describe('a value put back', () => {
  const identity = {
    lastName: 'ROSSI',
    firstName: 'MARIA',
    taxCode: null,
    taxCodeKind: null,
    aliases: [],
    birthDate: null,
    birthPlace: null,
    sex: null,
    cardNumber: null,
  };

  test('is written as it was; what is there already is no change', () => {
    const edit = { kind: 'restoreValue', patient, column: 'note', value: { text: 'a' } } as const;
    expect(after(edit, { note: { text: 'b' } })).toMatchObject([{ to: { text: 'a' } }]);
    expect(after(edit, { note: { text: 'a' } })).toEqual([]);
  });

  test('never brings back another name, nor somebody from the bin', () => {
    const name = { ...identity, lastName: 'BIANCHI' };
    const renamed = { kind: 'restoreValue', patient, column: 'identity', value: name } as const;
    expect(after(renamed, { identity })).toEqual({ kind: 'notRestorable' });
    const lifecycle = { ...NEW_LIFECYCLE, binned: { at: 1, by: 'me' } };
    const back = {
      kind: 'restoreValue',
      patient,
      column: 'lifecycle',
      value: NEW_LIFECYCLE,
    } as const;
    expect(after(back, { lifecycle })).toEqual({ kind: 'notRestorable' });
  });
});
