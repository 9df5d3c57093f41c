/** Property 5, in the process: what is acknowledged is in the storage, also while the disk does not take it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createInMemoryStorage } from '#server/storage/inMemoryStorage.ts';
import { lifecycle } from '../fixtures/patients.ts';
import { SSN } from './cast.ts';
import { FailingStorage, Timers } from './failingStorage.ts';
import { Stage, contentOf } from './stage.ts';

let stage: Stage;
let disk: FailingStorage;
let timers: Timers;
beforeEach(async () => {
  disk = new FailingStorage(createInMemoryStorage());
  timers = new Timers();
  stage = await new Stage({ storage: disk.storage, schedule: timers.schedule }).start();
});
afterEach(() => stage.end());

test('every watermark covers no more than the storage holds', async () => {
  const ada = stage.desktop('ada');
  const copy = await ada.sync(SSN);
  for (let edit = 0; edit < 20; edit++) {
    ada.write(SSN, [['note', `p${edit % 3}`, { text: `${edit}` }]]);
    await stage.until(() => copy.isDurable, 'acknowledged');
    expect(contentOf(stage.stored(SSN))).toEqual(contentOf(copy.document));
  }
});

test('a write that fails is acknowledged to nobody, sent to nobody, tried again, and then all goes on', async () => {
  const ada = stage.desktop('ada');
  const bruno = stage.desktop('bruno');
  const hers = await ada.sync(SSN);
  const seen = await bruno.sync(SSN);
  disk.failures = 4;
  ada.write(SSN, [['note', 'p1', { text: 'disco pieno' }]]);
  await stage.until(() => ada.closes.length > 0 && bruno.closes.length > 0, 'closed');
  expect(ada.closes[0]).toEqual({ code: 4503, reason: 'storage' });
  expect(hers.isDurable).toBe(false);
  expect(hers.provider?.hasUnsyncedChanges).toBe(true);
  expect(seen.value('note', 'p1')).toBeUndefined();
  expect(stage.events.map(({ event }) => event)).toContain('syncNotStored');

  // Nobody is let in meanwhile, and the pauses grow.
  for (let tries = 0; tries < 3; tries++) timers.run();
  expect(timers.pauses).toEqual([1000, 2000, 4000, 8000]);
  expect(contentOf(stage.stored(SSN))).toEqual({});
  expect(hers.isSynced || seen.isSynced).toBe(false);

  timers.run();
  expect(timers.waiting).toBe(0);
  expect(stage.events.at(-1)?.event).toBe('syncStoredAgain');
  await stage.until(() => hers.isSynced && hers.isDurable && seen.isSynced, 'all are back');
  await stage.until(() => seen.value('note', 'p1') !== undefined, 'sent on');
  expect(stage.stored(SSN).getMap('note').get('p1')).toMatchObject({ text: 'disco pieno' });
  expect(stage.storage.readAudit({ key: 'p1', limit: 10 })).toHaveLength(1);
});

test('what failed to the end is still on the desktop, and comes again to the next server', async () => {
  const ada = stage.desktop('ada');
  const hers = await ada.sync(SSN);
  disk.failures = Infinity;
  ada.write(SSN, [['note', 'p1', { text: 'non scritto' }]]);
  await stage.until(() => ada.closes.length > 0, 'closed');
  await stage.stop();
  expect(contentOf(stage.stored(SSN))).toEqual({});
  disk.failures = 0;
  await stage.start();
  await stage.until(() => hers.isSynced && hers.isDurable, 'back');
  expect(stage.stored(SSN).getMap('note').get('p1')).toMatchObject({ text: 'non scritto' });
});

test('a long log becomes a snapshot of the same content, in no edit’s way', async () => {
  const ada = stage.desktop('ada');
  const copy = await ada.sync(SSN);
  for (let edit = 0; edit < 500; edit++)
    ada.write(SSN, [['note', `p${edit % 9}`, { text: `${edit}` }]]);
  await stage.until(() => copy.isDurable, 'stored');
  expect(stage.storage.readDocument(SSN)).toMatchObject({ snapshot: null });
  expect(timers.pauses).toEqual([3000]);
  const before = contentOf(stage.stored(SSN));
  timers.run();
  expect(stage.storage.readDocument(SSN)?.updates).toEqual([]);
  expect(contentOf(stage.stored(SSN))).toEqual(before);
  ada.write(SSN, [['note', 'p1', { text: 'dopo' }]]);
  await stage.until(() => copy.isDurable, 'stored');
  await stage.restart();
  const other = await stage.desktop('bruno').sync(SSN);
  expect(contentOf(other.document)).toEqual(contentOf(copy.document));
});

test('what an erasure took away leaves the log as well', async () => {
  const ada = stage.desktop('ada');
  const copy = await ada.sync(SSN);
  const erased = lifecycle({ erasedOn: '2026-11-23' });
  ada.write(SSN, [
    ['lifecycle', 'p1', lifecycle()],
    ['note', 'p1', { text: 'segreta' }],
  ]);
  await stage.until(() => copy.isDurable, 'stored');
  ada.write(SSN, [
    ['lifecycle', 'p1', erased],
    ['note', 'p1', null],
  ]);
  await stage.until(() => copy.isDurable && timers.waiting === 1, 'erased');
  timers.run();
  const { snapshot, updates } = stage.storage.readDocument(SSN) ?? { snapshot: null, updates: [] };
  expect(updates).toEqual([]);
  expect(Buffer.from(snapshot ?? []).includes('segreta')).toBe(false);
  expect(contentOf(stage.stored(SSN))).toEqual(contentOf(copy.document));
});

test('a log that cannot be read opens to nobody, and the process lives', async () => {
  stage.storage.append(SSN, [new Uint8Array([1, 2, 3])], []);
  const ada = stage.desktop('ada');
  const copy = ada.open(SSN);
  ada.connect();
  await stage.until(() => copy.refusal !== null, 'refused');
  expect(stage.events.map(({ event }) => event)).toEqual(['syncNotLoaded']);
  expect((await stage.desktop('bruno').sync('ssn:panel-2')).isSynced).toBe(true);
});

test('the server that stops waits for what it accepted, and its desktops come back to the next one', async () => {
  const ada = stage.desktop('ada');
  const copy = await ada.sync(SSN);
  for (let edit = 0; edit < 50; edit++) ada.write(SSN, [['note', `p${edit}`, { text: 'x' }]]);
  await stage.restart();
  await stage.until(() => copy.isSynced && copy.isDurable, 'back');
  expect(ada.closes[0]).toEqual({ code: 1012, reason: 'restart' });
  expect(contentOf(stage.stored(SSN))).toEqual(contentOf(copy.document));
  expect(
    Y.decodeStateVector(Y.encodeStateVector(stage.stored(SSN))).get(copy.document.clientID),
  ).toBe(50);
});
