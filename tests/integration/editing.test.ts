import fc from 'fast-check';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { openTestDesktop, practice } from '../fixtures/desktop.ts';
import { file, imported, people } from '../fixtures/lists.ts';
import { deleteStore, journalLength, plain, storedPatients } from '../fixtures/stores.ts';
import type { Desktop } from '#lib/desktop.ts';
import type { PatientEdit } from '#lib/domain/edits.ts';
import { parseTaxCode } from '#lib/domain/taxCode.ts';
import { defaultListQuery } from '#lib/read-model/listQuery.ts';
import type { PatientRow } from '#lib/read-model/patientRow.ts';
import type { Edit } from '#lib/replica/editDesk.ts';

const ROWS = 8;
const NEW_CODE = 'VRDPRV85L44H501J';

const addition = {
  kind: 'addPatient',
  panel: practice.panelId,
  list: 'ssn',
  lastName: 'VERDI',
  firstName: 'PROVA',
  taxCode: NEW_CODE,
  birthDate: null,
  phone: '+39 333 9876543',
  email: null,
} as const;

async function openWithList(indexedDB: IDBFactory) {
  const desktop = openTestDesktop({ indexedDB });
  await imported(desktop, file(people(ROWS)));
  const [row] = await storedPatients(indexedDB);
  if (!row) throw new Error('The list is empty');
  return { desktop, row };
}

async function rowOf(indexedDB: IDBFactory, id: string): Promise<PatientRow> {
  const found = (await storedPatients(indexedDB)).find((row) => row.id === id);
  if (!found) throw new Error('No such patient');
  return found;
}

async function done(desktop: Desktop, id: string, edit: Edit): Promise<string> {
  const outcome = await desktop.edits.edit(id, edit);
  if (!outcome.ok) throw new Error(`Refused: ${outcome.error.kind}`);
  return outcome.value.patient;
}

function found(desktop: Desktop, text: string): number {
  return desktop.query({ ...defaultListQuery('ssn'), text }).found;
}

/** What is asked after an edit waits for the rows: the next edit is judged only then. */
async function settled(desktop: Desktop): Promise<void> {
  await desktop.edits.undo('settle', 'nothing');
}

describe('an edit', () => {
  test('is durable, found by the search at once, and there after a restart', async () => {
    const indexedDB = new IDBFactory();
    const { desktop, row } = await openWithList(indexedDB);
    const to = { number: '+39 055 7654321' };
    await done(desktop, 'e1', { kind: 'setPhone', patient: row.id, which: null, to });
    expect(await journalLength(indexedDB)).toBeGreaterThan(0);
    await settled(desktop);
    expect(found(desktop, '0557654321')).toBe(1);
    await desktop.close();

    const again = openTestDesktop({ indexedDB });
    await again.ready;
    expect(found(again, '055 765 4321')).toBe(1);
    await again.close();
  });

  test('asked twice with one id is written once, by the next worker too', async () => {
    const indexedDB = new IDBFactory();
    const { desktop, row } = await openWithList(indexedDB);
    const first: Edit = { kind: 'setNote', patient: row.id, text: 'primo' };
    await done(desktop, 'e1', first);
    await done(desktop, 'e2', { kind: 'setNote', patient: row.id, text: 'secondo' });
    await done(desktop, 'e1', first);
    await settled(desktop);
    await desktop.close();
    const again = openTestDesktop({ indexedDB });
    await again.ready;
    await done(again, 'e1', first);
    await settled(again);
    expect((await rowOf(indexedDB, row.id)).patient.note?.text).toBe('secondo');
    await again.close();
  });

  test('of somebody who is not there is refused', async () => {
    const desktop = openTestDesktop();
    const outcome = await desktop.edits.edit('e1', { kind: 'setNote', patient: 'x', text: 'a' });
    expect(outcome).toEqual({ ok: false, error: { kind: 'noPatient' } });
    await desktop.close();
  });

  test('that could not be stored says so, and nothing of it is shown', async () => {
    const indexedDB = new IDBFactory();
    const { desktop, row } = await openWithList(indexedDB);
    await deleteStore(indexedDB, 'ledger');
    const lost = await desktop.edits.edit('e1', { kind: 'setNote', patient: row.id, text: 'a' });
    if (!lost.ok) expect(lost.error.kind).toBe('storageLost');
    await settled(desktop);
    const kept = (await rowOf(indexedDB, row.id)).patient.note;
    expect(kept === undefined).toBe(!lost.ok);
    await desktop.close();
  });

  test('the region’s number that is not to be used stays so through the next import', async () => {
    const indexedDB = new IDBFactory();
    const { desktop } = await openWithList(indexedDB);
    const row = (await storedPatients(indexedDB)).find(({ patient }) => patient.residence?.phone);
    const value = row?.patient.residence?.phone ?? '';
    const patient = row?.id ?? '';
    const edit = { kind: 'setRegionalUse', patient, contact: 'phone', value, doNotUse: true };
    await done(desktop, 'e1', edit as Edit);
    const moved = people(ROWS).map((person) => ({ ...person, address: 'VIA NUOVA 1' }));
    await imported(desktop, file(moved));
    const { contacts, patient: stored } = await rowOf(indexedDB, patient);
    expect(stored.residence?.address).toBe('VIA NUOVA 1');
    expect(contacts.find((contact) => contact.value === value)?.doNotUse).toBe(true);
    await desktop.close();
  });
});

