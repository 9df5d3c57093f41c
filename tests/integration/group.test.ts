/** Several doctors in one practice, as the desktop has them: who joins, whose rows are seen, who left. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import type { Desktop } from '#lib/desktop.ts';
import type { TeamEdit } from '#lib/domain/teamEdits.ts';
import { NO_DOCTOR } from '#lib/read-model/listFilters.ts';
import { defaultListQuery } from '#lib/read-model/listQuery.ts';
import { readFirstPage } from '#lib/read-model/firstPage.ts';
import { openRowStore } from '#lib/read-model/rowStore.ts';
import { readTeam } from '#lib/read-model/team.ts';
import { openTestDesktop, practice, session } from '../fixtures/desktop.ts';
import { file, imported, people, previewOf } from '../fixtures/lists.ts';
import { BRUNO, CLINIC, sightIn } from '../fixtures/team.ts';

const ADD_BRUNO: TeamEdit = {
  kind: 'addDoctor',
  id: BRUNO.id,
  panel: BRUNO.panel,
  firstName: BRUNO.firstName,
  lastName: BRUNO.lastName,
  doctorCode: '23456',
};

const PASSPHRASE = 'quattro parole per una copia';

async function done(desktop: Desktop, edit: TeamEdit): Promise<void> {
  await desktop.ready;
  expect(await desktop.team.edit(edit)).toEqual({ ok: true, value: null });
}

async function storedTeam(indexedDB: IDBFactory) {
  const owner = { practice: practice.id, user: session.userId };
  const rows = openRowStore({ owner, indexedDB, IDBKeyRange });
  await rows.open();
  const team = await readTeam(rows, practice);
  rows.close();
  return team;
}

test('who joins is there for every tab and after a restart; twice the same is once', async () => {
  const indexedDB = new IDBFactory();
  const desktop = openTestDesktop({ indexedDB });
  await done(desktop, ADD_BRUNO);
  await done(desktop, ADD_BRUNO);
  await done(desktop, { kind: 'addClinic', id: 'c', panel: 'p', name: CLINIC.name, code: '' });
  await done(desktop, { kind: 'setPracticeKind', practiceKind: 'temporary' });
  await done(desktop, { kind: 'setDeparture', id: BRUNO.id, since: '2026-11-01' });
  const told = await storedTeam(indexedDB);
  expect(told.kind).toBe('temporary');
  expect(told.assignees.map(({ id, inactiveSince }) => [id, inactiveSince])).toEqual([
    [practice.doctor.id, null],
    [BRUNO.id, '2026-11-01'],
    ['c', null],
  ]);
  await desktop.close();
  const again = openTestDesktop({ indexedDB });
  await done(again, { kind: 'setDeparture', id: BRUNO.id, since: null });
  expect((await storedTeam(indexedDB)).assignees[1]).toEqual(BRUNO);
  await again.close();
});

test('only the doctor decides who is of the practice', async () => {
  for (const role of ['substitute', 'secretary', 'nurse', 'support'] as const) {
    const desktop = openTestDesktop({ role });
    await desktop.ready;
    expect(await desktop.team.edit(ADD_BRUNO)).toEqual({ ok: false, error: { kind: 'forbidden' } });
    await desktop.close();
  }
});

test('the first doctor who leaves has patients without a doctor', async () => {
  const desktop = openTestDesktop();
  await imported(desktop, file(people(30)));
  await done(desktop, ADD_BRUNO);
  const without = { ...defaultListQuery('group'), doctor: NO_DOCTOR };
  expect(desktop.query(without).found).toBe(0);
  await done(desktop, {
    kind: 'setDeparture',
    id: practice.doctor.id,
    since: '2026-11-23',
  });
  expect(desktop.query(without)).toMatchObject({ found: 30, total: 30 });
  expect(desktop.query({ ...without, doctor: BRUNO.panel }).found).toBe(0);
  await desktop.close();
});

test('nobody may be the last to leave', async () => {
  const desktop = openTestDesktop();
  await desktop.ready;
  const leave = { kind: 'setDeparture', id: practice.doctor.id, since: '2026-11-01' } as const;
  expect(await desktop.team.edit(leave)).toEqual({ ok: false, error: { kind: 'lastInService' } });
  await desktop.close();
});

const demonstration = { ...practice, id: 'demo-1' };

/** 40 patients of the first doctor, 30 and 20 of two colleagues. */
async function openDemonstration(indexedDB = new IDBFactory()) {
  const desktop = openTestDesktop({ indexedDB, practice: demonstration });
  await desktop.ready;
  const loaded = await desktop.imports.loadDemo(() => {});
  if (!loaded.ok) throw new Error(loaded.error.kind);
  return { desktop, indexedDB };
}

async function storedImports(indexedDB: IDBFactory) {
  const owner = { practice: demonstration.id, user: session.userId };
  const rows = openRowStore({ owner, indexedDB, IDBKeyRange });
  await rows.open();
  const imports = await rows.imports.toArray();
  rows.close();
  return imports;
}

test('each role sees the lists of three doctors as it may, at once and after a restart', async () => {
  const { desktop, indexedDB } = await openDemonstration();
  expect(desktop.counts()).toEqual({ ssn: 40, group: 90, private: 0, archive: 0, bin: 0 });
  await desktop.close();
  const counts = [];
  for (const role of ['doctor', 'substitute', 'secretary', 'support'] as const) {
    const again = openTestDesktop({ indexedDB, practice: demonstration, role });
    await again.indexed;
    const { ssn, group } = again.counts();
    counts.push([role, ssn, group]);
    await again.ready;
    await again.close();
  }
  expect(counts).toEqual([
    ['doctor', 40, 90],
    ['substitute', 40, 90],
    ['secretary', 90, 90],
    ['support', 0, 0],
  ]);
});

