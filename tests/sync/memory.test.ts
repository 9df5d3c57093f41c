/** What the server keeps in memory: a document as long as somebody needs it, and nothing that was not judged to its end. */
import { afterEach, expect, test } from 'vitest';
import { createInMemoryStorage } from '#server/storage/inMemoryStorage.ts';
import type { DocumentStorage } from '#server/storage/documentStorage.ts';
import { OTHER_SSN, SSN } from './cast.ts';
import { Stage, contentOf } from './stage.ts';

let stage: Stage;
afterEach(() => stage.end());

/** Counts how often a document is made from the log. */
function countingReads(storage: DocumentStorage) {
  const reads = new Map<string, number>();
  const counting: DocumentStorage = {
    ...storage,
    readDocument(name) {
      reads.set(name, (reads.get(name) ?? 0) + 1);
      return storage.readDocument(name);
    },
  };
  return { reads, storage: counting };
}

test('a document that nobody has open stays for half a minute, then goes', async () => {
  const { reads, storage } = countingReads(createInMemoryStorage());
  stage = await new Stage({ storage, heartbeatMs: 10 }).start();
  const other = stage.desktop('ada', 'ada-other');
  await other.sync(OTHER_SSN);
  const beats = async () => {
    const until = other.frames.length + 5;
    await stage.until(() => other.frames.length > until, 'heartbeats');
  };
  const comes = async () => {
    const desktop = stage.desktop('bruno');
    await desktop.sync(SSN);
    desktop.leave();
    await beats();
  };
  await comes();
  await comes();
  expect(reads.get(SSN)).toBe(1);
  stage.time.now += 31_000;
  await beats();
  await comes();
  expect(reads.get(SSN)).toBe(2);
});

test('an update whose judging breaks off is never stored or sent, and its document is made anew', async () => {
  const memory = createInMemoryStorage();
  let isBroken = false;
  const storage: DocumentStorage = {
    ...memory,
    lastWritten(...given) {
      if (isBroken) throw new Error('no index');
      return memory.lastWritten(...given);
    },
  };
  stage = await new Stage({ storage }).start();
  stage.store(SSN, 'note', { p1: { text: 'prima' } });
  const secretary = stage.desktop('secretary');
  const hers = await secretary.sync(SSN);
  const seen = await stage.desktop('ada').sync(SSN);
  isBroken = true;
  const update = [
    ['block', 'p1', { areas: ['chat'], reason: 'mai' }],
    ['note', 'p1', { text: 'dopo' }],
  ] as const;
  secretary.write(SSN, update);
  await stage.until(() => secretary.closes.length > 0, 'closed');
  expect(secretary.closes[0]).toEqual({ code: 4500, reason: 'fault' });
  expect(stage.events[0]?.event).toBe('syncFailed');
  expect(stage.stored(SSN).getMap('note').get('p1')).toMatchObject({ text: 'prima' });
  isBroken = false;
  await stage.until(() => hers.isSynced && hers.isDurable && seen.isSynced, 'both are back');
  await stage.until(() => JSON.stringify(seen.value('note', 'p1')).includes('dopo'), 'sent on');
  expect(seen.value('block', 'p1')).toBeUndefined();
  expect(contentOf(stage.stored(SSN))).toEqual(contentOf(seen.document));
});
