/** Who may open what, and property 8: whoever may not receives not one byte of it. */
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OTHER_SSN, PRACTICE_DOCUMENT, PRIVATE, REQUESTS, SSN, type Who } from './cast.ts';
import { Stage, contentOf } from './stage.ts';

const PRIVATE_REQUESTS = 'requests-private:panel-1';
const SECRET = 'parola-da-non-leggere';

let stage: Stage;
beforeEach(async () => {
  stage = await new Stage().start();
});
afterEach(() => stage.end());

test('an edit reaches the other desktop, the log and the watermark', async () => {
  stage.store(SSN, 'note', { p1: { text: 'prima' } });
  const ada = stage.desktop('ada');
  const here = await ada.sync(SSN);
  const there = await stage.desktop('bruno').sync(SSN);
  expect(there.value('note', 'p1')).toMatchObject({ text: 'prima' });
  // What was read from the log is sent to who asks for it, and not once more to whoever opened it first.
  const withContent = ada.frames.filter((each) => Buffer.from(each).includes('prima'));
  expect(withContent).toHaveLength(1);
  ada.write(SSN, [['note', 'p1', { text: 'dopo' }]]);
  await stage.until(() => here.isDurable, 'stored');
  await stage.until(
    () => JSON.stringify(there.value('note', 'p1')).includes('dopo'),
    'it is sent on',
  );
  expect(contentOf(stage.stored(SSN))).toEqual(contentOf(here.document));
});

/** Documents that each may read; every other one is refused. */
const READS: { readonly [W in Who]: readonly string[] } = {
  ada: [PRACTICE_DOCUMENT, SSN, PRIVATE, REQUESTS, PRIVATE_REQUESTS, OTHER_SSN],
  bruno: [PRACTICE_DOCUMENT, SSN, REQUESTS, OTHER_SSN],
  substitute: [PRACTICE_DOCUMENT, SSN, PRIVATE, REQUESTS, PRIVATE_REQUESTS, OTHER_SSN],
  secretary: [PRACTICE_DOCUMENT, SSN, REQUESTS, OTHER_SSN],
  granted: [PRACTICE_DOCUMENT, SSN, PRIVATE, REQUESTS, PRIVATE_REQUESTS, OTHER_SSN],
  nurse: [PRACTICE_DOCUMENT, SSN, REQUESTS, OTHER_SSN],
  support: [],
  formerSubstitute: [PRACTICE_DOCUMENT],
};
const ALL = READS.ada;

describe.each(Object.entries(READS) as [Who, readonly string[]][])('%s', (who, readable) => {
  test.each(ALL.map((name) => [name, readable.includes(name)] as const))(
    'opens %s: %s',
    async (name, isReadable) => {
      const isRequests = name.startsWith('requests');
      const map = isRequests ? 'requests' : name === PRACTICE_DOCUMENT ? 'settings' : 'note';
      stage.store(name as typeof SSN, map, { key: { text: SECRET } });
      const desktop = stage.desktop(who);
      const copy = desktop.open(name);
      desktop.connect();
      await stage.until(() => copy.isSynced || copy.refusal !== null, 'an answer');
      expect(copy.refusal).toBe(isReadable ? null : 'forbidden');
      // Somebody who may writes meanwhile, and it is sent on to who reads.
      const ada = stage.desktop('ada');
      const hers = await ada.sync(name);
      const unrelated = desktop.open(isReadable || who === 'support' ? 'x' : PRACTICE_DOCUMENT);
      ada.write(name, [[map, 'new', { text: `${SECRET}-2` }]]);
      await stage.until(() => hers.isDurable, 'stored');
      await stage.until(() => unrelated.isSynced || unrelated.refusal !== null, 'a later answer');
      const told = Buffer.concat(desktop.frames).toString('latin1');
      expect(told.includes(SECRET)).toBe(isReadable);
    },
  );
});

test.each([
  ['ssn:panel-7', 'unknown'],
  ['practice:practice-2', 'unknown'],
  ['record:panel-1:p1', 'unknown'],
  ['__proto__:panel-1', 'unknown'],
  ['panel-1', 'unknown'],
])('there is no document %s', async (name, refusal) => {
  const desktop = stage.desktop('ada');
  const copy = desktop.open(name);
  desktop.connect();
  await stage.until(() => copy.refusal !== null, 'refused');
  expect(copy.refusal).toBe(refusal);
});

test('the list of a doctor who was just added is opened, and everybody is told to look again', async () => {
  const ada = stage.desktop('ada');
  const practice = await ada.sync(PRACTICE_DOCUMENT);
  const carlo = { firstName: 'Carlo', lastName: 'Terzo', panel: 'panel-3', codes: ['34567'] };
  ada.write(PRACTICE_DOCUMENT, [['doctors', 'doctor-3', carlo]]);
  await stage.until(() => practice.notices.some(({ kind }) => kind === 'member'), 'told');
  expect((await ada.sync('ssn:panel-3')).refusal).toBeNull();
});

describe('property 10: a copy of another history', () => {
  test('is not let in, and one that holds nothing is', async () => {
    const old = stage.desktop('ada', 'ada-old');
    old.token = { version: 1, epoch: 'before the restore' };
    const copy = old.open(SSN);
    old.write(SSN, [['note', 'erased', { text: SECRET }]]);
    old.connect();
    await stage.until(() => copy.refusal !== null, 'refused');
    expect(copy.refusal).toBe('epoch');
    const fresh = await stage.desktop('ada').sync(SSN);
    expect(fresh.value('note', 'erased')).toBeUndefined();
    expect(contentOf(stage.stored(SSN))).toEqual({});
  });

  test.each([[{ version: 0, epoch: null }], [{ version: 1 }], ['junk'], [null]])(
    'a program that says %j is too old',
    async (token) => {
      const desktop = stage.desktop('ada');
      desktop.token = token;
      const copy = desktop.open(SSN);
      desktop.connect();
      await stage.until(() => copy.refusal !== null, 'refused');
      expect(copy.refusal).toBe('tooOld');
    },
  );
});

describe('the upgrade', () => {
  const cookie = 'desk=ada/ada-1';
  test.each([
    ['a page of another origin', '/sync', { cookie, origin: 'http://evil.example' }, 403],
    ['no origin at all', '/sync', { cookie }, 403],
    ['nobody', '/sync', { origin: 'own' }, 401],
    ['an unknown session', '/sync', { origin: 'own', cookie: 'desk=eve/x' }, 401],
    ['another path', '/sync/practice-1', { origin: 'own', cookie }, 404],
    ['the stores of somebody else', '/sync?user=bruno', { origin: 'own', cookie }, 401],
    ['her own stores', '/sync?user=ada', { origin: 'own', cookie }, 101],
    ['somebody of ours', '/sync', { origin: 'own', cookie }, 101],
  ])('by %s', async (_, path, given: Record<string, string>, status) => {
    const headers = given.origin === 'own' ? { ...given, origin: stage.origin } : given;
    expect(await upgrade(`${stage.origin}${path}`, headers)).toBe(status);
  });
});

function upgrade(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      headers: {
        ...headers,
        ...{ connection: 'Upgrade', upgrade: 'websocket' },
        ...{ 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==', 'sec-websocket-version': '13' },
      },
    });
    asked.on('error', reject);
    asked.on('response', (response) => resolve(response.statusCode ?? 0));
    asked.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve(101);
    });
    asked.end();
  });
}
