import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import type { DocumentCommand } from './command.ts';
import { ssnDocument } from './documents.ts';
import { createJournal } from './journal.ts';
import { openLedger } from './ledger.ts';

const SSN = ssnDocument('panel-1');

function command(id: string, keys: readonly string[]): DocumentCommand {
  const writes = keys.map((key) => ({ map: 'note', key, from: null, to: { text: id } }));
  return {
    ...{ id, document: SSN, kind: 'edit', importId: null, writes },
    ...{ t: `t-${id}`, by: 'ada', byName: 'Ada', at: 1 },
  };
}

async function openJournal(indexedDB = new IDBFactory()) {
  const ledger = openLedger({ owner: { practice: 'p', user: 'ada' }, indexedDB, IDBKeyRange });
  await ledger.open();
  const journal = createJournal(ledger, () => {});
  await journal.load();
  return { ledger, journal };
}

const written = (from: number, to: number) => ({ client: 7, from, to });

test('a row goes when the watermark covers all that it wrote, and not before', async () => {
  const { ledger, journal } = await openJournal();
  const rows = await journal.append([command('a', ['p1']), command('b', ['p2']), command('c', [])]);
  const [a, b, c] = rows.map(({ seq }) => seq);
  if (a === undefined || b === undefined || c === undefined) throw new Error('Not appended');
  await journal.acknowledge(SSN, new Map([[7, 100]]), 5);
  expect(journal.count()).toBe(3);
  await journal.wrote([
    { seq: a, written: written(0, 2) },
    { seq: b, written: written(2, 4) },
    // Newer values stood there: nothing is to be waited for.
    { seq: c, written: written(4, 4) },
  ]);
  await journal.acknowledge(SSN, new Map([[7, 3]]), 6);
  expect(journal.changes().map(({ id }) => id)).toEqual(['b']);
  expect((await ledger.pending()).map(({ id }) => id)).toEqual(['b']);
  await journal.acknowledge(ssnDocument('panel-2'), new Map([[7, 100]]), 7);
  expect(journal.count()).toBe(1);
  await journal.acknowledge(SSN, new Map([[7, 4]]), 8);
  expect(journal.count()).toBe(0);
  expect(await ledger.shared.lastContact()).toBe(8);
  ledger.close();
});

test('refused values leave their row, and a row without any goes; told twice they are there once', async () => {
  const { ledger, journal } = await openJournal();
  await journal.append([command('a', ['p1', 'p2']), command('b', ['p3'])]);
  const values = [
    { id: 1, map: 'note', key: 'p1', t: 't-a' },
    { id: 2, map: 'note', key: 'p3', t: 't-b' },
  ];
  await journal.refuse(SSN, { kind: 'refused', epoch: 'e', values });
  await journal.refuse(SSN, { kind: 'refused', epoch: 'e', values });
  expect(await ledger.pending()).toMatchObject([{ id: 'a', writes: [{ key: 'p2' }] }]);
  expect(journal.changes()).toMatchObject([{ id: 'a', patients: ['p2'] }]);
  expect(await ledger.shared.inbox.toArray()).toMatchObject([
    { key: 'p1', sent: { text: 'a' } },
    { key: 'p3', sent: { text: 'b' } },
  ]);
  ledger.close();
});

test('what a newer value had outrun stays in the journal until it is there', async () => {
  const { ledger, journal } = await openJournal();
  await journal.append([command('a', ['p1'])]);
  const values = [{ id: 1, map: 'note', key: 'p1', t: 't-a' }];
  await journal.refuse(SSN, { kind: 'outrun', epoch: 'e', values });
  expect(journal.count()).toBe(1);
  expect(await ledger.shared.openRefusals()).toBe(0);
  ledger.close();
});

test('only what cannot be sent may be discarded', async () => {
  const { ledger, journal } = await openJournal();
  await journal.append([command('a', ['p1'])]);
  expect(await journal.discard('a')).toBe(false);
  expect(await journal.discard('unknown')).toBe(false);
  await ledger.shared.beginDiscard([SSN], 'ended');
  journal.strand([SSN]);
  expect(await journal.discard('a')).toBe(true);
  expect(await ledger.pending()).toEqual([]);
  ledger.close();
});
