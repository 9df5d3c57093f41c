import { expect } from 'vitest';
import { ask, test } from './serverTest.ts';
import type { RunningServer } from './runningServer.ts';

const form = {
  name: '  Studio   dell’Olmo ',
  firstName: 'Niccolò',
  lastName: "D'Amico",
  doctorCode: ' 012345 ',
};

function post(server: RunningServer, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${server.url}/api/practice`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function readPractice(server: RunningServer): Promise<unknown> {
  const response = await fetch(`${server.url}/api/practice`);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return ((await response.json()) as { practice: unknown }).practice;
}

test('a practice is created once, and the second try is told of the first', async ({ start }) => {
  const server = await start();
  expect(await readPractice(server)).toBeNull();

  const created = await post(server, form);
  expect(created.status).toBe(201);
  const { practice } = (await created.json()) as { practice: object };
  expect(practice).toMatchObject({
    name: 'Studio dell’Olmo',
    idSecret: expect.stringMatching(/^[0-9a-f]{64}$/),
    createdAt: expect.any(Number),
    doctor: { firstName: 'Niccolò', lastName: "D'Amico", doctorCode: '012345' },
  });

  const again = await post(server, { ...form, name: 'Altro studio' });
  expect(again.status).toBe(409);
  expect(await again.json()).toEqual({ error: 'alreadyCreated', practice });
  expect(await readPractice(server)).toEqual(practice);
});

test('of many browsers that set up at once, one does', async ({ start }) => {
  const server = await start();
  const answers = await Promise.all(Array.from({ length: 8 }, () => post(server, form)));
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array(7).fill(409)]);
});

test('a practice survives a restart and a kill', async ({ start }) => {
  const first = await start();
  const { practice } = (await (await post(first, form)).json()) as { practice: unknown };
  await first.stop('SIGKILL');
  const second = await start();
  expect(await readPractice(second)).toEqual(practice);
  expect(await second.stop('SIGTERM')).toBe(0);
  expect(await readPractice(await start())).toEqual(practice);
});

test('a form with faults names them by field', async ({ start }) => {
  const server = await start();
  const faulty = await post(server, {
    name: ' ',
    lastName: 'A'.repeat(101),
    firstName: 7,
    doctorCode: '12-34',
  });
  expect(faulty.status).toBe(400);
  expect(await faulty.json()).toEqual({
    error: 'invalid',
    fields: { name: 'missing', lastName: 'tooLong', firstName: 'invalid', doctorCode: 'invalid' },
  });
  expect((await post(server, {})).status).toBe(400);
  expect((await post(server, '{"name":')).status).toBe(400);
  expect((await post(server, { ...form, firstName: 'a\u0000b' })).status).toBe(400);
  expect((await post(server, { ...form, name: 'x'.repeat(100_000) })).status).toBe(413);
  expect(await readPractice(server)).toBeNull();
});

test('a write that a foreign page could start is refused', async ({ start }) => {
  const server = await start();
  expect((await post(server, form, { origin: 'http://example.org' })).status).toBe(403);
  expect((await post(server, form, { origin: 'null' })).status).toBe(403);
  expect((await post(server, form, { 'content-type': 'text/plain' })).status).toBe(415);
  expect(await readPractice(server)).toBeNull();
  expect((await post(server, form, { origin: server.url })).status).toBe(201);
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
