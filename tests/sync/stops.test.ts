/** A desktop that is stopped at any step of a day with a server loses nothing and doubles nothing. */
import { IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { file, imported, people } from '../fixtures/lists.ts';
import { Killed } from '../fixtures/replica.ts';
import { Computer, type SharedDesktop, rowsAtServer } from '../fixtures/sharedDesktop.ts';
import { PRACTICE, SSN } from './cast.ts';
import { Stage } from './stage.ts';
import { openLedger } from '#lib/replica/ledger.ts';

const ROWS = 4;

/** Ids follow from the practice's secret and the tax codes: they are the same in every run. */
async function idsOfList(): Promise<string[]> {
  const stage = await new Stage().start();
  const desktop = new Computer(stage, 'left').start('ada');
  await imported(desktop.desk, file(people(ROWS)));
  const ids = (await desktop.rows()).map(({ id }) => id).sort();
  await desktop.close();
  await stage.end();
  return ids;
}

/** What was said to be saved, by what it wrote; a note once written is looked for by its text. */
async function day(desktop: SharedDesktop, ids: readonly string[], saved: string[]): Promise<void> {
  await imported(desktop.desk, file(people(ROWS)));
  saved.push('list');
  for (const [place, patient] of ids.slice(0, 2).entries()) {
    await desktop.edit({ kind: 'setNote', patient, text: `nota ${place}` });
    saved.push(`nota ${place}`);
  }
  await desktop.synced();
  await desktop.edit({ kind: 'setNote', patient: ids[2] ?? '', text: 'nota 2' });
  saved.push('nota 2');
  await desktop.synced();
}

async function ledgerOf(computer: Computer) {
  const owner = { practice: PRACTICE.id, user: 'ada' };
  const ledger = openLedger({ owner, indexedDB: computer.indexedDB, IDBKeyRange });
  await ledger.open();
  const [journal, history] = [await ledger.pending(), await ledger.history.toArray()];
  ledger.close();
  return { journal, history };
}

test.each([
  ['kept', false],
  ['lost', true],
])(
  'stopped at every step, the Yjs copy %s',
  async (_, isCopyLost) => {
    const ids = await idsOfList();
    let stops = 0;
    for (let stopAt = 0; ; stopAt++) {
      const stage = new Stage();
      stage.store(SSN, 'email', { [ids[3] ?? '']: { email: 'gia@example.com', doNotUse: false } });
      await stage.start();
      const computer = new Computer(stage, 'left');
      let steps = 0;
      const killed = Promise.withResolvers<void>();
      const first = computer.start('ada', {
        reached() {
          if (steps++ < stopAt) return;
          killed.resolve();
          throw new Killed();
        },
      });
      const saved: string[] = [];
      const lived = day(first, ids, saved).catch((error) => {
        if (steps <= stopAt) throw error;
      });
      // Once it is dead nobody hears what it still waits for.
      lived.catch(() => {});
      await Promise.race([lived, killed.promise]);
      await first.close();
      const isWhole = steps <= stopAt;
      if (isCopyLost) computer.copies.clear();

      const again = computer.start('ada');
      await again.synced();
      const rows = rowsAtServer(stage, [SSN]);
      const what = `stopped at step ${stopAt}, after ${saved.join(', ')}`;
      await again.until(
        async () => JSON.stringify(sorted(await again.rows())) === JSON.stringify(sorted(rows)),
        what,
      );
      const notes = rows.flatMap(({ patient }) => patient.note?.text ?? []);
      if (saved.includes('list')) expect(rows, what).toHaveLength(ROWS);
      expect(notes, what).toEqual(expect.arrayContaining(saved.filter((name) => name !== 'list')));
      if (rows.length > 0) {
        expect(rows.find(({ id }) => id === ids[3])?.patient.email?.email, what).toBe(
          'gia@example.com',
        );
      }
      const { journal, history } = await ledgerOf(computer);
      expect(journal, what).toEqual([]);
      const edits = history.filter(({ kind }) => kind === 'edit').map(({ id }) => id);
      expect(edits.length, what).toBe(notes.length);
      await again.close();
      await stage.end();
      if (isWhole) break;
      stops++;
    }
    expect(stops).toBeGreaterThan(30);
  },
  240_000,
);

function sorted<Row extends { readonly id: string }>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
}
