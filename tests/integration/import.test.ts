import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { openTestDesktop } from '../fixtures/desktop.ts';
import { TODAY, file, importList, imported, people, previewOf } from '../fixtures/lists.ts';
import { deleteStore, journalLength, plain, storedPatients } from '../fixtures/stores.ts';
import { defaultListQuery } from '#lib/read-model/listQuery.ts';
import { evolveList } from '#tools/sampleList/evolveList.ts';

const ROWS = 150;

describe('a first list', () => {
  test('is previewed, imported, searched and there again after a restart', async () => {
    const indexedDB = new IDBFactory();
    const desktop = openTestDesktop({ indexedDB });
    const preview = await previewOf(desktop, file(people(ROWS)));
    expect(preview.plan?.counts.added).toEqual({ total: ROWS, included: ROWS });
    expect(preview.plan?.toWrite).toBe(ROWS);

    const done = await desktop.imports.commit(() => {});
    expect(done).toMatchObject({ ok: true, value: { counts: { added: ROWS, problems: 0 } } });
    expect(desktop.counts()).toEqual({ ssn: ROWS, group: ROWS, private: 0, archive: 0, bin: 0 });
    const wanted = people(ROWS)[7];
    const text = `${wanted?.firstName} ${wanted?.lastName}`;
    const page = desktop.query({ ...defaultListQuery('ssn'), text });
    expect(page.rows.map(({ taxCode }) => taxCode)).toContain(wanted?.taxCode);
    await desktop.close();

    const again = openTestDesktop({ indexedDB });
    await again.ready;
    expect(again.counts().ssn).toBe(ROWS);
    await again.close();
  });

  test('imported a second time has nothing to write', async () => {
    const desktop = openTestDesktop();
    await imported(desktop, file(people(ROWS)));
    const preview = await previewOf(desktop, file(people(ROWS)));
    expect(preview.plan?.toWrite).toBe(0);
    expect(preview.plan?.counts.unchanged.total).toBe(ROWS);
    expect(preview.plan?.notices.map(({ kind }) => kind)).toContain('sameFile');
    expect(await desktop.imports.commit(() => {})).toEqual({
      ok: false,
      error: { kind: 'nothingToImport' },
    });
    await desktop.close();
  });

  test('written in another layout and encoding says the same', async () => {
    const desktop = openTestDesktop();
    await imported(desktop, file(people(ROWS)));
    const other = file(people(ROWS), { encoding: 'utf-16le-bom', delimiter: '\t', dates: 'iso' });
    const preview = await previewOf(desktop, other);
    expect(preview.plan?.counts.unchanged.total).toBe(ROWS);
    await desktop.close();
  });
});

describe('the list of the next month', () => {
  const before = people(ROWS);
  const { people: after, happened } = evolveList(before, {
    seed: 2,
    today: TODAY,
    leave: 5,
    join: 4,
    move: 6,
    temporaryToOpen: 3,
    respell: 5,
  });

  test('archives who left, with reason and date, and adds who came', async () => {
    const indexedDB = new IDBFactory();
    const desktop = openTestDesktop({ indexedDB });
    await imported(desktop, file(before));
    const summary = await imported(desktop, file(after), {
      archiveAbsent: true,
      reportDate: '2026-11-20',
    });
    expect(summary.counts).toMatchObject({ added: 4, changed: 6, statusChanged: 3, toArchive: 5 });
    const rows = await storedPatients(indexedDB);
    const left = rows.filter((row) => happened.leave.includes(row.taxCode ?? ''));
    expect(left).toHaveLength(5);
    for (const row of left) {
      expect(row).toMatchObject({
        tab: 'archive',
        status: 'ssnRevoked',
        archivedOn: '2026-11-20',
        archiveReason: 'ssnRevoked',
      });
    }
    await desktop.close();
  });

  test('without the tick shows who is missing, switched off', async () => {
    const desktop = openTestDesktop();
    await imported(desktop, file(before));
    const preview = await previewOf(desktop, file(after));
    expect(preview.plan?.counts.toArchive).toEqual({ total: 5, included: 0 });
    await desktop.close();
  });

  test('taken back leaves exactly what was there before', async () => {
    const indexedDB = new IDBFactory();
    const desktop = openTestDesktop({ indexedDB });
    await imported(desktop, file(before));
    const untouched = plain(await storedPatients(indexedDB));
    const summary = await imported(desktop, file(after), { archiveAbsent: true });
    expect(plain(await storedPatients(indexedDB))).not.toEqual(untouched);
    expect(await desktop.imports.undo(summary.id)).toMatchObject({ ok: true, value: { kept: [] } });
    expect(plain(await storedPatients(indexedDB))).toEqual(untouched);
    // And it can come in again, as if it never had.
    const again = await previewOf(desktop, file(after), { archiveAbsent: true });
    expect(again.plan?.toWrite).toBe(4 + 6 + 3 + 5);
    await desktop.close();
  });
});

