import { expect } from 'vitest';
import { openDesktop } from './desktop.ts';
import { setUp, setUpForm } from './practiceMembers.ts';
import { ask, test } from './serverTest.ts';

test('a stranger is told that there is a practice, and nothing of what opens it', async ({
  start,
}) => {
  const server = await start();
  await setUp(server);
  const seen = await openDesktop(server).get('/api/practice');
  expect(seen.headers.get('cache-control')).toBe('no-store');
  expect(seen.body).toEqual({ state: 'ready', name: 'Studio dell’Olmo', demo: false });
});

test('a practice survives a kill and a restart', async ({ startProcess }) => {
  const first = await startProcess();
  const { desktop } = await setUp(first);
  const { practice } = (await desktop.get('/api/me')).body;
  await first.stop('SIGKILL');
  const second = await startProcess({ port: first.port });
  expect((await desktop.get('/api/me')).body.practice).toEqual(practice);
  expect(await second.stop('SIGTERM')).toBe(0);
  await startProcess({ port: first.port });
  expect((await desktop.get('/api/me')).body.practice).toEqual(practice);
});

test('a write that a foreign page could start is refused', async ({ start }) => {
  const server = await start();
  const desktop = openDesktop(server);
  const send = (headers: object) =>
    desktop.send('POST', '/api/set-up', { ...setUpForm, token: server.setUpCode }, headers);
  const foreign = { status: 403, body: { error: 'wrongOrigin' } };
  expect(await send({ origin: 'http://example.org' })).toMatchObject(foreign);
  expect(await send({ origin: 'null' })).toMatchObject(foreign);
  expect(await send({ 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
  expect((await desktop.get('/api/practice')).body).toMatchObject({ state: 'none' });
  expect((await send({ origin: server.url })).status).toBe(201);
});

test('a name that is not this computer is refused, whatever it asks', async ({ start }) => {
  const server = await start();
  for (const path of ['/', '/api/practice', '/healthz']) {
    const answer = await ask(server, path, { headers: { host: `evil.example:${server.port}` } });
    expect(answer.status).toBe(421);
    expect(answer.body).not.toContain('practice');
  }
  for (const host of ['localhost', `127.0.0.1:${server.port}`, `[::1]:${server.port}`]) {
    expect((await ask(server, '/api/practice', { headers: { host } })).status).toBe(200);
  }
});

test('the demonstration lets everybody in, and changes no account', async ({ start }) => {
  const server = await start({ demo: true });
  expect(server.setUpCode).toBeNull();
  const desktop = openDesktop(server);
  expect((await desktop.get('/api/practice')).body).toMatchObject({ state: 'ready', demo: true });
  expect((await desktop.get('/api/me')).body).toMatchObject({
    practice: { name: 'Studio dimostrativo' },
    member: { role: 'doctor' },
    ...{ email: null, device: 'demo', demo: true },
  });
  const refused = { status: 403, body: { error: 'demo' } };
  for (const path of ['/api/set-up', '/api/sign-in', '/api/sign-in/code', '/api/invitations'])
    expect(await desktop.send('POST', path, {})).toMatchObject(refused);
});