test('the first page straight from the rows is the one that the worker gives, whoever looks', async () => {
  const { desktop: first, indexedDB } = await openDemonstration();
  await first.close();
  for (const role of ['doctor', 'secretary'] as const) {
    const desktop = openTestDesktop({ indexedDB, practice: demonstration, role });
    await desktop.ready;
    const rows = openRowStore({
      owner: { practice: demonstration.id, user: session.userId },
      indexedDB,
      IDBKeyRange,
    });
    const team = await readTeam(rows, demonstration);
    const sight = sightIn(team, role);
    for (const tab of ['ssn', 'group', 'archive', 'private'] as const) {
      for (const by of ['name', 'birthDate', 'status'] as const) {
        for (const [descending, offset] of [
          [false, 0],
          [true, 0],
          [false, 40],
          [true, 80],
        ] as const) {
          const query = { ...defaultListQuery(tab), sort: { by, descending }, offset, limit: 30 };
          const page = await readFirstPage(rows, query, sight, desktop.counts());
          expect(page).toEqual(desktop.query(query));
        }
      }
    }
    rows.close();
    await desktop.close();
  }
}, 60_000);

test('a demonstration goes whole, list by list', async () => {
  const { desktop, indexedDB } = await openDemonstration();
  const imports = await storedImports(indexedDB);
  expect(imports.map(({ byName }) => byName).sort()).toEqual([
    'Ada Prova',
    'Elena Conti',
    'Marco Ferrari',
  ]);
  for (const { id } of imports) expect((await desktop.imports.undo(id)).ok).toBe(true);
  expect(desktop.counts().group).toBe(0);
  expect((await desktop.imports.loadDemo(() => {})).ok).toBe(true);
  expect(desktop.counts().group).toBe(90);
  await desktop.close();
});

test('nobody but its own doctor takes back what was imported into a list', async () => {
  const indexedDB = new IDBFactory();
  const desktop = openTestDesktop({ indexedDB });
  const { id } = await imported(desktop, file(people(30)));
  await desktop.close();
  const secretary = openTestDesktop({ indexedDB, role: 'secretary' });
  await secretary.ready;
  expect(await secretary.imports.undo(id)).toMatchObject({
    ok: false,
    error: { kind: 'forbidden' },
  });
  await secretary.close();
});

test('a safety copy holds the lists of every doctor, and brings them all back', async () => {
  const { desktop } = await openDemonstration();
  const made = await desktop.copies.makeCopy(PASSPHRASE);
  if (!made.ok) throw new Error(made.error.kind);
  await desktop.close();
  const fresh = openTestDesktop({ practice: demonstration, node: 'b' });
  await fresh.ready;
  const copy = new Blob([made.value.bytes as Uint8Array<ArrayBuffer>]);
  const opened = await fresh.copies.openCopy(copy, PASSPHRASE);
  expect(opened).toMatchObject({ ok: true, value: { patients: 90, imports: 3 } });
  expect((await fresh.copies.restoreCopy()).ok).toBe(true);
  expect(fresh.counts()).toEqual({ ssn: 40, group: 90, private: 0, archive: 0, bin: 0 });
  await fresh.close();
});

test('rows of a colleague are named after him, and his code is nobody else’s', async () => {
  const desktop = openTestDesktop();
  await done(desktop, ADD_BRUNO);
  const theirs = people(12).map((person) => ({
    ...person,
    doctorCode: '0023456',
    doctorName: 'X',
  }));
  const shown = await previewOf(desktop, file(theirs));
  expect(shown.whose).toEqual({ panel: practice.panelId, offered: [practice.panelId], byCode: [] });
  expect(shown.plan?.counts.otherDoctors.total).toBe(12);
  expect(shown.plan?.notices).toContainEqual({
    kind: 'noRowOfMine',
    codes: [{ code: '0023456', rows: 12, of: 'Bruno Esempio' }],
  });
  const claimed = await desktop.imports.decide({ myCodes: ['0023456'] });
  expect(claimed.plan?.counts.otherDoctors.total).toBe(12);
  const { entries } = await desktop.imports.entries(
    'otherDoctors',
    { text: '', onlyProblems: false },
    0,
    1,
  );
  expect(entries[0]?.reasons).toEqual([
    { kind: 'otherDoctor', doctorCode: '0023456', doctorName: 'Bruno Esempio' },
  ]);
  await desktop.close();
});

test('a list goes to the clinic whose code it carries, or to whom it is said to be', async () => {
  const desktop = openTestDesktop();
  const clinic = { id: 'c', panel: 'panel-9', name: CLINIC.name, code: '90001' };
  await done(desktop, { kind: 'addClinic', ...clinic });
  const list = people(12).map((person) => ({ ...person, doctorCode: '90001' }));
  const shown = await previewOf(desktop, file(list));
  expect(shown.whose).toMatchObject({ panel: 'panel-9', offered: [practice.panelId, 'panel-9'] });
  expect(shown.plan?.counts.added.included).toBe(12);
  const mine = await desktop.imports.decide({ panel: practice.panelId });
  expect(mine.whose.panel).toBe(practice.panelId);
  expect(mine.plan?.counts).toMatchObject({ added: { total: 0 }, otherDoctors: { total: 12 } });
  await desktop.imports.decide({ panel: 'panel-9' });
  expect((await desktop.imports.commit(() => {})).ok).toBe(true);
  const ofClinic = { ...defaultListQuery('group'), doctor: 'panel-9' };
  expect(desktop.query(ofClinic).found).toBe(12);
  expect((await desktop.ceiling())?.enrolled.openEnded).toBe(0);
  await desktop.close();
});
