/** What the server did not let stand comes back to whoever wrote it, and is his to write again or to let go. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { file, imported, people } from '../fixtures/lists.ts';
import { Computer, type SharedDesktop } from '../fixtures/sharedDesktop.ts';
import { castMembers, type Who } from './cast.ts';
import { Stage } from './stage.ts';
import type { Member } from '#lib/domain/member.ts';
import type { Edit } from '#lib/replica/editDesk.ts';

let stage: Stage;
const started: SharedDesktop[] = [];

beforeEach(async () => {
  stage = await new Stage().start();
});
afterEach(async () => {
  for (const desktop of started.splice(0)) await desktop.close();
  await stage.end();
});

function start(computer: Computer, who: Who, member?: Member): SharedDesktop {
  const desktop = computer.start(who, { member });
  started.push(desktop);
  return desktop;
}

const note = (patient: string, text: string): Edit => ({ kind: 'setNote', patient, text });
const toPrivate = (patients: readonly string[]): Edit => ({
  kind: 'changeStatus',
  patients,
  to: { status: 'private', effectiveOn: null, knownOn: null },
});

async function ids(desktop: SharedDesktop): Promise<string[]> {
  return (await desktop.rows()).map(({ id }) => id).sort();
}

async function noteOf(desktop: SharedDesktop, id: string): Promise<string | undefined> {
  return (await desktop.rows()).find((row) => row.id === id)?.patient.note?.text;
}

test('a refused change leaves the journal for the inbox, the legal one beside it stands', async () => {
  const doctor = start(new Computer(stage, 'left'), 'ada');
  await imported(doctor.desk, file(people(2)));
  await doctor.synced();
  const [first] = await ids(doctor);
  if (!first) throw new Error('The list did not come in');

  // Her desktop takes her for the doctor, as one would that is out of date, or not ours.
  const pretended = { ...castMembers().get('ada'), userId: 'secretary', name: 'secretary' };
  const computer = new Computer(stage, 'right');
  const desk = start(computer, 'secretary', pretended as Member);
  await desk.until(async () => (await desk.rows()).length === 2, 'The list is here');
  const archive: Edit = {
    ...toPrivate([first]),
    to: {
      status: 'ssnRevoked',
      reason: 'refusal',
      effectiveOn: null,
      knownOn: null,
      archive: false,
    },
  } as Edit;
  await desk.edit(archive);
  await desk.edit(note(first, 'permessa'));
  await desk.until(
    () => desk.status.kind === 'actionNeeded' && desk.desk.sync.pending().length === 0,
    'It came back',
  );
  expect(desk.status).toEqual({ kind: 'actionNeeded', action: 'refused', changes: 0 });
  const entries = await desk.desk.sync.entries();
  expect(entries).toMatchObject([
    {
      ...{ kind: 'refused', document: 'ssn:panel-1', patient: first, map: 'lifecycle' },
      sent: { status: 'ssnRevoked' },
      present: { status: 'ssn' },
    },
  ]);
  await doctor.until(async () => (await noteOf(doctor, first)) === 'permessa', 'The note is there');
  expect((await doctor.rows()).find(({ id }) => id === first)?.status).toBe('ssn');

  // Nothing of it comes back with the next session, nor does its number.
  await desk.close();
  started.pop();
  const again = start(computer, 'secretary');
  await again.until(() => again.status.kind === 'actionNeeded', 'It still waits');
  expect((await again.rows()).find(({ id }) => id === first)?.status).toBe('ssn');
  const [entry] = await again.desk.sync.entries();
  expect(await again.desk.sync.recover(entry?.id ?? '')).toEqual({
    ...{ ok: false, error: { kind: 'forbidden' } },
  });
  // Whatever became of the notice: it is told at every opening, here and on another computer of his.
  const other = start(new Computer(stage, 'other'), 'secretary');
  await other.until(async () => (await other.desk.sync.entries()).length === 1, 'It is told there');
  const question = { userId: 'secretary', open: true, limit: 9 };
  expect(stage.storage.readAudit(question)).toHaveLength(1);
  await again.desk.sync.dismiss(entry?.id ?? '');
  await again.synced();
  expect(await again.desk.sync.entries()).toEqual([]);
  expect(stage.storage.readAudit(question)).toEqual([]);
});

test('of two who wrote the same field the later one stands, and the other may swap', async () => {
  const [left, right] = [new Computer(stage, 'left'), new Computer(stage, 'right')];
  const [doctor, desk] = [start(left, 'ada'), start(right, 'secretary')];
  await imported(doctor.desk, file(people(2)));
  await doctor.synced();
  await desk.until(async () => (await desk.rows()).length === 2, 'The list is here');
  const [first] = await ids(doctor);
  if (!first) throw new Error('The list did not come in');

  right.cut();
  await desk.edit(note(first, 'lunedì'));
  await doctor.edit(note(first, 'venerdì'));
  await doctor.synced();
  right.hasNetwork = true;
  await desk.until(async () => (await desk.desk.sync.entries()).length > 0, 'It is told');
  await desk.synced();
  expect(await noteOf(desk, first)).toBe('venerdì');
  const [entry] = await desk.desk.sync.entries();
  expect(entry).toMatchObject({
    ...{ kind: 'outrun', patient: first, map: 'note', presentBy: 'ada' },
    ...{ sent: { text: 'lunedì' }, present: { text: 'venerdì' } },
  });
  expect(entry?.presentAt).toBeGreaterThan(entry?.sentAt ?? Infinity);

  expect(await desk.desk.sync.recover(entry?.id ?? '')).toEqual({ ok: true, value: null });
  expect(await desk.desk.sync.entries()).toEqual([]);
  await doctor.until(async () => (await noteOf(doctor, first)) === 'lunedì', 'It was swapped');
});
