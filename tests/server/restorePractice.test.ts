import { expect } from 'vitest';
import type { Practice } from '#lib/domain/practice.ts';
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

function put(server: RunningServer, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${server.url}/api/practice`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function readPractice(server: RunningServer): Promise<unknown> {
  const response = await fetch(`${server.url}/api/practice`);
  return ((await response.json()) as { practice: unknown }).practice;
}

test('a fresh server takes over the practice of a copy, and has it after a kill', async ({
  start,
}) => {
  const first = await start();
  const answer = await put(first, { practice });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.json()).toEqual({ practice });
  await first.stop('SIGKILL');
  expect(await readPractice(await start())).toEqual(practice);
});

test('the practice that is there is confirmed, and never replaced by another', async ({
  start,
}) => {
  const server = await start();
  await put(server, { practice });
  const again = await put(server, { practice: { ...practice, name: 'Nome di una volta' } });
  expect(again.status).toBe(200);
  expect(await again.json()).toEqual({ practice });

  const others: Practice[] = [
    { ...practice, id: '01KAN0THER0PRACT1CE0F0TEST' },
    { ...practice, idSecret: 'cd'.repeat(32) },
    { ...practice, panelId: '01KAN0THER0PRACT1CE0F0TEST' },
  ];
  for (const other of others) {
    const refused = await put(server, { practice: other });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toEqual({ error: 'otherPractice' });
  }
  expect(await readPractice(server)).toEqual(practice);
});

test('what no server could have made is refused', async ({ start }) => {
  const server = await start();
  const wrong: unknown[] = [
    '{"practice":',
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
  expect(await readPractice(server)).toBeNull();
});

test('a foreign page cannot give the server a practice', async ({ start }) => {
  const server = await start();
  expect((await put(server, { practice }, { origin: 'http://example.org' })).status).toBe(403);
  expect((await put(server, { practice }, { 'content-type': 'text/plain' })).status).toBe(415);
  expect(await readPractice(server)).toBeNull();
});
