/**
 * A patient's life on a desktop with its real stores: moves that are stopped, bulk edits, the bin, requests. Long:
 * they share the opening of a desktop with a list, and the looking into its stores.
 */
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { openTestDesktop } from '../fixtures/desktop.ts';
import { file, imported, people } from '../fixtures/lists.ts';
import { ALONE, sightIn } from '../fixtures/team.ts';
import {
  deleteStore,
  openTestLedger,
  plain,
  storedPatients,
  storedTexts,
} from '../fixtures/stores.ts';
import type { Desktop } from '#lib/desktop.ts';
import type { PatientRow } from '#lib/read-model/patientRow.ts';
import type { Edit, EditOutcome } from '#lib/replica/editDesk.ts';
import { readHistory } from '#lib/read-model/history.ts';

const ROWS = 6;
const DAY = 24 * 60 * 60_000;
const NOON = Date.UTC(2026, 10, 23, 12);

const toPrivate = (patients: readonly string[]): Edit => ({
  kind: 'changeStatus',
  patients,
  to: { status: 'private', effectiveOn: null, knownOn: null },
});
const toSsn = (patients: readonly string[]): Edit => ({
  kind: 'moveToSsn',
  patients,
  to: { status: 'ssn', effectiveOn: null, knownOn: null },
});
const archiving = (patients: readonly string[]): Edit => ({
  kind: 'archive',
  patients,
  reason: 'other',
  text: 'parola segreta',
  revocation: null,
  effectiveOn: null,
  knownOn: null,
});

async function openWithList(
  indexedDB: IDBFactory,
  more: Parameters<typeof openTestDesktop>[0] = {},
) {
  const desktop = openTestDesktop({ indexedDB, ...more });
  await imported(desktop, file(people(ROWS)));
  const rows = await storedPatients(indexedDB);
  return { desktop, rows, ids: rows.map(({ id }) => id) };
}

async function done(desktop: Desktop, id: string, edit: Edit): Promise<EditOutcome> {
  await desktop.ready;
  const outcome = await desktop.edits.edit(id, edit);
  if (!outcome.ok) throw new Error(`Refused: ${outcome.error.kind}`);
  await settled(desktop);
  return outcome.value;
}

/** What is asked after an edit waits for the rows. */
async function settled(desktop: Desktop): Promise<void> {
  await desktop.edits.undo('settle', 'nothing');
}

/** Where a patient stands, by the rows: one place, or something is wrong. */
function placesOf(rows: readonly PatientRow[], id: string): string[] {
  return rows.filter((row) => row.id === id).map(({ document }) => document.split(':')[0] ?? '');
}

describe('a move', () => {
  test.each([
    ['to the private list', toPrivate, 'ssn', 'private'],
    ['and back', toSsn, 'private', 'ssn'],
  ] as const)(
    '%s stopped at any step has happened whole or not at all',
    async (_, move, from, to) => {
      let stops = 0;
      for (let stopAt = 0; ; stopAt++) {
        const indexedDB = new IDBFactory();
        const { desktop: before, ids } = await openWithList(indexedDB);
        const [id = ''] = ids;
        await done(before, 'note', { kind: 'setNote', patient: id, text: 'da tenere' });
        if (from === 'private') await done(before, 'first', toPrivate([id]));
        await before.close();
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
        const saved = await desktop.ready.then(
          async () => (await desktop.edits.edit('move', move([id]))).ok,
          () => false,
        );
        const again = openTestDesktop({ indexedDB });
        await again.ready;
        const rows = await storedPatients(indexedDB);
        expect(placesOf(rows, id), `stopped at step ${stopAt}`).toEqual([saved ? to : from]);
        // The page that never heard asks again: the same move, once.
        await done(again, 'move', move([id]));
        const moved = await storedPatients(indexedDB);
        expect(placesOf(moved, id)).toEqual([to]);
        expect(moved).toHaveLength(ROWS);
        expect(moved.find((row) => row.id === id)?.patient).toMatchObject({
          note: { text: 'da tenere' },
          lifecycle: { from: { moveId: 'move' } },
        });
        await again.close();
        if (!stopped) break;
        stops++;
      }
      // Journal, each of the two documents, history, each of the two lists of rows, shown.
      expect(stops).toBeGreaterThanOrEqual(6);
    },
    120_000,
  );

  test('is one line of a history that goes on from before, and is taken back whole', async () => {
    const indexedDB = new IDBFactory();
    const { desktop, ids } = await openWithList(indexedDB);
    const [id = '', other = ''] = ids;
    const before = plain(await storedPatients(indexedDB));
    await done(desktop, 'move', toPrivate([id, other]));
    const { ledger, rows, close } = await openTestLedger(indexedDB);
    const history = await readHistory(ledger, rows, id, sightIn(ALONE));
    expect(history.map(({ kind }) => kind)).toEqual(['edit', 'import']);
    expect(history[0]?.changes.map(({ column }) => column)).toEqual(['lifecycle']);
    close();
    expect(desktop.counts()).toMatchObject({ ssn: ROWS - 2, private: 2 });
    expect(await desktop.edits.undo('u', 'move')).toMatchObject({ ok: true });
    await settled(desktop);
    expect(plain(await storedPatients(indexedDB))).toEqual(before);
    await desktop.close();
  });

  test('with work done since in the new list stays whole: nobody stands in two lists, or in none', async () => {
    const indexedDB = new IDBFactory();
    const { desktop, ids } = await openWithList(indexedDB);
    const [id = '', other = ''] = ids;
    await done(desktop, 'move', toPrivate([id, other]));
    await done(desktop, 'note', { kind: 'setNote', patient: id, text: 'nuova' });
    expect(await desktop.edits.undo('u', 'move')).toMatchObject({
      ok: true,
      value: { patients: [other], leftOut: [{ patient: id, why: { kind: 'changedSince' } }] },
    });
    await settled(desktop);
    const rows = await storedPatients(indexedDB);
    expect([placesOf(rows, id), placesOf(rows, other)]).toEqual([['private'], ['ssn']]);
    await desktop.close();
  });

  test('leaves the next import nothing to bring in twice', async () => {
    const indexedDB = new IDBFactory();
    const { desktop, ids } = await openWithList(indexedDB);
    const [id = ''] = ids;
    await done(desktop, 'move', toPrivate([id]));
    const changed = people(ROWS).map((one) => ({ ...one, address: 'VIA NUOVA 1' }));
    await imported(desktop, file(changed));
    expect(placesOf(await storedPatients(indexedDB), id)).toEqual(['private']);
    expect(await storedPatients(indexedDB)).toHaveLength(ROWS);
    await desktop.close();
  });
});

