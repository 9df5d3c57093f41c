import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import type { Change } from '#lib/domain/change.ts';
import { enrolment, identity, lifecycle } from '../../../tests/fixtures/patients.ts';
import { testReplica } from '../../../tests/fixtures/replica.ts';
import { ALONE, sightIn } from '../../../tests/fixtures/team.ts';
import { readFirstPage } from './firstPage.ts';
import { defaultListQuery } from './listQuery.ts';
import { loadIndex } from './loadIndex.ts';
import { createSearchIndex } from './searchIndex.ts';

const ALONE_SIGHT = sightIn(ALONE);

function list(): Change[] {
  return Array.from({ length: 120 }, (_, number): Change[] => {
    const patient = `p${number}`;
    const archive =
      number % 10 === 0
        ? { reason: 'other' as const, text: null, knownOn: '2026-01-02', effectiveOn: null }
        : null;
    const who = identity(number, {
      lastName: `COGNOME ${(number * 37) % 120}`,
      birthDate: `19${String(10 + ((number * 7) % 90))}-01-01`,
    });
    const status = number % 7 === 0 ? 'ssnTemporary' : 'ssn';
    return [
      { patient, column: 'identity', from: null, to: who },
      { patient, column: 'lifecycle', from: null, to: lifecycle({ status, archive }) },
      { patient, column: 'enrolment', from: null, to: enrolment() },
    ];
  }).flat();
}

test('a page read by index is the page that the search index gives', async () => {
  const { open, write, rows, close } = testReplica(new IDBFactory());
  await open();
  await write(list());
  const index = createSearchIndex();
  index.see(ALONE_SIGHT);
  await loadIndex(rows, index);
  for (const tab of ['ssn', 'archive', 'private'] as const) {
    for (const descending of [false, true]) {
      for (const offset of [0, 50]) {
        const query = {
          ...defaultListQuery(tab),
          offset,
          sort: { by: 'name', descending },
        } as const;
        const page = index.query(query, '2026-11-24');
        expect(await readFirstPage(rows, query, ALONE_SIGHT, null)).toEqual(page);
        expect(await readFirstPage(rows, query, ALONE_SIGHT, index.counts())).toEqual(page);
      }
    }
  }
  await close();
});

test('sizes told long ago never hide rows, nor promise rows that are not there', async () => {
  const { open, write, rows, close } = testReplica(new IDBFactory());
  await open();
  await write(list());
  const told = (ssn: number) => ({ ssn, group: 0, private: 0, archive: 0, bin: 0 });
  const query = { ...defaultListQuery('ssn'), limit: 100 };
  // Told before a stop that came in between: what the rows say goes before it.
  expect(await readFirstPage(rows, query, ALONE_SIGHT, told(3))).toMatchObject({
    total: 108,
    found: 108,
  });
  const rest = { ...query, offset: 100 };
  expect(await readFirstPage(rows, rest, ALONE_SIGHT, told(5000))).toMatchObject({
    total: 108,
    found: 108,
  });
  await close();
});

test('what an index cannot answer is left to the search index', async () => {
  const { open, rows, close } = testReplica(new IDBFactory());
  await open();
  expect(
    await readFirstPage(rows, { ...defaultListQuery('ssn'), text: 'rossi' }, ALONE_SIGHT, null),
  ).toBeNull();
  expect(
    await readFirstPage(rows, { ...defaultListQuery('ssn'), birthYear: 1973 }, ALONE_SIGHT, null),
  ).toBeNull();
  await close();
});
