import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { type CeilingState, enrolledTotal } from '#lib/domain/ceiling.ts';
import { PASSPHRASE, copyOf, ledgerContent, restored } from '../fixtures/copies.ts';
import { openTestDesktop, practice } from '../fixtures/desktop.ts';
import { TODAY, file, imported, people } from '../fixtures/lists.ts';
import { Killed } from '../fixtures/replica.ts';
import { plain, storedPatients } from '../fixtures/stores.ts';
import { evolveList } from '#tools/sampleList/evolveList.ts';

const ROWS = 120;
const before = people(ROWS);
const { people: after } = evolveList(before, {
  seed: 3,
  today: TODAY,
  leave: 4,
  join: 5,
  move: 6,
  temporaryToOpen: 2,
  respell: 3,
});

/** A desktop with two imports and a setting behind it, and its copy. */
async function worked() {
  const indexedDB = new IDBFactory();
  const desktop = openTestDesktop({ indexedDB });
  const first = await imported(desktop, file(before));
  const second = await imported(desktop, file(after), { archiveAbsent: true });
  await desktop.settings.ceiling.set(1800);
  return { indexedDB, desktop, copy: await copyOf(desktop), imports: [first, second] };
}

describe('restored in a fresh profile', () => {
  test('rows, counts, ceiling, history and reports are equal, and stay so after a restart', async () => {
    const { indexedDB, desktop, copy } = await worked();
    const fresh = new IDBFactory();
    const other = openTestDesktop({ indexedDB: fresh, node: 'b' });
    const said = await restored(other, copy);
    expect(said).toMatchObject({
      patients: ROWS + 5,
      patientsHere: 0,
      added: ROWS + 5,
      imports: 2,
    });
    expect(said).toMatchObject({ onlyHere: 0, updated: 0, keptNewer: 0 });
    expect(other.counts()).toEqual(desktop.counts());
    expect(await other.ceiling()).toEqual(await desktop.ceiling());
    await desktop.close();
    await other.close();
    expect(await storedPatients(fresh)).toEqual(await storedPatients(indexedDB));
    expect(await ledgerContent(fresh)).toEqual(await ledgerContent(indexedDB));

    const again = openTestDesktop({ indexedDB: fresh, node: 'b' });
    await again.ready;
    expect(again.counts().ssn).toBe(ROWS + 1);
    await again.close();
    expect(await storedPatients(fresh)).toEqual(await storedPatients(indexedDB));
  });

  test('what was imported before can still be taken back, and its report downloaded', async () => {
    const { desktop, copy, imports } = await worked();
    await desktop.close();
    const other = openTestDesktop({ node: 'b', now: () => Date.UTC(2026, 10, 24, 9) });
    await restored(other, copy);
    const second = imports[1]?.id ?? '';
    expect((await other.imports.report(second))?.bytes.length).toBeGreaterThan(1000);
    const undone = await other.imports.undo(second);
    expect(undone).toMatchObject({ ok: true, value: { kept: [] } });
    expect(other.counts()).toEqual({ ssn: ROWS, group: ROWS, private: 0, archive: 0, bin: 0 });
    await other.close();
  });

  test('stopped at any step, it is there whole or not at all', async () => {
    const { desktop, indexedDB, copy } = await worked();
    await desktop.close();
    const wanted = await storedPatients(indexedDB);
    let stops = 0;
    for (let finished = false; !finished; stops++) {
      const fresh = new IDBFactory();
      let steps = 0;
      let armed = false;
      const other = openTestDesktop({
        indexedDB: fresh,
        node: 'b',
        reached() {
          if (armed && steps++ === stops) throw new Killed();
        },
      });
      await other.ready;
      armed = true;
      finished = await restored(other, copy).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Killed) return false;
          throw error;
        },
      );
      await other.close();
      const again = openTestDesktop({ indexedDB: fresh, node: 'b' });
      await again.ready;
      const found = await storedPatients(fresh);
      if (found.length > 0) expect(found).toEqual(wanted);
      const { history } = await ledgerContent(fresh);
      expect(history.length > 0).toBe(found.length > 0);
      await again.close();
    }
    expect(stops).toBeGreaterThan(3);
  });
});