describe('an edit over several patients', () => {
  test('is one step to take back, and tells whom it left out and why', async () => {
    const indexedDB = new IDBFactory();
    const { desktop, ids } = await openWithList(indexedDB);
    const [first = '', second = '', third = ''] = ids;
    await done(desktop, 'one', archiving([first]));
    const before = plain(await storedPatients(indexedDB));
    const outcome = await done(desktop, 'many', archiving([first, second, third, 'nobody']));
    expect(outcome).toMatchObject({
      patients: [second, third],
      leftOut: [
        { patient: first, why: { kind: 'alreadyArchived' } },
        { patient: 'nobody', why: { kind: 'noPatient' } },
      ],
    });
    expect(desktop.counts()).toMatchObject({ archive: 3 });
    expect(await desktop.edits.undo('u', 'many')).toMatchObject({ ok: true });
    await settled(desktop);
    expect(plain(await storedPatients(indexedDB))).toEqual(before);
    const refused = await desktop.edits.edit('none', archiving([first]));
    expect(refused).toEqual({ ok: false, error: { kind: 'alreadyArchived' } });
    await desktop.close();
  });
});

describe('the bin', () => {
  test('is emptied after its days, by the doctor’s session and by no other', async () => {
    const indexedDB = new IDBFactory();
    const { desktop, ids } = await openWithList(indexedDB, { now: () => NOON });
    const [id = '', other = ''] = ids;
    await done(desktop, 'archive', archiving([id, other]));
    await done(desktop, 'bin', { kind: 'bin', patients: [id, other] });
    await done(desktop, 'unbin', { kind: 'unbin', patients: [other] });
    await desktop.close();

    const early = openTestDesktop({ indexedDB, now: () => NOON + 29 * DAY });
    await early.ready;
    expect(await early.eraseExpired()).toBe(0);
    await early.close();
    const desk = openTestDesktop({ indexedDB, role: 'secretary', now: () => NOON + 31 * DAY });
    await desk.ready;
    expect(await desk.eraseExpired()).toBe(0);
    await desk.close();
    const late = openTestDesktop({ indexedDB, now: () => NOON + 30 * DAY });
    await late.ready;
    await settled(late);
    expect(await late.eraseExpired()).toBe(0);
    expect((await storedPatients(indexedDB)).map((row) => row.id)).not.toContain(id);
    expect((await storedPatients(indexedDB)).map((row) => row.id)).toContain(other);
    await late.close();
  });

  test('keeps as long as the practice says', async () => {
    const indexedDB = new IDBFactory();
    const { desktop, ids } = await openWithList(indexedDB, { now: () => NOON });
    await done(desktop, 'archive', archiving(ids));
    await done(desktop, 'bin', { kind: 'bin', patients: ids });
    expect(await desktop.settings.retention.set(0)).toEqual({
      ok: false,
      error: { kind: 'invalid' },
    });
    expect(await desktop.settings.retention.set(60)).toEqual({ ok: true, value: 60 });
    await desktop.close();
    const desk = openTestDesktop({ indexedDB, role: 'secretary' });
    await desk.ready;
    expect(await desk.settings.retention.set(1)).toEqual({
      ok: false,
      error: { kind: 'forbidden' },
    });
    await desk.close();
    const later = openTestDesktop({ indexedDB, now: () => NOON + 59 * DAY });
    await later.ready;
    expect(await later.eraseExpired()).toBe(0);
    expect(await later.settings.retention.read()).toBe(60);
    await later.close();
  });
});

