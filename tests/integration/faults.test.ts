import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { openTestDesktop } from '../fixtures/desktop.ts';
import { fullDisk } from '../fixtures/fullDisk.ts';
import { TODAY, file, importList, imported, people } from '../fixtures/lists.ts';
import { journalLength, storedPatients } from '../fixtures/stores.ts';
import { evolveList } from '#tools/sampleList/evolveList.ts';

/** More than fits into one transaction of rows. */
const ROWS = 1100;

test('stopped between two transactions of rows, what is shown at the next start is never a part', async () => {
  const indexedDB = new IDBFactory();
  let parts = 0;
  const desktop = openTestDesktop({
    indexedDB,
    reached(step) {
      if (step === 'projected' && ++parts === 3) throw new Error('stopped');
    },
  });
  await importList(desktop, file(people(ROWS))).catch(() => {});
  expect((await storedPatients(indexedDB)).length).toBeLessThan(ROWS);

  const again = openTestDesktop({ indexedDB });
  await again.indexed;
  expect(again.counts().ssn).toBe(ROWS);
  await again.ready;
  expect(await storedPatients(indexedDB)).toHaveLength(ROWS);
  await again.close();
}, 30_000);

test('stopped right behind the journal, the list goes from nothing to all of it in one step', async () => {
  const indexedDB = new IDBFactory();
  const desktop = openTestDesktop({
    indexedDB,
    reached(step) {
      if (step === 'journal') throw new Error('stopped');
    },
  });
  await importList(desktop, file(people(ROWS))).catch(() => {});
  const sizes = new Set<number>();
  const again = openTestDesktop({ indexedDB, reached: () => void sizes.add(again.counts().ssn) });
  await again.ready;
  sizes.add(again.counts().ssn);
  expect([...sizes]).toEqual([0, ROWS]);
  await again.close();
}, 30_000);

test('a disk that is full before the journal leaves nothing', async () => {
  const indexedDB = new IDBFactory();
  const disk = fullDisk();
  const desktop = openTestDesktop({ indexedDB });
  await desktop.ready;
  disk.fill({ journal: 0 });
  const outcome = await importList(desktop, file(people(ROWS)));
  expect(outcome).toMatchObject({ ok: false, error: { kind: 'storageFull' } });
  expect(await journalLength(indexedDB)).toBe(0);
  expect(desktop.counts().ssn).toBe(0);
  disk.free();
  await imported(desktop, file(people(ROWS)));
  expect(desktop.counts().ssn).toBe(ROWS);
  await desktop.close();
}, 30_000);

test('a disk that fills up among the rows: the import is taken back whole', async () => {
  const indexedDB = new IDBFactory();
  const disk = fullDisk();
  const desktop = openTestDesktop({ indexedDB });
  await desktop.ready;
  disk.fill({ patients: 700 });
  const outcome = await importList(desktop, file(people(ROWS)));
  expect(outcome).toMatchObject({ ok: false, error: { kind: 'storageFull' } });
  expect(desktop.counts().ssn).toBe(0);
  expect(await storedPatients(indexedDB)).toEqual([]);
  await desktop.close();
}, 30_000);

test.each([
  ['rows', { patients: 0, imports: 0, watermarks: 0 }],
  ['history', { history: 0 }],
])(
  'a disk that fills up among the rows and has no room for %s at the next start',
  async (_, full) => {
    const indexedDB = new IDBFactory();
    const disk = fullDisk();
    const desktop = openTestDesktop({ indexedDB });
    await desktop.ready;
    disk.fill({ patients: 700, journal: 1 });
    const outcome = await importList(desktop, file(people(ROWS)));
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'savedNotShown' } });
    expect(desktop.counts().ssn).toBe(ROWS);
    await desktop.close();

    disk.fill(full);
    const again = openTestDesktop({ indexedDB });
    await again.indexed;
    expect(again.counts().ssn).toBe(ROWS);
    await expect(again.ready).rejects.toThrow();
    await again.close();

    disk.free();
    const freed = openTestDesktop({ indexedDB });
    await freed.ready;
    expect(await storedPatients(indexedDB)).toHaveLength(ROWS);
    await freed.close();
  },
  30_000,
);

test('what a full disk kept out of history and rows is written with the next import', async () => {
  const indexedDB = new IDBFactory();
  const disk = fullDisk();
  const desktop = openTestDesktop({ indexedDB });
  await desktop.ready;
  disk.fill({ history: 0 });
  const outcome = await importList(desktop, file(people(ROWS)));
  expect(outcome).toMatchObject({ ok: false, error: { kind: 'savedNotShown' } });
  disk.free();
  const joined = evolveList(people(ROWS), { seed: 3, today: TODAY, join: 400 }).people;
  await imported(desktop, file(joined));
  expect(await storedPatients(indexedDB)).toHaveLength(joined.length);
  await desktop.close();
  const again = openTestDesktop({ indexedDB });
  await again.ready;
  expect(again.counts().ssn).toBe(joined.length);
  await again.close();
}, 30_000);
