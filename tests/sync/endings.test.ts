/**
 * What a desktop lets go of when the practice goes on from a copy, or when somebody's access to a list ends; and what it
 * keeps: work that was not sent (DESIGN.md §5, §7 property 10).
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { file, imported, people } from '../fixtures/lists.ts';
import { Computer, type SharedDesktop, rowsAtServer } from '../fixtures/sharedDesktop.ts';
import { storedTexts } from '../fixtures/stores.ts';
import { PRACTICE, SSN, type Who, castMembers } from './cast.ts';
import { Stage } from './stage.ts';
import { plainDateAt } from '#lib/domain/plainDate.ts';
import { defaultListQuery } from '#lib/read-model/listQuery.ts';
import type { Edit } from '#lib/replica/editDesk.ts';
import { pendingOfOthers } from '#lib/replica/sync/pendingOfOthers.ts';
import { createInMemoryStorage } from '#server/storage/inMemoryStorage.ts';

let stage: Stage;
const stages: Stage[] = [];
const started: SharedDesktop[] = [];

beforeEach(async () => {
  stage = await opened(new Stage());
});
afterEach(async () => {
  for (const desktop of started.splice(0)) await desktop.close();
  for (const each of stages.splice(0)) await each.end();
});

function opened(made: Stage): Promise<Stage> {
  stages.push(made);
  return made.start();
}

function start(computer: Computer, who: Who): SharedDesktop {
  const desktop = computer.start(who);
  started.push(desktop);
  return desktop;
}

async function stop(desktop: SharedDesktop): Promise<void> {
  started.splice(started.indexOf(desktop), 1);
  await desktop.close();
}

const note = (patient: string, text: string): Edit => ({ kind: 'setNote', patient, text });

async function ids(desktop: SharedDesktop): Promise<[string, string, string]> {
  const [first, second, third] = (await desktop.rows()).map(({ id }) => id).sort();
  if (!first || !second || !third) throw new Error('The list did not come in');
  return [first, second, third];
}

function notesAt(where: Stage): Record<string, string | undefined> {
  return Object.fromEntries(
    rowsAtServer(where, [SSN]).map(({ id, patient }) => [id, patient.note?.text]),
  );
}

/** A server that goes on from what another one holds now, as after the restore of its copy. */
function restoredFrom(from: Stage): Stage {
  const storage = createInMemoryStorage('second');
  for (const name of from.storage.documentNames()) {
    storage.append(name, [Y.encodeStateAsUpdate(from.stored(name))], []);
  }
  return new Stage({ storage });
}

test('after a restore an old desktop brings nothing back, and what it had not sent is sent', async () => {
  const computer = new Computer(stage, 'left');
  const before = start(computer, 'ada');
  await imported(before.desk, file(people(3)));
  await before.synced();
  const [first, second, third] = await ids(before);
  await before.edit(note(first, 'nella copia'));
  await before.synced();
  const restored = restoredFrom(stage);
  await before.edit(note(second, 'dopo la copia'));
  await before.synced();
  computer.cut();
  await before.edit(note(third, 'mai inviata'));
  await stop(before);
  await stage.stop();

  await opened(restored);
  computer.stage = restored;
  computer.hasNetwork = true;
  const after = start(computer, 'ada');
  expect(after.desk.sync.pending()).toEqual([]);
  await after.synced();
  const expected = { [first]: 'nella copia', [second]: undefined, [third]: 'mai inviata' };
  expect(notesAt(restored)).toEqual(expected);
  const rows = await after.rows();
  expect(Object.fromEntries(rows.map(({ id, patient }) => [id, patient.note?.text]))).toEqual(
    expected,
  );
  expect(after.desk.sync.pending()).toEqual([]);
  // And once more with what it is told now: the same history goes on.
  await stop(after);
  const again = start(computer, 'ada');
  await again.synced();
  expect(again.told.some((status) => status.kind === 'sending' && status.progress)).toBe(false);
});

