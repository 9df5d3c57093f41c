import { expect } from 'vitest';
import { type Desktop, openDesktop } from './desktop.ts';
import { oneTimeCode } from './oneTimeCode.ts';
import { addSecretary, PASSWORD, setUp, setUpForm, signIn } from './practiceMembers.ts';
import { test } from './serverTest.ts';

const { email } = setUpForm;

async function turnOn(desktop: Desktop) {
  const begun = await desktop.send('POST', '/api/second-factor', { password: PASSWORD });
  expect(begun.status).toBe(200);
  const { uri, backupCodes } = begun.body as { uri: string; backupCodes: string[] };
  return { backupCodes, code: () => oneTimeCode(uri, Date.now()) };
}

test('once it is on, the second factor is asked for, and the password alone opens nothing', async ({
  start,
}) => {
  const server = await start();
  const { desktop } = await setUp(server);
  expect(
    (await desktop.send('POST', '/api/second-factor', { password: 'non è questa' })).body,
  ).toEqual({ error: 'wrongPassword' });
  const { code, backupCodes } = await turnOn(desktop);
  // It counts once confirmed: a person who lost the QR code half-way is not locked out.
  expect((await signIn(openDesktop(server), email)).body).toEqual({ kind: 'signedIn' });
  const confirm = (typed: string) =>
    desktop.send('POST', '/api/second-factor/confirm', { code: typed });
  expect(await confirm('000000')).toMatchObject({ status: 403, body: { error: 'wrongCode' } });
  expect((await confirm(code())).status).toBe(204);
  expect((await desktop.get('/api/me')).body).toMatchObject({ secondFactor: true });

  const other = openDesktop(server);
  expect((await signIn(other, email)).body).toEqual({ kind: 'secondFactor' });
  expect((await other.get('/api/me')).status).toBe(401);
  const enter = (typed: string, from = other) =>
    from.send('POST', '/api/sign-in/code', { code: typed });
  expect(await enter('000000')).toMatchObject({ status: 403, body: { error: 'wrongCode' } });
  expect((await enter(code())).body).toEqual({ kind: 'signedIn' });
  expect((await other.get('/api/me')).status).toBe(200);

  const third = openDesktop(server);
  await signIn(third, email);
  expect((await enter(backupCodes[0] ?? '', third)).body).toEqual({ kind: 'signedIn' });
  const fourth = openDesktop(server);
  await signIn(fourth, email);
  expect((await enter(backupCodes[0] ?? '', fourth)).body).toEqual({ error: 'wrongCode' });

  const end = await desktop.send('POST', '/api/second-factor/end', { password: PASSWORD });
  expect(end.status).toBe(204);
  expect((await signIn(openDesktop(server), email)).body).toEqual({ kind: 'signedIn' });
});

test('codes cannot be guessed, not even with the password', async ({ start }) => {
  const server = await start();
  const { desktop } = await setUp(server);
  const { code } = await turnOn(desktop);
  await desktop.send('POST', '/api/second-factor/confirm', { code: code() });
  const refusals: unknown[] = [];
  for (let round = 0; round < 3; round++) {
    const thief = openDesktop(server);
    await signIn(thief, email);
    for (let guess = 0; guess < 6; guess++) {
      const answer = await thief.send('POST', '/api/sign-in/code', { code: '000000' });
      refusals.push(answer.body.error);
    }
  }
  expect(refusals.filter((error) => error === 'wrongCode')).toHaveLength(10);
  expect(refusals).toContain('signInExpired');
  expect(refusals.at(-1)).toBe('tooManyTries');
  const late = openDesktop(server);
  await signIn(late, email);
  const right = await late.send('POST', '/api/sign-in/code', { code: code() });
  expect(right.status).toBe(429);
});

test('the second step belongs to the browser that knew the password', async ({ start }) => {
  const server = await start();
  const doctor = await setUp(server);
  const secretary = await addSecretary(server, doctor);
  const { code } = await turnOn(doctor.desktop);
  await doctor.desktop.send('POST', '/api/second-factor/confirm', { code: code() });
  const expired = { status: 401, body: { error: 'signInExpired' } };
  const send = (desktop: Desktop) => desktop.send('POST', '/api/sign-in/code', { code: code() });
  expect(await send(openDesktop(server))).toMatchObject(expired);
  expect(await send(secretary.desktop)).toMatchObject(expired);
  expect((await secretary.desktop.get('/api/me')).status).toBe(200);
});
