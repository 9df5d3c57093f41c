/** A forgotten password is replaced by a link, from a hand or by mail, and nobody learns who has an account. */
import { expect } from 'vitest';
import { openDesktop } from './desktop.ts';
import {
  addSecretary,
  join,
  PASSWORD,
  setUp,
  setUpForm,
  signIn,
  tokenOf,
} from './practiceMembers.ts';
import { test } from './serverTest.ts';
import { startSmtpServer } from './smtpServer.ts';

const NEXT = 'un’altra frase lunga';

test('a link of the doctor’s is good once, opens no session, and signs all old desktops out', async ({
  start,
}) => {
  const server = await start();
  const doctor = await setUp(server);
  const carla = await addSecretary(server, doctor);
  const made = await doctor.desktop.send('POST', `/api/password-links/for/${carla.userId}`, {});
  expect(made.status).toBe(201);
  const first = tokenOf(made.body.link);
  const again = await doctor.desktop.send('POST', `/api/password-links/for/${carla.userId}`, {});
  const token = tokenOf(again.body.link);

  const guest = openDesktop(server);
  const find = (asked: string) =>
    guest.send('POST', '/api/password-links/by-token', { token: asked });
  expect((await find(first)).status).toBe(410);
  expect((await find(token)).body).toEqual({ practiceName: setUpForm.name, name: 'Carla Neri' });
  const use = (password: string) =>
    guest.send('POST', '/api/password-links/use', { token, password });
  expect((await use('corta')).status).toBe(400);
  const both = await Promise.all([use(NEXT), use(NEXT)]);
  expect(both.map(({ status }) => status).sort()).toEqual([204, 410]);
  expect(guest.cookies.size).toBe(0);
  expect((await carla.desktop.get('/api/me')).status).toBe(401);
  expect((await signIn(openDesktop(server), carla.email)).status).toBe(401);
  expect((await signIn(openDesktop(server), carla.email, NEXT)).status).toBe(200);
  expect((await find(token)).status).toBe(410);
  const { events } = (await doctor.desktop.get('/api/account-events')).body as {
    events: { what: string; whom: string }[];
  };
  const ofCarla = events.filter(({ whom }) => whom === carla.userId).map(({ what }) => what);
  expect(ofCarla).toEqual([
    ...['signedIn', 'passwordChanged', 'passwordLinked', 'passwordLinked', 'signedIn', 'joined'],
  ]);
});

test('a doctor’s link is the support’s to make, and the other way round', async ({ start }) => {
  const server = await start();
  const doctor = await setUp(server);
  const support = await join(server, tokenOf(doctor.supportLink), 'aiuto');
  const carla = await addSecretary(server, doctor);
  const make = async (who: { desktop: typeof doctor.desktop }, userId: string) =>
    (await who.desktop.send('POST', `/api/password-links/for/${userId}`, {})).status;
  expect(await make(support, doctor.userId)).toBe(201);
  expect(await make(doctor, support.userId)).toBe(201);
  expect(await make(support, carla.userId)).toBe(403);
  expect(await make(carla, doctor.userId)).toBe(403);
  expect(await make(doctor, doctor.userId)).toBe(403);
  expect(await make(doctor, 'none')).toBe(404);
});

test('by mail, whoever asks is told the same for every address, and only an account gets a link', async ({
  start,
}) => {
  const server = await start();
  const { desktop } = await setUp(server);
  const guest = openDesktop(server);
  const ask = (email: string) => guest.send('POST', '/api/password-links/forgotten', { email });
  expect((await ask(setUpForm.email)).status).toBe(204);

  const smtp = await startSmtpServer();
  const settings = { host: '127.0.0.1', port: smtp.port, security: 'none', from: 'a@example.com' };
  expect((await desktop.send('PUT', '/api/mail', settings)).status).toBe(200);
  const [unknown, known] = [await ask('nessuno@studio.example'), await ask(setUpForm.email)];
  expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
  await smtp.heard('message');
  const mails = await smtp.received();
  expect(mails.map(({ recipient }) => recipient)).toEqual([setUpForm.email]);
  // Quoted-printable breaks long lines.
  const text = mails[0]?.text.replaceAll(/=\r?\n/g, '') ?? '';
  const [, origin, token = ''] = /(http\S+)\/password#(\w+)/.exec(text) ?? [];
  expect(origin).toBe(server.url);
  const used = await guest.send('POST', '/api/password-links/use', { token, password: NEXT });
  expect(used.status).toBe(204);
  expect((await signIn(openDesktop(server), setUpForm.email, PASSWORD)).status).toBe(401);
  expect((await signIn(openDesktop(server), setUpForm.email, NEXT)).status).toBe(200);

  expect((await ask(setUpForm.email)).status).toBe(204);
  const late = await ask(setUpForm.email);
  expect([late.status, late.body.error]).toEqual([429, 'tooManyTries']);
  const others = [];
  for (let tries = 0; tries < 4; tries++) others.push((await ask('nessuno@studio.example')).status);
  expect(others).toEqual([204, 204, 429, 429]);
});