test('where access ended only unsent work is left, and it is sent when access comes back', async () => {
  const doctor = start(new Computer(stage, 'left'), 'ada');
  await imported(doctor.desk, file(people(3)));
  await doctor.synced();
  const [first] = await ids(doctor);
  const { lastName } = (await doctor.rows())[0]?.patient.identity ?? { lastName: '?' };
  const computer = new Computer(stage, 'right');
  const desk = start(computer, 'substitute');
  await desk.synced();
  await desk.edit(note(first, 'inviata'));
  await desk.synced();
  computer.cut();
  await desk.edit(note(first, 'non inviata'));

  const { substitutions } = castMembers().get('substitute') ?? { substitutions: [] };
  stage.accounts.change('substitute', { substitutions: [] });
  computer.hasNetwork = true;
  await desk.until(
    () => desk.desk.sync.pending().some(({ stranded }) => stranded),
    'What was not sent waits',
  );
  await desk.until(async () => (await desk.rows()).length === 0, 'The rows are gone');
  expect(desk.desk.query({ ...defaultListQuery('ssn'), text: lastName }).found).toBe(0);
  expect(desk.desk.query({ ...defaultListQuery('group'), text: lastName }).found).toBe(0);
  const texts = await storedTexts(computer.indexedDB);
  const holding = texts.filter(({ text }) => text.includes('inviata')).map(({ store }) => store);
  expect(holding).toEqual(['ledger journal']);
  expect(texts.filter(({ text }) => text.includes(lastName))).toEqual([]);
  expect([...computer.copies.keys()].filter((name) => name.endsWith(SSN))).toEqual([]);

  stage.accounts.change('substitute', { substitutions });
  desk.desk.sync.again();
  await desk.until(() => notesAt(stage)[first] === 'non inviata', 'It was sent after all');
  await desk.synced();
  expect(desk.desk.sync.pending()).toEqual([]);
});

test('a delegation that ends while the desktop is offline ends there as well', async () => {
  const doctor = start(new Computer(stage, 'left'), 'ada');
  await imported(doctor.desk, file(people(3)));
  await doctor.synced();
  const [first] = await ids(doctor);
  const computer = new Computer(stage, 'right');
  const desk = start(computer, 'substitute');
  await desk.synced();
  computer.cut();
  await desk.edit(note(first, 'non inviata'));
  const member = castMembers().get('substitute');
  if (!member) throw new Error('Nobody replaces anybody');
  desk.desk.followMember({ ...member, substitutions: [] });
  await desk.until(async () => (await desk.rows()).length === 0, 'The rows are gone');
  await desk.until(
    () => desk.desk.sync.pending().some(({ stranded }) => stranded),
    'What was not sent waits',
  );
  const [change] = desk.desk.sync.pending();
  expect(await desk.desk.sync.discard(change?.id ?? '')).toBe(true);
  expect(desk.desk.sync.pending()).toEqual([]);
});

const DAY = 24 * 60 * 60_000;

/** A substitute who wrote a note, offline on 23 November, in days that end on the 30th; then so many days pass. */
async function lateSubstitute(days: number) {
  const doctor = start(new Computer(stage, 'left'), 'ada');
  await imported(doctor.desk, file(people(3)));
  await doctor.synced();
  const [first, second] = await ids(doctor);
  const computer = new Computer(stage, 'right');
  const desk = start(computer, 'substitute');
  await desk.synced();
  computer.cut();
  await desk.edit(note(first, 'nei suoi giorni'));
  await doctor.edit(note(second, 'del medico'));
  await doctor.synced();
  await stop(doctor);
  stage.time.now += days * DAY;
  stage.time.today = plainDateAt(stage.time.now);
  return { first, second, computer, desk };
}

