import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { EXPIRY_DAYS } from '#lib/domain/dateRange.ts';
import { plainDate } from '#lib/domain/plainDate.ts';
import { NO_DOCTOR } from '#lib/read-model/listFilters.ts';
import { plainView, readView, writeView, type ListView } from './listView.ts';

const days = fc
  .record({
    year: fc.integer({ min: 1900, max: 2200 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map(({ year, month, day }) => plainDate(year, month, day));
const ages = fc.option(fc.integer({ min: 0, max: 130 }));

const expiries: fc.Arbitrary<ListView['expiry']> = fc.oneof(
  fc.record({ kind: fc.constant('within' as const), days: fc.constantFrom(...EXPIRY_DAYS) }),
  fc.constant({ kind: 'expired' as const }),
  fc.record({ kind: fc.constant('between' as const), from: fc.option(days), to: fc.option(days) }),
);

const views: fc.Arbitrary<ListView> = fc.record({
  tab: fc.constantFrom('ssn', 'group', 'private', 'archive'),
  status: fc.constantFrom('ssn', 'ssnTemporary', 'ssnRevoked', 'ssnDeceased', 'private', null),
  contact: fc.constantFrom('any', 'withPhone', 'withoutPhone', 'withEmail', 'withoutEmail'),
  app: fc.constantFrom('any', 'yes', 'no'),
  birthYear: fc.option(fc.integer({ min: 1880, max: 2100 })),
  age: fc.record({ from: ages, to: ages }),
  sex: fc.constantFrom('F', 'M', null),
  expiry: fc.option(expiries),
  exemption: fc.record({
    code: fc.stringMatching(/^[A-Z0-9]{0,10}$/),
    endsBy: fc.option(days),
  }),
  data: fc.constantFrom(
    ...(['toCheck', 'odd', 'noTaxCode', 'noBirthDate', 'noPhone', 'noEmail'] as const),
    ...(['noAddress', 'noExpiry', null] as const),
  ),
  doctor: fc.option(fc.oneof(fc.constant(NO_DOCTOR), fc.uuid(), fc.ulid())),
  sort: fc.record({
    by: fc.constantFrom('name', 'birthDate', 'status', 'expiresOn', 'doctor'),
    descending: fc.boolean(),
  }),
});

it('reads back what it writes', () => {
  fc.assert(
    fc.property(views, (view) => {
      expect(readView(new URLSearchParams(writeView(view)))).toEqual(view);
    }),
    { seed: 7 },
  );
});

it('leaves the address of a plain list alone', () => {
  expect(writeView(plainView('ssn'))).toBe('');
  expect(writeView({ ...plainView('archive'), birthYear: 1973 })).toBe(
    '?scheda=archivio&nato=1973',
  );
  expect(writeView({ ...plainView('group'), doctor: NO_DOCTOR })).toBe(
    '?scheda=gruppo&medico=senza',
  );
});

it('writes every filter in words that can be read', () => {
  const view: ListView = {
    ...plainView('ssn'),
    age: { from: 65, to: null },
    sex: 'F',
    expiry: { kind: 'between', from: '2026-12-01', to: null },
    exemption: { code: 'E30', endsBy: '2027-03-31' },
    data: 'toCheck',
    sort: { by: 'expiresOn', descending: false },
  };
  expect(writeView(view)).toBe(
    '?eta=65-&sesso=f&scadenza=date&dal=2026-12-01&esenzione=E30&esenzione-entro=2027-03-31' +
      '&dati=da-controllare&ordine=scadenza',
  );
});

it('ignores values that cannot be', () => {
  const odd = 'eta=200-&sesso=x&scadenza=90&esenzione=%2F%20&esenzione-entro=2027-02-30&dati=tutti';
  expect(readView(new URLSearchParams(odd))).toEqual(plainView('ssn'));
});

it('ignores words it does not know', () => {
  expect(
    readView(new URLSearchParams('scheda=boh&nato=99&stato=toString&ordine=&medico=<b>')),
  ).toEqual(plainView('ssn'));
});