describe('stopped at any step', () => {
  test('an edit is there whole or not at all, and whole if it was said to be saved', async () => {
    for (let stopAt = 0; ; stopAt++) {
      const indexedDB = new IDBFactory();
      const { desktop: before, row } = await openWithList(indexedDB);
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
      const to = { number: '+39 055 7654321' };
      const edit = { kind: 'setPhone', patient: row.id, which: null, to } as const;
      const saved = await desktop.ready.then(
        async () => (await desktop.edits.edit('e1', edit)).ok,
        () => false,
      );
      const again = openTestDesktop({ indexedDB });
      await again.ready;
      const numbers = (await rowOf(indexedDB, row.id)).patient.phones?.numbers ?? [];
      expect(numbers.length).toBe(saved ? 1 : 0);
      // The page that never heard asks again, with the same id.
      await done(again, 'e1', edit);
      await settled(again);
      expect((await rowOf(indexedDB, row.id)).patient.phones?.numbers).toHaveLength(1);
      await again.close();
      if (!stopped) break;
    }
  }, 60_000);
});

describe('Annulla', () => {
  const number = fc.constantFrom('+39 02 1111', '+39 02 2222', '+39 02 3333');
  const edits = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('setNote' as const), text: fc.constantFrom('', 'a', 'b') }),
      fc.record({
        kind: fc.constant('setPhone' as const),
        which: fc.option(number),
        to: fc.option(fc.record({ number, doNotUse: fc.boolean() })),
      }),
      fc.record({
        kind: fc.constant('setEmail' as const),
        email: fc.constantFrom('', 'a@example.org', 'b@example.org'),
      }),
      fc.record({
        kind: fc.constant('setAddress' as const),
        address: fc.record({ town: fc.constantFrom('', 'FIESOLE', 'PRATO') }),
      }),
      fc.record({
        kind: fc.constant('setDefaultAddress' as const),
        use: fc.constantFrom('own' as const, 'regional' as const),
      }),
    ),
    { minLength: 1, maxLength: 8 },
  );

  test('one by one, from the last, restores exactly what was there after every step', async () => {
    const indexedDB = new IDBFactory();
    const { desktop, row } = await openWithList(indexedDB);
    let ids = 0;
    await fc.assert(
      fc.asyncProperty(edits, async (sequence) => {
        const undoable: { id: string; before: unknown }[] = [];
        for (const edit of sequence) {
          const id = `edit-${ids++}`;
          await settled(desktop);
          const before = plain([await rowOf(indexedDB, row.id)]);
          const outcome = await desktop.edits.edit(id, {
            ...edit,
            patient: row.id,
          } as PatientEdit);
          if (outcome.ok && outcome.value.changed) undoable.push({ id, before });
        }
        for (const { id, before } of undoable.reverse()) {
          const undone = await desktop.edits.undo(`undo-${ids++}`, id);
          expect(undone.ok).toBe(true);
          await settled(desktop);
          expect(plain([await rowOf(indexedDB, row.id)])).toEqual(before);
        }
      }),
      { numRuns: 12, seed: 20261123 },
    );
    await desktop.close();
  }, 60_000);

  test('keeps what somebody changed since, and a second Annulla finds nothing', async () => {
    const indexedDB = new IDBFactory();
    const { desktop, row } = await openWithList(indexedDB);
    await done(desktop, 'e1', { kind: 'setNote', patient: row.id, text: 'mia' });
    await done(desktop, 'e2', { kind: 'setNote', patient: row.id, text: 'di un altro' });
    const refused = { ok: false, error: { kind: 'changedSince' } };
    expect(await desktop.edits.undo('u1', 'e1')).toEqual(refused);
    expect(await desktop.edits.undo('u2', 'e2')).toMatchObject({ ok: true });
    expect(await desktop.edits.undo('u3', 'e2')).toEqual(refused);
    expect(await desktop.edits.undo('u4', 'e1')).toMatchObject({ ok: true });
    await settled(desktop);
    expect((await rowOf(indexedDB, row.id)).patient.note).toBeUndefined();
    await desktop.close();
  });
});