describe('restored over existing data', () => {
  test('an older copy of the same desktop takes nothing back', async () => {
    const indexedDB = new IDBFactory();
    const desktop = openTestDesktop({ indexedDB });
    await imported(desktop, file(before));
    const copy = await copyOf(desktop);
    await imported(desktop, file(after), { archiveAbsent: true });
    const rows = await storedPatients(indexedDB);
    const ledger = await ledgerContent(indexedDB);
    const said = await restored(desktop, copy);
    expect(said).toMatchObject({ added: 0, updated: 0, onlyHere: 5, patientsHere: ROWS + 5 });
    expect(said.keptNewer).toBeGreaterThan(0);
    expect(await storedPatients(indexedDB)).toEqual(rows);
    expect(await ledgerContent(indexedDB)).toEqual(ledger);
    await desktop.close();
  });

  test('two browsers that went apart: the newest value stands, each patient and both histories stay', async () => {
    const { desktop, copy } = await worked();
    await desktop.close();
    const indexedDB = new IDBFactory();
    const other = openTestDesktop({
      indexedDB,
      node: 'b',
      now: (() => {
        let time = Date.UTC(2026, 10, 25, 8);
        return () => time++;
      })(),
    });
    // Newer, and of the list as it was: the copy's older moves must not win by chance.
    await imported(other, file(before));
    await imported(other, file(people(3, 99)));
    const mine = plain(await storedPatients(indexedDB)) as { id: string }[];
    const said = await restored(other, copy);
    expect(said).toMatchObject({ patientsHere: ROWS + 3, added: 5, onlyHere: 3 });
    const rows = await storedPatients(indexedDB);
    expect(rows).toHaveLength(ROWS + 8);
    const kept = new Set(mine.map(({ id }) => id));
    const identities = (list: readonly object[]) =>
      list.map((row) => (row as { patient: { identity: unknown } }).patient.identity);
    const same = rows.filter(({ id }) => kept.has(id));
    expect(identities(plain(same) as object[])).toEqual(identities(mine));
    expect(await other.ceiling()).toMatchObject({ ceiling: 1800 });
    const { history, reports } = await ledgerContent(indexedDB);
    expect(new Set(history.map(({ command }) => command)).size).toBe(4);
    expect(reports).toHaveLength(4);
    await other.close();
  });
});

describe('refused, with nothing changed', () => {
  test.each([
    ['wrongPassphrase', (copy: Blob) => copy, 'un’altra frase'],
    ['incomplete', (copy: Blob) => copy.slice(0, copy.size - 1), PASSPHRASE],
    ['notACopy', () => file(people(3)), PASSPHRASE],
    ['damaged', (copy: Blob) => new Blob([copy.slice(0, 500), 'x', copy.slice(501)]), PASSPHRASE],
  ])('%s', async (kind, change, passphrase) => {
    const indexedDB = new IDBFactory();
    const desktop = openTestDesktop({ indexedDB });
    await imported(desktop, file(people(20)));
    const copy = await copyOf(desktop);
    const rows = await storedPatients(indexedDB);
    const opened = await desktop.copies.openCopy(change(copy), passphrase);
    expect(opened).toEqual({ ok: false, error: { kind } });
    expect(await desktop.copies.restoreCopy()).toEqual({ ok: false, error: { kind: 'notOpen' } });
    expect(await storedPatients(indexedDB)).toEqual(rows);
    await desktop.close();
  });

  test('a copy of another practice', async () => {
    const desktop = openTestDesktop();
    const copy = await copyOf(desktop);
    await desktop.close();
    const indexedDB = new IDBFactory();
    const elsewhere = openTestDesktop({
      indexedDB,
      practice: { ...practice, id: 'practice-2', name: 'Altro studio' },
    });
    await elsewhere.ready;
    expect(await elsewhere.copies.openCopy(copy, PASSPHRASE)).toEqual({
      ok: false,
      error: { kind: 'otherPractice' },
    });
    await elsewhere.close();
  });

  test('too little space', async () => {
    const { desktop, copy } = await worked();
    await desktop.close();
    const other = openTestDesktop({ node: 'b', spaceLeft: async () => 1000 });
    await other.ready;
    expect((await other.copies.openCopy(copy, PASSPHRASE)).ok).toBe(true);
    expect(await other.copies.restoreCopy()).toEqual({
      ok: false,
      error: { kind: 'storageFull' },
    });
    expect(other.counts().ssn).toBe(0);
    await other.close();
  });
});

describe('the ceiling', () => {
  test('starts at 1.500, is set through the journal and is there after a restart', async () => {
    const indexedDB = new IDBFactory();
    const desktop = openTestDesktop({ indexedDB });
    await imported(desktop, file(before));
    const state = await desktop.ceiling();
    const { ceiling, enrolled } = state as CeilingState;
    expect(ceiling).toBe(1500);
    expect(enrolledTotal(enrolled)).toBe(ROWS);
    expect(enrolled.temporary).toBeGreaterThan(0);
    expect(await desktop.settings.ceiling.set(1650)).toEqual({ ok: true, value: 1650 });
    expect(await desktop.settings.ceiling.set(0)).toEqual({
      ok: false,
      error: { kind: 'invalid' },
    });
    await desktop.close();
    const again = openTestDesktop({ indexedDB });
    await again.ready;
    expect(await again.ceiling()).toEqual({ ceiling: 1650, enrolled });
    await again.close();
  });

  test('is the doctor’s own: nobody else sets it', async () => {
    const desktop = openTestDesktop({ role: 'substitute' });
    await desktop.ready;
    expect(await desktop.settings.ceiling.set(1800)).toEqual({
      ok: false,
      error: { kind: 'forbidden' },
    });
    expect((await desktop.ceiling())?.ceiling).toBe(1500);
    await desktop.close();
  });
});