describe('an erasure', () => {
  test('leaves no word of the person in any store, stopped at whatever step', async () => {
    for (let stopAt = 0; ; stopAt++) {
      const indexedDB = new IDBFactory();
      const { desktop: before, rows } = await openWithList(indexedDB);
      const row = rows[0];
      if (!row) throw new Error('The list is empty');
      const { id, lastName, taxCode } = row;
      const isOnly = rows.filter((other) => other.lastName === lastName).length === 1;
      await done(before, 'note', { kind: 'setNote', patient: id, text: 'parola segreta' });
      await done(before, 'archive', archiving([id]));
      await done(before, 'bin', { kind: 'bin', patients: [id] });
      await before.close();
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
      await desktop.ready.then(
        () => desktop.edits.edit('erase', { kind: 'erase', patients: [id] }),
        () => {},
      );
      const again = openTestDesktop({ indexedDB });
      await again.ready;
      await again.edits.edit('erase', { kind: 'erase', patients: [id] });
      await settled(again);
      await again.close();
      const words = [taxCode ?? '', 'parola segreta', ...(isOnly ? [lastName] : [])];
      const stored = await storedTexts(indexedDB);
      for (const word of words) {
        const holding = stored.filter(({ text }) => text.includes(word)).map(({ store }) => store);
        expect(new Set(holding), `stopped at step ${stopAt}`).toEqual(new Set());
      }
      const last = openTestDesktop({ indexedDB });
      await last.ready;
      expect(last.counts()).toMatchObject({ ssn: ROWS - 1, archive: 0, bin: 0 });
      expect(await last.edits.undo('u', 'erase')).toEqual({
        ok: false,
        error: { kind: 'erasedForGood' },
      });
      await last.close();
      if (!stopped) break;
    }
  }, 180_000);
});

describe('requests', () => {
  test('are asked by the desk, answered by the doctor with what they ask for, and taken back', async () => {
    const indexedDB = new IDBFactory();
    const { desktop, ids } = await openWithList(indexedDB);
    const [id = '', other = ''] = ids;
    await done(desktop, 'archive', archiving([id, other]));
    await desktop.close();

    const desk = openTestDesktop({ indexedDB, role: 'secretary' });
    await desk.ready;
    const ask: Edit = { kind: 'askRestore', patients: [id], text: ' ha telefonato ' };
    await done(desk, 'ask', ask);
    expect(await desk.edits.edit('twice', ask)).toMatchObject({ error: { kind: 'alreadyAsked' } });
    const grant = { grant: true, text: null, to: toSsnChoice } as const;
    const request = `ask-${id}`;
    expect(
      await desk.edits.edit('own', { kind: 'answerRequest', request, ...grant }),
    ).toMatchObject({ error: { kind: 'forbidden' } });
    expect(await desk.edits.edit('restore', { kind: 'restoreOwn', patients: [id] })).toMatchObject({
      error: { kind: 'forbidden' },
    });
    await done(desk, 'ask2', { kind: 'askRestore', patients: [other], text: null });
    expect(await desk.edits.undo('withdraw', 'ask2')).toMatchObject({ ok: true });
    await desk.close();

    const doctor = openTestDesktop({ indexedDB });
    await doctor.ready;
    const { rows, close } = await openTestLedger(indexedDB);
    expect(await rows.requests.toArray()).toMatchObject([
      { id: request, patient: id, text: 'ha telefonato', askedByName: 'Segreteria', state: 'open' },
    ]);
    await done(doctor, 'answer', { kind: 'answerRequest', request, ...grant });
    expect(doctor.counts()).toMatchObject({ ssn: ROWS - 1, archive: 1 });
    expect(await rows.requests.get(request)).toMatchObject({
      state: 'done',
      answer: { byName: 'Ada Prova' },
    });
    expect(
      await doctor.edits.edit('again', { kind: 'answerRequest', request, ...grant }),
    ).toMatchObject({ error: { kind: 'requestClosed' } });
    expect(await doctor.edits.undo('u', 'answer')).toMatchObject({ ok: true });
    await settled(doctor);
    expect(doctor.counts()).toMatchObject({ ssn: ROWS - 2, archive: 2 });
    expect(await rows.requests.get(request)).toMatchObject({ state: 'open', answer: null });
    close();
    await doctor.close();

    // The rows can go at any time: requests come back from their document like everything else.
    await deleteStore(indexedDB, 'rows');
    const anew = openTestDesktop({ indexedDB });
    await anew.ready;
    const made = await openTestLedger(indexedDB);
    expect(await made.rows.requests.count()).toBe(1);
    made.close();
    await anew.close();
  });
});

const toSsnChoice = { status: 'ssn', effectiveOn: null, knownOn: null } as const;