describe('Aggiungi paziente', () => {
  test('adds to the list of the regime, finds the same person, and is taken back whole', async () => {
    const indexedDB = new IDBFactory();
    const { desktop } = await openWithList(indexedDB);
    const before = plain(await storedPatients(indexedDB));
    const patient = await done(desktop, 'a1', addition);
    await settled(desktop);
    expect(await rowOf(indexedDB, patient)).toMatchObject({ tab: 'ssn', birthDate: '1985-07-04' });
    expect(found(desktop, '333 987 6543')).toBe(1);

    const code = parseTaxCode(NEW_CODE);
    const person = { ...addition, taxCode: code.ok ? code.value : null };
    expect((await desktop.edits.samePeople(person)).people).toMatchObject([
      { id: patient, by: 'taxCode', place: 'active' },
    ]);
    expect(await desktop.edits.edit('a2', { ...addition, list: 'private' })).toMatchObject({
      ok: false,
      error: { kind: 'alreadyThere', person: { id: patient } },
    });
    expect(await desktop.edits.edit('a1', addition)).toMatchObject({ ok: true });

    await done(desktop, 'e1', { kind: 'setNote', patient, text: 'nuova' });
    expect(await desktop.edits.undo('u1', 'a1')).toMatchObject({ ok: false });
    expect(await desktop.edits.undo('u2', 'e1')).toMatchObject({ ok: true });
    expect(await desktop.edits.undo('u3', 'a1')).toMatchObject({ ok: true });
    await settled(desktop);
    expect(plain(await storedPatients(indexedDB))).toEqual(before);

    expect(await done(desktop, 'a3', { ...addition, list: 'private' })).toBe(patient);
    await settled(desktop);
    expect(await rowOf(indexedDB, patient)).toMatchObject({ tab: 'private', status: 'private' });
    await done(desktop, 'e2', { kind: 'setNote', patient, text: 'privata' });
    await settled(desktop);
    expect((await rowOf(indexedDB, patient)).patient.note?.text).toBe('privata');
    await desktop.close();
  });

  test('the history gives an old value back', async () => {
    const indexedDB = new IDBFactory();
    const { desktop, row } = await openWithList(indexedDB);
    const { residence } = row.patient;
    if (!residence) throw new Error('No residence');
    const { t: _t, by: _by, ...value } = residence;
    await imported(desktop, file(people(ROWS).map((one) => ({ ...one, address: 'VIA NUOVA 1' }))));
    await done(desktop, 'r1', {
      kind: 'restoreValue',
      patient: row.id,
      column: 'residence',
      value,
    });
    await settled(desktop);
    expect(plain([await rowOf(indexedDB, row.id)])).toEqual(plain([row]));
    await desktop.close();
  });
});
