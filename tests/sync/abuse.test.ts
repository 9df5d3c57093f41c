/** What no desktop of ours sends: its socket ends, the process lives, the document and everybody else stay as they were. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { SSN } from './cast.ts';
import { AWARENESS_FRAME, craftUpdate, frame, statelessFrame, updateFrame } from './craft.ts';
import type { Copy, Desktop } from './desktop.ts';
import { Stage, contentOf } from './stage.ts';

const NOTE = { text: 'abuso', t: '0mabcdefg.0000.x', by: 'bruno' };

let stage: Stage;
let offender: Desktop;
let his: Copy;
let before: unknown;
beforeEach(async () => {
  stage = await new Stage().start();
  stage.store(SSN, 'note', { p1: { text: 'prima' }, p2: { text: 'seconda' } });
  offender = stage.desktop('bruno');
  his = await offender.sync(SSN);
  before = contentOf(stage.stored(SSN));
});
afterEach(() => stage.end());

/** Everything is as before, and others work on. */
async function staysWhole(): Promise<void> {
  expect(contentOf(stage.stored(SSN))).toEqual(before);
  const ada = stage.desktop('ada');
  const hers = await ada.sync(SSN);
  expect(contentOf(hers.document)).toEqual(before);
  expect(hers.document.store.pendingStructs).toBeNull();
  expect(hers.document.store.pendingDs).toBeNull();
  ada.write(SSN, [['note', 'p1', { text: 'avanti' }]]);
  await stage.until(() => hers.isDurable, 'work goes on');
}

function update(write: (document: Y.Doc) => void, client?: number): Uint8Array {
  return updateFrame(SSN, craftUpdate(his.document, write, client));
}

const gap = () => {
  const document = new Y.Doc();
  Y.applyUpdate(document, Y.encodeStateAsUpdate(his.document));
  document.getMap('note').set('p1', { ...NOTE, text: 'uno' });
  const between = Y.encodeStateVector(document);
  document.getMap('note').set('p1', NOTE);
  return updateFrame(SSN, Y.encodeStateAsUpdate(document, between));
};

describe('the socket ends for', () => {
  test.each<[string, string, () => Uint8Array | string]>([
    ['text', 'junk', () => 'ciao'],
    ['a frame without a head', 'junk', () => new Uint8Array([200, 200, 200])],
    ['a message of an unknown kind', 'junk', () => frame(SSN, 77)],
    ['a broadcast among servers', 'junk', () => frame(SSN, 6, 1, 65)],
    ['an unknown message of the sync protocol', 'junk', () => frame(SSN, 0, 9, 1, 0)],
    ['an undecodable update', 'undecodable', () => updateFrame(SSN, new Uint8Array([9, 9, 9, 9]))],
    [
      'half an update',
      'undecodable',
      () => {
        const whole = craftUpdate(his.document, (doc) => doc.getMap('note').set('p1', NOTE));
        return updateFrame(SSN, whole.subarray(0, whole.length - 7));
      },
    ],
    [
      'a root that the document does not have',
      'unknownRoot',
      () => update((doc) => doc.getMap('secrets').set('p1', NOTE)),
    ],
    [
      'a root of another kind of document',
      'unknownRoot',
      () => update((doc) => doc.getMap('doctors').set('p1', NOTE)),
    ],
    [
      'a root used as a list',
      'unknownRoot',
      () => {
        const document = new Y.Doc();
        document.getArray('note').push([NOTE]);
        return updateFrame(SSN, Y.encodeStateAsUpdate(document));
      },
    ],
    [
      'a root used as a text',
      'unknownRoot',
      () => {
        const document = new Y.Doc();
        document.getText('note').insert(0, 'abuso');
        return updateFrame(SSN, Y.encodeStateAsUpdate(document));
      },
    ],
    [
      'a subdocument',
      'foreignContent',
      () => update((doc) => doc.getMap('note').set('p1', new Y.Doc())),
    ],
    ['changes with a gap before them', 'gap', gap],
    [
      'deletions of what nobody wrote',
      'gap',
      () =>
        // No structs; one client, 99, with one deletion, at clock 5, of 3.
        updateFrame(SSN, new Uint8Array([0, 1, 99, 1, 5, 3])),
    ],
    [
      'changes under another user’s client',
      'foreignClient',
      () => {
        const [client = 0] = [...his.document.store.clients.keys()];
        return update((doc) => doc.getMap('note').set('p1', NOTE), client);
      },
    ],
  ])('%s', async (_, reason, make) => {
    offender.raw(make());
    await stage.until(() => offender.closes.length > 0, 'closed');
    expect(offender.closes[0]).toEqual({ code: 4400, reason });
    expect(stage.events[0]).toEqual({ event: 'syncAbuse', error: { name: reason } });
    offender.leave();
    await staysWhole();
  });

  test('a frame larger than any list', async () => {
    offender.raw(new Uint8Array(33 * 1024 * 1024));
    await stage.until(() => offender.closes.length > 0, 'closed');
    offender.leave();
    await staysWhole();
  });
});

