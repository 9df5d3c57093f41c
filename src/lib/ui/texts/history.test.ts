import { expect, it } from 'vitest';
import type { Change } from '#lib/domain/change.ts';
import { addressText, fieldLines } from './history.ts';

const empty = { startedOn: null, expiresOn: null, revokedOn: null, kind: null, doctorCode: null };

it('tells only the fields that moved', () => {
  const change: Change = {
    patient: 'p',
    column: 'enrolment',
    from: { ...empty, startedOn: '2020-01-31' },
    to: { ...empty, startedOn: '2020-01-31', expiresOn: '2027-03-31' },
  };
  expect(fieldLines(change)).toEqual([{ label: 'Scadenza', from: null, to: '31/03/2027' }]);
});

it('tells a column that came, and one that went', () => {
  const phones = { numbers: [{ number: '333 1', label: 'Cellulare', doNotUse: true }] };
  const change: Change = { patient: 'p', column: 'phones', from: null, to: phones };
  const words = 'Cellulare 333 1 (non usare)';
  expect(fieldLines(change)).toEqual([{ label: 'Telefoni', from: null, to: words }]);
  expect(fieldLines({ ...change, from: phones, to: null } as Change)).toEqual([
    { label: 'Telefoni', from: words, to: null },
  ]);
});

it('writes an address with what there is of it', () => {
  const none = { address: null, postcode: null, town: null, province: null };
  expect(addressText(none)).toBeNull();
  expect(addressText({ ...none, town: 'Lodi', province: 'LO' })).toBe('Lodi (LO)');
  expect(
    addressText({ address: 'Via Po 1', postcode: '26900', town: 'Lodi', province: 'LO' }),
  ).toBe('Via Po 1, 26900 Lodi (LO)');
});
