import { expect } from 'vitest';
import type { Practice } from '#lib/domain/practice.ts';
import { openDesktop } from './desktop.ts';
import { PASSWORD } from './practiceMembers.ts';
import type { RunningServer } from './runningServer.ts';
import { test } from './serverTest.ts';

const practice: Practice = {
  id: '01KAS0ME0PRACT1CE0F0TESTS0',
  name: 'Studio dell’Olmo',
  idSecret: 'ab'.repeat(32),
  createdAt: 1_780_000_000_000,
  doctor: {
    id: '01KAS0ME0D0CT0R0F0TESTS000',
    firstName: 'Niccolò',
    lastName: 'D’Àmico',
    doctorCode: '012345',
  },
  panelId: '01KAS0ME0PANE10F0TESTS0000',
};

function put(server: RunningServer, body: object, headers: object = {}) {
  const token = server.setUpCode;
  return openDesktop(server).send('PUT', '/api/practice', { token, ...body }, headers);
}

const state = async (server: RunningServer) =>
  (await openDesktop(server).get('/api/practice')).body.state;

test('a fresh server takes over the practice of a copy, and has it after a kill', async ({
  startProcess,
}) => {
  const first = await startProcess();
  expect(await put(first, { practice })).toMatchObject({
    ...{ status: 200, body: { state: 'noAccount', name: 'Studio dell’Olmo', demo: false } },
  });
  await first.stop('SIGKILL');
  const second = await startProcess();
  expect(await state(second)).toBe('noAccount');
  const desktop = openDesktop(second);
  const account = { email: 'n@studio.example', password: PASSWORD };
  const done = await desktop.send('POST', '/api/set-up', { ...account, token: second.setUpCode });
  expect(done.status).toBe(201);
  expect((await desktop.get('/api/me')).body).toMatchObject({
    ...{ practice, member: { userId: practice.doctor.id, name: 'Niccolò D’Àmico' } },
  });
});

test('the practice that is there is confirmed, and never replaced by another', async ({
  start,
}) => {
  const server = await start();
  await put(server, { practice });
  const again = await put(server, { practice: { ...practice, name: 'Nome di una volta' } });
  expect(again).toMatchObject({ status: 200, body: { name: 'Studio dell’Olmo' } });

  const others: Practice[] = [
    { ...practice, id: '01KAN0THER0PRACT1CE0F0TEST' },
    { ...practice, idSecret: 'cd'.repeat(32) },
    { ...practice, panelId: '01KAN0THER0PRACT1CE0F0TEST' },
  ];
  for (const other of others)
    expect(await put(server, { practice: other })).toMatchObject({
      ...{ status: 409, body: { error: 'otherPractice' } },
    });
});

test('nobody gives a server a practice without the code of its terminal', async ({ start }) => {
  const server = await start();
  expect(await put(server, { practice, token: 'AAAA-BBBB-CCCC' })).toMatchObject({
    ...{ status: 403, body: { error: 'wrongToken' } },
  });
  expect(await state(server)).toBe('none');
  await put(server, { practice });
  const account = { email: 'n@studio.example', password: PASSWORD, token: server.setUpCode };
  await openDesktop(server).send('POST', '/api/set-up', account);
  expect((await put(server, { practice })).status).toBe(403);
});

test('what no server could have made is refused', async ({ start }) => {
  const server = await start();
  const wrong: object[] = [
    {},
    { practice: null },
    { practice: { ...practice, id: '../x' } },
    { practice: { ...practice, idSecret: 'short' } },
    { practice: { ...practice, name: 'a\u0000b' } },
    { practice: { ...practice, createdAt: 'ieri' } },
    { practice: { ...practice, extra: true } },
  ];
  for (const body of wrong) expect((await put(server, body)).status).toBe(400);
  expect((await put(server, { practice, more: 'x'.repeat(100_000) })).status).toBe(413);
  expect(await state(server)).toBe('none');
});

test('a foreign page cannot give the server a practice', async ({ start }) => {
  const server = await start();
  expect((await put(server, { practice }, { origin: 'http://example.org' })).status).toBe(403);
  expect((await put(server, { practice }, { 'content-type': 'text/plain' })).status).toBe(415);
  expect(await state(server)).toBe('none');
});
