/** Stamps that are not believed, and property 6: the newer clock wins whatever the client ids, the loser is kept. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { millisecondsOf } from '#lib/replica/hybridClock.ts';
import { NOON, SSN } from './cast.ts';
import { craftUpdate, updateFrame } from './craft.ts';
import { Stage } from './stage.ts';

const DAY_MS = 86_400_000;
const LEAD_MS = 5 * 60_000;

let stage: Stage;
beforeEach(async () => {
  stage = await new Stage().start();
  stage.store(SSN, 'note', { p1: { text: 'prima' } });
});
afterEach(() => stage.end());

const stored = (key = 'p1') => stage.stored(SSN).getMap('note').get(key) as { t: string };
const audit = (outcome?: 'outrun' | 'written' | 'refused') =>
  stage.storage.readAudit({ documents: [SSN], key: 'p1', outcome, limit: 100 });

describe('the name', () => {
  test('of somebody else becomes that of whoever sent it, on every replica', async () => {
    const bruno = stage.desktop('bruno');
    const his = await bruno.sync(SSN);
    const seen = await stage.desktop('ada').sync(SSN);
    const forged = { text: 'firmata', t: bruno.tick(), by: 'ada' };
    his.document.getMap('note').set('p1', forged);
    await stage.until(
      () =>
        [his, seen].every((copy) => (copy.value('note', 'p1') as { by: string }).by === 'bruno'),
      'rewritten everywhere',
    );
    expect(stored()).toEqual({ ...forged, by: 'bruno' });
    expect(audit()).toMatchObject([{ userId: 'bruno', to: { by: 'bruno' }, outcome: 'written' }]);
    expect(audit('outrun')).toEqual([]);
  });

  test.each([[undefined], [7], ['yesterday'], ['']])('a reading of %j is made anew', async (t) => {
    const bruno = stage.desktop('bruno');
    const his = await bruno.sync(SSN);
    his.document.getMap('note').set('p2', { text: 'senza', t });
    await stage.until(() => his.isDurable && Boolean(stored('p2')), 'stored');
    expect(stored('p2')).toMatchObject({ text: 'senza', by: 'bruno' });
    expect(millisecondsOf(stored('p2').t)).toBe(stage.time.now);
  });
});

describe('a clock three days ahead', () => {
  test('is set back to five minutes, for the values of one command alike, and work goes on', async () => {
    const bruno = stage.desktop('bruno');
    const his = await bruno.sync(SSN);
    const ada = stage.desktop('ada');
    const hers = await ada.sync(SSN);
    const ahead = `${(NOON + 3 * DAY_MS).toString(36).padStart(9, '0')}.0000.bruno`;
    bruno.write(
      SSN,
      [
        ['note', 'p1', { text: 'futuro' }],
        ['email', 'p1', { email: 'a', doNotUse: false }],
      ],
      ahead,
    );
    await stage.until(() => his.isDurable && stored().t < ahead, 'set back');
    expect(millisecondsOf(stored().t)).toBe(stage.time.now + LEAD_MS);
    expect((stage.stored(SSN).getMap('email').get('p1') as { t: string }).t).toBe(stored().t);
    await stage.until(
      () => (his.value('note', 'p1') as { t: string }).t < ahead,
      'on his desktop too',
    );
    // His next edit, still ahead, goes over it; a minute later nobody has to wait for three days.
    bruno.write(SSN, [['note', 'p1', { text: 'futuro 2' }]], ahead);
    await stage.until(() => JSON.stringify(stored()).includes('futuro 2'), 'goes over it');
    stage.time.now += LEAD_MS + 60_000;
    await stage.until(() => JSON.stringify(hers.value('note', 'p1')).includes('futuro 2'), 'seen');
    ada.write(SSN, [['note', 'p1', { text: 'presente' }]]);
    await stage.until(() => hers.isDurable, 'stored');
    expect(stored()).toMatchObject({ text: 'presente', by: 'ada' });
    expect(audit('outrun')).toEqual([]);
  });
});

describe.each([
  ['the lower', 5, 4_000_000_000],
  ['the higher', 4_000_000_000, 5],
])('the newer of two offline edits, under %s client id', (_, newerClient, olderClient) => {
  test('stands everywhere, and the loser is a conflict of its author’s', async () => {
    const older = stage.desktop('bruno');
    const newer = stage.desktop('ada');
    for (const desktop of [older, newer]) await desktop.sync(SSN);
    for (const desktop of [older, newer]) desktop.disconnect();
    older.open(SSN).document.clientID = olderClient;
    newer.open(SSN).document.clientID = newerClient;
    older.write(SSN, [['note', 'p1', { text: 'lunedì' }]]);
    newer.write(SSN, [['note', 'p1', { text: 'venerdì' }]]);
    const copies = [await newer.sync(SSN), await older.sync(SSN)];
    await stage.until(
      () => copies.every((copy) => JSON.stringify(copy.value('note', 'p1')).includes('venerdì')),
      'the newer stands',
    );
    expect(stored()).toMatchObject({ text: 'venerdì', by: 'ada' });
    const [loser, ...others] = audit('outrun');
    expect(others).toEqual([]);
    expect(loser).toMatchObject({
      ...{ userId: 'bruno', from: { text: 'venerdì' }, to: { text: 'lunedì', by: 'bruno' } },
    });
    await stage.until(
      () =>
        older
          .open(SSN)
          .ids('outrun')
          .includes(loser?.id ?? -1),
      'he is told',
    );
  });

  test('stands when it comes second, and what it took the place of is the conflict', async () => {
    const older = stage.desktop('bruno');
    const newer = stage.desktop('ada');
    for (const desktop of [older, newer]) await desktop.sync(SSN);
    for (const desktop of [older, newer]) desktop.disconnect();
    older.open(SSN).document.clientID = olderClient;
    newer.open(SSN).document.clientID = newerClient;
    older.write(SSN, [['note', 'p1', { text: 'lunedì' }]]);
    newer.write(SSN, [['note', 'p1', { text: 'venerdì' }]]);
    const copies = [await older.sync(SSN), await newer.sync(SSN)];
    await stage.until(
      () => copies.every((copy) => JSON.stringify(copy.value('note', 'p1')).includes('venerdì')),
      'the newer stands',
    );
    expect(audit('outrun')).toMatchObject([
      { userId: 'bruno', from: { text: 'venerdì' }, to: { text: 'lunedì' }, device: '' },
    ]);
  });
});

test('who knew what he replaced makes no conflict, also after a value was restored in between', async () => {
  const ada = stage.desktop('ada');
  const bruno = stage.desktop('bruno');
  const hers = await ada.sync(SSN);
  await bruno.sync(SSN);
  ada.write(SSN, [['note', 'p1', { text: 'uno' }]]);
  await stage.until(
    () => JSON.stringify(bruno.open(SSN).value('note', 'p1')).includes('uno'),
    'seen',
  );
  bruno.disconnect();
  bruno.write(SSN, [['note', 'p1', { text: 'due' }]]);
  // Restored meanwhile: the same value stands there again, as another change.
  hers.document.getMap('note').delete('p1');
  await stage.until(() => hers.value('note', 'p1') !== undefined, 'restored');
  await bruno.sync(SSN);
  expect(stored()).toMatchObject({ text: 'due' });
  expect(audit('outrun')).toEqual([]);
});

test('the same value again, only older, is no loss', async () => {
  const [ada, bruno] = [stage.desktop('ada'), stage.desktop('bruno')];
  await bruno.sync(SSN);
  bruno.disconnect();
  bruno.write(SSN, [['note', 'p1', { text: 'uguale' }]]);
  await ada.sync(SSN);
  ada.write(SSN, [['note', 'p1', { text: 'uguale' }]]);
  await stage.until(() => ada.open(SSN).isDurable, 'stored');
  await bruno.sync(SSN);
  expect(stored()).toMatchObject({ by: 'ada' });
  expect(audit('outrun')).toEqual([]);
});

test('a refused value takes no part in last-write, however new', async () => {
  const secretary = stage.desktop('secretary');
  await secretary.sync(SSN);
  stage.store(SSN, 'block', { p1: { areas: [], reason: 'vero' } });
  await stage.restart();
  secretary.write(SSN, [['block', 'p1', { areas: ['chat'], reason: 'falso' }]]);
  await stage.until(() => secretary.open(SSN).ids('refused').length === 1, 'refused');
  expect(stage.stored(SSN).getMap('block').get('p1')).toMatchObject({ reason: 'vero', by: 'ada' });
});

test('an older value crafted on top of a newer one does not stand', async () => {
  const bruno = stage.desktop('bruno');
  const his = await bruno.sync(SSN);
  const old = {
    text: 'vecchio',
    t: `${(NOON - DAY_MS).toString(36).padStart(9, '0')}.0000.x`,
    by: 'bruno',
  };
  bruno.raw(
    updateFrame(
      SSN,
      craftUpdate(his.document, (doc) => doc.getMap('note').set('p1', old)),
    ),
  );
  await stage.until(() => audit('outrun').length === 1, 'outrun');
  expect(stored()).toMatchObject({ text: 'prima' });
});
