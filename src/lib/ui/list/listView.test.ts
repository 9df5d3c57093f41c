import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { NO_DOCTOR } from '#lib/read-model/listQuery.ts';
import { plainView, readView, writeView, type ListView } from './listView.ts';

const views: fc.Arbitrary<ListView> = fc.record({
  tab: fc.constantFrom('ssn', 'group', 'private', 'archive'),
  status: fc.constantFrom('ssn', 'ssnTemporary', 'ssnRevoked', 'ssnDeceased', 'private', null),
  contact: fc.constantFrom('any', 'withPhone', 'withoutPhone', 'withEmail', 'withoutEmail'),
  app: fc.constantFrom('any', 'yes', 'no'),
  birthYear: fc.option(fc.integer({ min: 1880, max: 2100 })),
  doctor: fc.option(fc.oneof(fc.constant(NO_DOCTOR), fc.uuid(), fc.ulid())),
  sort: fc.record({
    by: fc.constantFrom('name', 'birthDate', 'status', 'doctor'),
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

it('ignores words it does not know', () => {
  expect(
    readView(new URLSearchParams('scheda=boh&nato=99&stato=toString&ordine=&medico=<b>')),
  ).toEqual(plainView('ssn'));
});