describe('stopped at any step', () => {
  test('the import is there whole or not at all, and goes on at the next start', async () => {
    for (let stopAt = 0; ; stopAt++) {
      const indexedDB = new IDBFactory();
      let step = 0;
      let stopped = false;
      const desktop = openTestDesktop({
        indexedDB,
        reached() {
          if (step++ < stopAt || stopped) return;
          stopped = true;
          throw new Error('stopped');
        },
      });
      await importList(desktop, file(people(ROWS))).catch(() => {});
      const again = openTestDesktop({ indexedDB });
      await again.ready;
      expect([0, ROWS]).toContain(again.counts().ssn);
      expect(await storedPatients(indexedDB)).toHaveLength(again.counts().ssn);
      await again.close();
      if (!stopped) break;
    }
  });

  test('Interrompi before the end leaves nothing of the import on the list', async () => {
    const indexedDB = new IDBFactory();
    const desktop = openTestDesktop({ indexedDB });
    const list = file(people(1200));
    await previewOf(desktop, list);
    let interrupted = false;
    const outcome = await desktop.imports.commit(({ phase, done }) => {
      if (phase !== 'showing' || done === 0 || interrupted) return;
      interrupted = true;
      void desktop.imports.interrupt();
    });
    expect(outcome).toEqual({ ok: false, error: { kind: 'interrupted' } });
    expect(desktop.counts()).toEqual({ ssn: 0, group: 0, private: 0, archive: 0, bin: 0 });
    expect(await storedPatients(indexedDB)).toEqual([]);
    await desktop.close();
  }, 30_000);

  test('Interrompi before anything is written leaves nothing at all', async () => {
    const indexedDB = new IDBFactory();
    const desktop = openTestDesktop({
      indexedDB,
      spaceLeft: async () => {
        await desktop.imports.interrupt();
        return null;
      },
    });
    expect(await importList(desktop, file(people(ROWS)))).toEqual({
      ok: false,
      error: { kind: 'interrupted' },
    });
    expect(await journalLength(indexedDB)).toBe(0);
    await desktop.close();
  });
});

describe('two desktops of one practice', () => {
  test('that import the same list offline have the same patients under the same ids', async () => {
    const [onA, onB] = [new IDBFactory(), new IDBFactory()];
    for (const [node, indexedDB] of [
      ['a', onA],
      ['b', onB],
    ] as const) {
      const desktop = openTestDesktop({ indexedDB, node });
      await imported(desktop, file(people(ROWS)));
      await desktop.close();
    }
    const [a, b] = [await storedPatients(onA), await storedPatients(onB)];
    expect(plain(a)).toEqual(plain(b));
    expect(new Set(a.map(({ id }) => id)).size).toBe(ROWS);
  });
});

function withJoined(join: number) {
  return evolveList(people(ROWS), { seed: 3, today: TODAY, join }).people;
}

describe('when storage fails', () => {
  test('too little space is told before anything is written', async () => {
    const indexedDB = new IDBFactory();
    const desktop = openTestDesktop({ indexedDB, spaceLeft: async () => 1000 });
    const outcome = await importList(desktop, file(people(ROWS)));
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'storageFull' } });
    expect(await journalLength(indexedDB)).toBe(0);
    expect(desktop.counts().ssn).toBe(0);
    await desktop.close();
  });

  test.each(['rows', 'ledger'] as const)(
    'the %s deleted by another tab is made again from memory, and nothing is lost',
    async (store) => {
      const indexedDB = new IDBFactory();
      const desktop = openTestDesktop({ indexedDB });
      await imported(desktop, file(people(ROWS)));
      await deleteStore(indexedDB, store);
      await imported(desktop, file(withJoined(10)));
      await desktop.close();
      const again = openTestDesktop({ indexedDB });
      await again.ready;
      expect(again.counts().ssn).toBe(ROWS + 10);
      expect(await storedPatients(indexedDB)).toHaveLength(ROWS + 10);
      await again.close();
    },
  );
});
