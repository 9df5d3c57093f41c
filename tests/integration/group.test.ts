/** Several doctors in one practice, as the desktop has them: who joins, whose rows are seen, who left. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import type { Desktop } from '#lib/desktop.ts';
import type { TeamEdit } from '#lib/domain/teamEdits.ts';
import { defaultListQuery, NO_DOCTOR } from '#lib/read-model/listQuery.ts';
import { openRowStore } from '#lib/read-model/rowStore.ts';
import { readTeam } from '#lib/read-model/team.ts';
import { openTestDesktop, practice, session } from '../fixtures/desktop.ts';
import { file, imported, people } from '../fixtures/lists.ts';
import { BRUNO, CLINIC } from '../fixtures/team.ts';

const ADD_BRUNO: TeamEdit = {
  kind: 'addDoctor',
  id: BRUNO.id,
  panel: BRUNO.panel,
  firstName: BRUNO.firstName,
  lastName: BRUNO.lastName,
  doctorCode: '23456',
};

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