test('the last day of a delegation passes offline: its list goes at once, what was not sent waits', async () => {
  const { computer, desk, first } = await lateSubstitute(9);
  expect((await desk.rows()).length).toBe(3);
  desk.desk.followDay();
  await desk.until(async () => (await desk.rows()).length === 0, 'The rows are gone');
  expect([...computer.copies.keys()].filter((name) => name.endsWith(SSN))).toEqual([]);
  expect(desk.desk.sync.pending()).toMatchObject([{ patients: [first], stranded: true }]);
});

test('a desktop that was off on the last day is cleaned when it starts, without a network', async () => {
  const { computer, desk } = await lateSubstitute(9);
  await stop(desk);
  const again = start(computer, 'substitute');
  await again.until(async () => (await again.rows()).length === 0, 'The rows are gone');
  const texts = await storedTexts(computer.indexedDB);
  const holding = texts.filter(({ text }) => text.includes('nei suoi giorni'));
  expect(holding.map(({ store }) => store)).toEqual(['ledger journal']);
});

test('what was written within the delegation is taken within seven days of its end, and shows nothing', async () => {
  const { first, second, computer, desk } = await lateSubstitute(14);
  computer.hasNetwork = true;
  desk.desk.followDay();
  await desk.until(() => desk.desk.sync.pending().length === 0, 'It was sent');
  expect(notesAt(stage)).toMatchObject({ [first]: 'nei suoi giorni', [second]: 'del medico' });
  const [entry] = stage.storage.readAudit({ userId: 'substitute', limit: 1 });
  expect(entry).toMatchObject({ outcome: 'written', onBehalfOf: 'doctor-1', map: 'note' });
  expect(await desk.desk.sync.entries()).toEqual([]);
  expect(await desk.rows()).toEqual([]);
  const texts = await storedTexts(computer.indexedDB);
  expect(texts.filter(({ text }) => text.includes('del medico'))).toEqual([]);
});

test('eight days after its end it is refused, and is in its author’s inbox with what he wrote', async () => {
  const { first, computer, desk } = await lateSubstitute(15);
  computer.hasNetwork = true;
  desk.desk.followDay();
  await desk.until(() => desk.desk.sync.pending().length === 0, 'It was judged');
  expect(notesAt(stage)[first]).toBeUndefined();
  const entries = await desk.desk.sync.entries();
  expect(entries).toMatchObject([
    { kind: 'refused', map: 'note', key: first, sent: { text: 'nei suoi giorni' } },
  ]);
});

test('who replaced nobody has no other way in', async () => {
  const values = [
    { map: 'note', key: 'p', t: stage.desktop('bruno').tick(), value: { text: 'x' } },
  ];
  const late = (who: Who) =>
    stage.acceptLate({ userId: who, device: `${who}-1` }, { document: SSN, values });
  expect(await late('bruno')).toBe('forbidden');
  expect(await late('support')).toBe('forbidden');
  expect(rowsAtServer(stage, [SSN])).toEqual([]);
});

test('what one user has not sent leaves under no other one, who is told its number only', async () => {
  const computer = new Computer(stage, 'left');
  const doctor = start(computer, 'ada');
  await imported(doctor.desk, file(people(3)));
  await doctor.synced();
  const [first] = await ids(doctor);
  computer.cut();
  await doctor.edit(note(first, 'di Ada'));
  await stop(doctor);
  computer.hasNetwork = true;

  const desk = start(computer, 'secretary');
  await desk.synced();
  expect(notesAt(stage)[first]).toBeUndefined();
  expect(desk.desk.sync.pending()).toEqual([]);
  const owner = { practice: PRACTICE.id, user: 'secretary' };
  expect(await pendingOfOthers(computer.indexedDB, owner)).toEqual([{ user: 'ada', count: 1 }]);
  await stop(desk);

  const again = start(computer, 'ada');
  await again.synced();
  expect(notesAt(stage)[first]).toBe('di Ada');
  expect(await pendingOfOthers(computer.indexedDB, owner)).toEqual([]);
});
