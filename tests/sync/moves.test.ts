/** Patients who move between two lists, and what arrives where they are no more. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { COLUMNS } from '#lib/domain/patient.ts';
import { identity, lifecycle } from '../fixtures/patients.ts';
import { PRIVATE, SSN } from './cast.ts';
import type { Desktop } from './desktop.ts';
import { ListOfOne } from './listOfOne.ts';
import { type Stage, contentOf } from './stage.ts';

const ARCHIVED = lifecycle({
  archive: { reason: 'other', text: null, knownOn: '2026-11-23', effectiveOn: null },
});
/** From the SSN list to the private one: the SSN list does not name it. */
const MOVE = 'move-1';
const GONE = lifecycle({ moved: { moveId: MOVE, place: null } });
const CAME = lifecycle({
  status: 'private',
  from: { moveId: MOVE, place: { panel: 'panel-1', list: 'ssn' } },
});

let list: ListOfOne;
let stage: Stage;
beforeEach(async () => {
  list = await new ListOfOne().open();
  stage = list.stage;
});
afterEach(() => stage.end());

const at: ListOfOne['at'] = (...given) => list.at(...given);
const settled: ListOfOne['settled'] = (...given) => list.settled(...given);
const sends: ListOfOne['sends'] = (...given) => list.sends(...given);

async function move(desktop: Desktop): Promise<void> {
  desktop.write(PRIVATE, [
    ['identity', 'p1', identity(1)],
    ['lifecycle', 'p1', CAME],
    ['note', 'p1', { text: 'nota' }],
  ]);
  await desktop.sync(PRIVATE);
  await desktop.sync(SSN);
  const others = COLUMNS.filter((column) => desktop.open(SSN).value(column, 'p1') !== undefined);
  desktop.write(SSN, [
    ...others
      .filter((column) => column !== 'lifecycle')
      .map((column) => [column, 'p1', null] as const),
    ['lifecycle', 'p1', GONE],
  ]);
  await settled(desktop);
}

test('he is there with all columns, and gone from the other list', async () => {
  await move(stage.desktop('substitute'));
  expect(at('identity', 'p1', PRIVATE)).toMatchObject({ lastName: 'PROVA1' });
  expect(at('lifecycle')).toMatchObject(GONE);
  expect([at('identity'), at('note')]).toMatchObject([{ cleared: true }, { cleared: true }]);
  expect(stage.storage.readAudit({ outcome: 'refused', limit: 5 })).toEqual([]);
});

test('staff cannot do it, column by column', async () => {
  const granted = stage.desktop('granted');
  await move(granted);
  await settled(granted, PRIVATE);
  expect(at('lifecycle')).toMatchObject({ status: 'ssn' });
  expect(at('identity')).toMatchObject({ lastName: 'PROVA1' });
  expect(at('lifecycle', 'p1', PRIVATE)).toBeUndefined();
});

test('what arrives at the row he left follows him where its author may write', async () => {
  const granted = stage.desktop('granted');
  await granted.sync(SSN);
  granted.disconnect();
  granted.write(SSN, [['email', 'p1', { email: 'nuova', doNotUse: false }]]);
  await move(stage.desktop('ada'));
  await granted.sync(SSN);
  await stage.until(() => at('email', 'p1', PRIVATE) !== undefined, 'followed');
  expect(at('email', 'p1', PRIVATE)).toMatchObject({ email: 'nuova', by: 'granted' });
  expect(at('email')).toBeUndefined();
  expect(stage.storage.readAudit({ outcome: 'refused', open: true, limit: 5 })).toEqual([]);
  expect(stage.storage.readAudit({ documents: [PRIVATE], key: 'p1', limit: 1 })).toMatchObject([
    { map: 'email', userId: 'granted', outcome: 'written', device: 'granted-1' },
  ]);
});

test('and waits in the inbox where he may not, without a word of where that is', async () => {
  const nurse = stage.desktop('nurse');
  await nurse.sync(SSN);
  nurse.disconnect();
  nurse.write(SSN, [
    ['email', 'p1', { email: 'nuova', doNotUse: false }],
    ['lifecycle', 'p1', ARCHIVED],
  ]);
  await move(stage.desktop('ada'));
  const copy = await nurse.sync(SSN);
  await stage.until(() => copy.ids('refused').length === 2, 'told');
  const inbox = stage.storage.readAudit({ userId: 'nurse', open: true, limit: 5 });
  expect(inbox).toMatchObject([
    { document: SSN, reason: 'moved' },
    { document: SSN, reason: 'moved' },
  ]);
  expect(at('email', 'p1', PRIVATE)).toBeUndefined();
  expect(JSON.stringify(contentOf(copy.document))).not.toContain('private');
});

test('what somebody wrote there before the move arrived goes with him, under his name', async () => {
  const ada = stage.desktop('ada');
  await ada.sync(SSN);
  ada.disconnect();
  const moved = stage.time.now;
  ada.write(SSN, [
    ['note', 'p1', null],
    ['identity', 'p1', null],
    ['lifecycle', 'p1', GONE],
  ]);
  stage.time.now = moved + 1000;
  ada.write(PRIVATE, [
    ['identity', 'p1', identity(1)],
    ['lifecycle', 'p1', CAME],
  ]);
  await sends(stage.desktop('nurse'), ['note', 'p1', { text: 'in mezzo' }]);
  await ada.sync(PRIVATE);
  await ada.sync(SSN);
  await stage.until(() => at('note', 'p1', PRIVATE) !== undefined, 'followed');
  expect(at('note', 'p1', PRIVATE)).toMatchObject({ text: 'in mezzo', by: 'nurse' });
  expect(at('note')).toMatchObject({ cleared: true });
});

test('he comes back by the undo of whoever knows that he went', async () => {
  const ada = stage.desktop('ada');
  await move(ada);
  ada.write(SSN, [
    ['lifecycle', 'p1', lifecycle()],
    ['identity', 'p1', identity(1)],
    ['note', 'p1', { text: 'nota' }],
  ]);
  await settled(ada);
  expect([at('lifecycle'), at('identity')]).toMatchObject([lifecycle(), { lastName: 'PROVA1' }]);
});
