/** Desktops that were apart and meet again, over the wire (DESIGN.md §7, properties 1, 5 and 7). */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { file, imported, people } from '../fixtures/lists.ts';
import { Computer, type SharedDesktop, rowsAtServer } from '../fixtures/sharedDesktop.ts';
import { SSN, type Who } from './cast.ts';
import { Stage } from './stage.ts';
import type { PatientRow } from '#lib/read-model/patientRow.ts';
import type { Edit } from '#lib/replica/editDesk.ts';

const ROWS = 12;
let stage: Stage;
const started: SharedDesktop[] = [];

beforeEach(async () => {
  stage = await new Stage().start();
});
afterEach(async () => {
  for (const desktop of started.splice(0)) await desktop.close();
  await stage.end();
});

function start(computer: Computer, who: Who = 'ada'): SharedDesktop {
  const desktop = computer.start(who);
  started.push(desktop);
  return desktop;
}

const note = (patient: string, text: string): Edit => ({ kind: 'setNote', patient, text });
const email = (patient: string, address: string): Edit => ({
  ...{ kind: 'setEmail', patient, email: address },
});

function byId(rows: readonly PatientRow[]): PatientRow[] {
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function expectSameEverywhere(...desktops: SharedDesktop[]): Promise<PatientRow[]> {
  const atServer = byId(rowsAtServer(stage, [SSN]));
  for (const desktop of desktops) {
    await desktop.until(
      async () => JSON.stringify(byId(await desktop.rows())) === JSON.stringify(atServer),
      'The rows are those of the server',
    );
  }
  return atServer;
}

test('two desktops that wrote offline hold the same in the end, and so does the server', async () => {
  const [left, right] = [new Computer(stage, 'left'), new Computer(stage, 'right')];
  const [a, b] = [start(left), start(right, 'secretary')];
  await imported(a.desk, file(people(ROWS)));
  await a.synced();
  await b.synced();
  const [first, second] = (await expectSameEverywhere(a, b)).map(({ id }) => id);
  if (!first || !second) throw new Error('The list did not come in');

  left.cut();
  right.cut();
  await a.edit(note(first, 'da sinistra'));
  await a.edit(note(second, 'prima'));
  await b.edit(email(first, 'destra@example.com'));
  await b.edit(note(second, 'dopo'));
  await a.until(() => a.status.kind === 'offline', 'It is known that there is no network');
  expect(a.status).toMatchObject({ kind: 'offline', changes: 2 });
  left.hasNetwork = right.hasNetwork = true;
  await a.synced();
  await b.synced();

  const rows = await expectSameEverywhere(a, b);
  const of = (id: string) => rows.find((row) => row.id === id)?.patient;
  expect(of(first)).toMatchObject({
    note: { text: 'da sinistra' },
    email: { email: 'destra@example.com' },
  });
  expect(of(second)).toMatchObject({ note: { text: 'dopo' } });
});

test('the same list imported on two offline desktops gives each patient once, all fields kept', async () => {
  const [left, right] = [new Computer(stage, 'left'), new Computer(stage, 'right')];
  left.cut();
  right.cut();
  const [a, b] = [start(left), start(right)];
  await imported(a.desk, file(people(ROWS)));
  await imported(b.desk, file(people(ROWS)));
  const [first, second] = byId(await a.rows()).map(({ id }) => id);
  if (!first || !second) throw new Error('The list did not come in');
  await a.edit(note(first, 'da sinistra'));
  await b.edit(email(first, 'destra@example.com'));
  await b.edit(note(second, 'da destra'));
  left.hasNetwork = right.hasNetwork = true;
  await a.synced();
  await b.synced();

  const rows = await expectSameEverywhere(a, b);
  expect(rows).toHaveLength(ROWS);
  const of = (id: string) => rows.find((row) => row.id === id)?.patient;
  expect(of(first)).toMatchObject({
    note: { text: 'da sinistra' },
    email: { email: 'destra@example.com' },
  });
  expect(of(second)).toMatchObject({ note: { text: 'da destra' } });
  for (const { patient } of rows) expect(patient.residence).toBeDefined();
});

test('a change is pending until the server says that it is on its disk', async () => {
  const computer = new Computer(stage, 'left');
  const [a, b] = [start(computer), start(new Computer(stage, 'right'))];
  await imported(a.desk, file(people(2)));
  await a.synced();
  const [first] = byId(await a.rows());
  if (!first) throw new Error('The list did not come in');

  computer.loses = 'durable';
  await a.edit(note(first.id, 'detta e ridetta'));
  await b.until(
    async () => (await b.rows()).some(({ patient }) => patient.note !== undefined),
    'The server sent it on',
  );
  expect(a.status).toEqual({ kind: 'sending', changes: 1, progress: null });
  expect(a.desk.sync.pending()).toMatchObject([
    { kind: 'edit', patients: [first.id], maps: ['note'], stranded: false },
  ]);
  // The word was lost: at the next connection it is said again.
  computer.loses = null;
  computer.cut();
  computer.hasNetwork = true;
  await a.synced();
  expect(a.desk.sync.pending()).toEqual([]);
});

test('what the server lost before it said so is sent again, also by the next session', async () => {
  const computer = new Computer(stage, 'left');
  const before = start(computer);
  await imported(before.desk, file(people(2)));
  await before.synced();
  const [first] = byId(await before.rows());
  if (!first) throw new Error('The list did not come in');
  // It applies what comes, and its disk takes nothing.
  const { append } = stage.storage;
  stage.storage.append = () => {
    throw new Error('The disk is gone');
  };
  await before.edit(note(first.id, 'non persa'));
  await before.until(() => before.status.kind === 'offline', 'The server let go of everybody');
  expect(before.desk.sync.pending()).toHaveLength(1);
  started.splice(0);
  await before.close();
  await stage.stop();
  stage.storage.append = append;
  expect(rowsAtServer(stage, [SSN]).some(({ patient }) => patient.note)).toBe(false);
  await stage.start();

  const after = start(computer);
  await after.synced();
  const rows = await expectSameEverywhere(after);
  expect(rows.find(({ id }) => id === first.id)?.patient.note).toMatchObject({ text: 'non persa' });
});
