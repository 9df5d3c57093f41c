import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect } from 'vitest';
import { copyOf, openDesktop } from './desktop.ts';
import { addSecretary, PASSWORD, setUp, setUpForm, signIn } from './practiceMembers.ts';
import { ask, test } from './serverTest.ts';

const { email } = setUpForm;
const wrong = { status: 401, body: { error: 'wrongCredentials' } };

test('a wrong password and an unknown address get the same answer, after about the same work', async ({
  start,
}) => {
  const server = await start();
  await setUp(server);
  const took: number[][] = [[], []];
  const answers = [];
  for (let round = 0; round < 4; round++)
    for (const [kind, address] of [email, 'nessuno@studio.example'].entries()) {
      const began = performance.now();
      answers.push(await signIn(openDesktop(server), address, 'un’altra frase'));
      took[kind]?.push(performance.now() - began);
    }
  for (const answer of answers) {
    expect(answer).toMatchObject(wrong);
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
  const [known = 0, unknown = 0] = took.map((times) => Math.min(...times));
  expect(unknown).toBeGreaterThan(known / 3);
  expect(unknown).toBeLessThan(known * 3);
});

test('guessing one account is slowed down, the others behind the same address are not', async ({
  start,
}) => {
  const server = await start();
  const doctor = await setUp(server);
  const secretary = await addSecretary(server, doctor);
  const guesses = await Promise.all(
    Array.from({ length: 12 }, () => signIn(openDesktop(server), email, 'una prova qualsiasi')),
  );
  const refused = guesses.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(4);
  for (const { body, headers } of refused) {
    expect(body).toEqual({ error: 'tooManyTries', retryAfter: expect.any(Number) });
    expect(Number(headers.get('retry-after'))).toBe(body.retryAfter);
    expect(body.retryAfter).toBeGreaterThan(200);
    expect(body.retryAfter).toBeLessThanOrEqual(300);
  }
  // Not even the right password, which a guess would have been.
  expect((await signIn(openDesktop(server), email)).status).toBe(429);
  expect((await signIn(openDesktop(server), secretary.email)).status).toBe(200);
  // And who is signed in works on.
  expect((await doctor.desktop.get('/api/me')).status).toBe(200);
});

test('an address that nobody has is limited like one that somebody has', async ({ start }) => {
  const server = await start();
  await setUp(server);
  const guesses = await Promise.all(
    Array.from({ length: 9 }, () => signIn(openDesktop(server), 'nessuno@studio.example')),
  );
  expect(guesses.filter(({ status }) => status === 429)).toHaveLength(1);
});

test('the cookie is for this server’s pages only, and out of reach of scripts', async ({
  start,
}) => {
  const server = await start();
  await setUp(server);
  const entered = await signIn(openDesktop(server), email);
  const [cookie = '', ...others] = entered.headers.getSetCookie();
  expect(others).toEqual([]);
  expect(cookie).toMatch(/; HttpOnly/i);
  expect(cookie).toMatch(/; SameSite=Strict/i);
  expect(cookie).not.toMatch(/; Domain/i);
  expect(cookie).toMatch(/Max-Age=2592000/i);
});

test('a session that was ended, has expired or was tampered with is nobody’s', async ({
  start,
  place,
}) => {
  const first = await start();
  const { desktop } = await setUp(first);
  const out = { status: 401, body: { error: 'signedOut' } };

  const stolen = copyOf(first, desktop);
  for (const [name, value] of stolen.cookies) {
    stolen.cookies.set(
      name,
      value.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')),
    );
    expect(await stolen.get('/api/me')).toMatchObject(out);
  }

  const left = openDesktop(first);
  await signIn(left, email);
  const copy = copyOf(first, left);
  expect((await copy.get('/api/me')).status).toBe(200);
  expect((await left.send('POST', '/api/sign-out', {})).status).toBe(204);
  expect(left.cookies.size).toBe(0);
  expect(await copy.get('/api/me')).toMatchObject(out);

  await first.stop('SIGTERM');
  const file = new DatabaseSync(join(place.dataFolder, 'accounts.sqlite'));
  const past = new Date(Date.now() - 1000).toISOString();
  expect(file.prepare('UPDATE session SET expiresAt = ?').run(past).changes).toBe(1);
  file.close();
  await start({ port: first.port });
  expect(await desktop.get('/api/me')).toMatchObject(out);
});

test('a session that is used is kept for another month', async ({ start, place }) => {
  const first = await start();
  const { desktop } = await setUp(first);
  await first.stop('SIGTERM');
  const file = () => new DatabaseSync(join(place.dataFolder, 'accounts.sqlite'));
  const day = 24 * 60 * 60_000;
  const before = file();
  const soon = new Date(Date.now() + 3 * day).toISOString();
  before.prepare('UPDATE session SET expiresAt = ?').run(soon);
  before.close();
  const second = await start({ port: first.port });
  const renewed = await desktop.get('/api/me');
  expect(renewed.headers.getSetCookie().join()).toMatch(/Max-Age=2592000/i);
  await second.stop('SIGTERM');
  const after = file();
  const { expiresAt } = after.prepare('SELECT expiresAt FROM session').get() ?? {};
  after.close();
  expect(Date.parse(String(expiresAt))).toBeGreaterThan(Date.now() + 29 * day);
});

test('another person who signs in on a desktop ends the session that was there', async ({
  start,
}) => {
  const server = await start();
  const doctor = await setUp(server);
  const secretary = await addSecretary(server, doctor);
  const copy = copyOf(server, doctor.desktop);
  await signIn(doctor.desktop, secretary.email);
  const { body } = await doctor.desktop.get('/api/me');
  expect(body).toMatchObject({ member: { userId: secretary.userId } });
  expect((await copy.get('/api/me')).status).toBe(401);
});

test('a new password needs the old one, and ends every other desktop', async ({ start }) => {
  const server = await start();
  const { desktop } = await setUp(server);
  const other = openDesktop(server);
  await signIn(other, email);
  const change = (current: string, next: string) =>
    desktop.send('POST', '/api/password', { current, next });
  expect(await change('non è questa', 'nuova frase lunga')).toMatchObject({
    ...{ status: 403, body: { error: 'wrongPassword' } },
  });
  expect((await change(PASSWORD, 'corta')).body.fields).toEqual({ next: 'tooShort' });
  expect((await other.get('/api/me')).status).toBe(200);

  expect((await change(PASSWORD, 'nuova frase lunga')).status).toBe(204);
  expect((await desktop.get('/api/me')).status).toBe(200);
  expect((await other.get('/api/me')).status).toBe(401);
  expect(await signIn(openDesktop(server), email)).toMatchObject(wrong);
  expect((await signIn(openDesktop(server), email, 'nuova frase lunga')).status).toBe(200);
});

test('better-auth’s own routes are nowhere', async ({ start }) => {
  const server = await start();
  await setUp(server);
  const paths = [
    ...['sign-up/email', 'sign-in/email', 'get-session', 'list-sessions', 'update-user', 'ok'],
    ...['two-factor/generate-backup-codes', 'delete-user', 'change-email', 'error'],
  ];
  for (const path of paths)
    for (const method of ['GET', 'POST']) {
      const headers = { 'content-type': 'application/json' };
      const body = method === 'POST' ? '{}' : undefined;
      const answer = await ask(server, `/api/auth/${path}`, { method, headers, body });
      expect(answer).toMatchObject({ status: 404, body: '{"error":"notFound"}' });
    }
});