describe('the socket stays for', () => {
  test.each<[string, () => Uint8Array]>([
    ['junk as a stateless message', () => statelessFrame(SSN, '{"junk": ')],
    ['a stateless message cut off', () => frame(SSN, 5, 200, 1)],
    ['junk as awareness', () => frame(SSN, AWARENESS_FRAME, 3, 255, 255, 255)],
    ['a message for a document that is not open', () => statelessFrame('ssn:panel-9', 'x')],
  ])('%s, which says nothing to anybody', async (_, make) => {
    const seen = await stage.desktop('ada').sync(SSN);
    offender.raw(make());
    offender.write(SSN, [['note', 'p3', { text: 'poi' }]]);
    await stage.until(() => his.isDurable && seen.value('note', 'p3') !== undefined, 'later edit');
    expect(offender.closes).toEqual([]);
    expect(seen.notices.filter(({ kind }) => kind !== 'durable')).toEqual([]);
  });
});

describe('refused value by value is', () => {
  test.each<[string, string, (document: Y.Doc) => unknown]>([
    ['a nested map', 'malformed', () => new Y.Map([['text', 'abuso']])],
    ['a text', 'malformed', () => new Y.Text('abuso')],
    ['bytes', 'malformed', () => new Uint8Array([1, 2, 3])],
    ['a word', 'malformed', () => 'abuso'],
    ['null', 'malformed', () => null],
    ['a list', 'malformed', () => [NOTE]],
    ['a value of another shape', 'malformed', () => ({ ...NOTE, text: 7 })],
    ['a value with a field too many', 'malformed', () => ({ ...NOTE, html: '<b>' })],
    ['a value that is too large', 'tooLarge', () => ({ ...NOTE, text: 'x'.repeat(70_000) })],
  ])('%s', async (_, reason, make) => {
    his.document.transact(() => {
      his.document.getMap('note').set('p1', make(his.document));
      offender.write(SSN, [['note', 'p2', { text: 'legale' }]]);
    });
    await stage.until(() => his.isDurable && his.ids('refused').length === 1, 'refused');
    await stage.until(() => JSON.stringify(his.value('note', 'p1')).includes('prima'), 'restored');
    expect(stage.stored(SSN).getMap('note').get('p2')).toMatchObject({ text: 'legale' });
    const [entry] = stage.storage.readAudit({ outcome: 'refused', limit: 1 });
    expect(entry).toMatchObject({ map: 'note', key: 'p1', reason, userId: 'bruno' });
    expect(offender.closes).toEqual([]);
  });

  test('a key that was never there is gone again', async () => {
    his.document.getMap('note').set('p9', new Y.Text('abuso'));
    await stage.until(() => his.isDurable && his.value('note', 'p9') === undefined, 'gone');
    expect(contentOf(stage.stored(SSN))).toEqual(before);
    // And may be written by somebody who never saw it, under a lower client id than the one that was refused.
    const ada = stage.desktop('ada');
    const fresh = ada.open(SSN);
    fresh.document.clientID = 3;
    ada.write(SSN, [['note', 'p9', { text: 'nuova' }]]);
    await ada.sync(SSN);
    await stage.until(() => his.value('note', 'p9') !== undefined, 'written');
    expect(stage.stored(SSN).getMap('note').get('p9')).toMatchObject({ text: 'nuova', by: 'ada' });
  });
});

test('a socket that answers nothing is let go', async () => {
  await stage.end();
  stage = await new Stage({ heartbeatMs: 20 }).start();
  const socket = new WebSocket(`${stage.url}/sync`, {
    ...{ origin: stage.origin, headers: { cookie: 'desk=ada/ada-9' }, autoPong: false },
  });
  await new Promise((resolve) => socket.on('close', resolve));
  expect(socket.readyState).toBe(WebSocket.CLOSED);
});

test('an edit made while the desktop still says what it holds is not taken for a gap', async () => {
  const ada = stage.desktop('ada');
  const copy = ada.open(SSN);
  ada.write(SSN, [['note', 'offline', { text: 'prima di collegarsi' }]]);
  ada.connect();
  copy.provider?.on('open', () => ada.write(SSN, [['note', 'early', { text: 'presto' }]]));
  copy.provider?.on('authenticated', () => ada.write(SSN, [['note', 'later', { text: 'dopo' }]]));
  await stage.until(
    () => copy.isDurable && stage.stored(SSN).getMap('note').size === 5,
    'all three stand',
  );
  expect(ada.closes).toEqual([]);
});
