import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openSqliteStorage } from '#server/storage/sqliteStorage.ts';
import { openDesktop } from './desktop.ts';
import { setUp, setUpForm, signIn } from './practiceMembers.ts';
import { startRefusedServer } from './runningServer.ts';
import { test } from './serverTest.ts';

test('the first doctor sets the server up with the code of the terminal', async ({ start }) => {
  const server = await start();
  expect(server.setUpCode).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  const stranger = openDesktop(server);
  expect((await stranger.get('/api/practice')).body).toEqual({
    ...{ state: 'none', name: null, demo: false },
  });

  const doctor = await setUp(server);
  const me = await doctor.desktop.get('/api/me');
  expect(me.headers.get('cache-control')).toBe('no-store');
  expect(me.body).toMatchObject({
    practice: {
      name: 'Studio dell’Olmo',
      idSecret: expect.stringMatching(/^[0-9a-f]{64}$/),
      doctor: { firstName: 'Luisa', lastName: 'Bianchi', doctorCode: '012345' },
    },
    member: { name: 'Luisa Bianchi', role: 'doctor' },
    email: 'luisa@studio.example',
    secondFactor: false,
    device: expect.any(String),
    epoch: expect.any(String),
    version: expect.any(Number),
    demo: false,
  });
  const { practice, member } = me.body as Record<string, { id?: string; doctor?: { id: string } }>;
  expect(member).toMatchObject({ userId: practice?.doctor?.id, doctorId: practice?.doctor?.id });
  expect(doctor.supportLink).toMatch(/^\/invito#[0-9a-f]{64}$/);

  const seen = await stranger.get('/api/practice');
  expect(seen.body).toEqual({ state: 'ready', name: 'Studio dell’Olmo', demo: false });
  expect(await stranger.get('/api/me')).toMatchObject({
    status: 401,
    body: { error: 'signedOut' },
  });
});

test('people type the code as they like', async ({ start }) => {
  const server = await start();
  const token = ` ${server.setUpCode?.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `;
  const done = await openDesktop(server).send('POST', '/api/set-up', { ...setUpForm, token });
  expect(done.status).toBe(201);
});

test('a wrong, an old and a used code open nothing', async ({ startProcess }) => {
  const first = await startProcess();
  const wrong = { ...setUpForm, token: 'AAAA-BBBB-CCCC' };
  const refused = { status: 403, body: { error: 'wrongToken' } };
  expect(await openDesktop(first).send('POST', '/api/set-up', wrong)).toMatchObject(refused);
  await first.stop('SIGKILL');

  const second = await startProcess();
  expect(second.setUpCode).not.toBe(first.setUpCode);
  const old = { ...setUpForm, token: first.setUpCode };
  expect(await openDesktop(second).send('POST', '/api/set-up', old)).toMatchObject(refused);
  expect((await openDesktop(second).get('/api/practice')).body).toMatchObject({ state: 'none' });

  await setUp(second);
  const used = { ...setUpForm, email: 'altra@studio.example', token: second.setUpCode };
  expect(await openDesktop(second).send('POST', '/api/set-up', used)).toMatchObject(refused);
  await second.stop('SIGTERM');
  expect((await startProcess()).setUpCode).toBeNull();
});

test('of many who use the code at once, one sets the server up', async ({ start, place }) => {
  const server = await start();
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, number) =>
      openDesktop(server).send('POST', '/api/set-up', {
        ...{ ...setUpForm, name: `Studio ${number}`, email: `n${number}@studio.example` },
        token: server.setUpCode,
      }),
    ),
  );
  const done = answers.filter(({ status }) => status === 201);
  expect(done).toHaveLength(1);
  for (const { status } of answers) expect([201, 403, 409]).toContain(status);
  for (const file of readdirSync(place.dataFolder))
    expect(readFileSync(join(place.dataFolder, file), 'latin1')).not.toContain(server.setUpCode);
  const winner = answers.findIndex(({ status }) => status === 201);
  const entered = await signIn(openDesktop(server), `n${winner}@studio.example`);
  expect(entered.body).toEqual({ kind: 'signedIn' });
  for (const number of answers.keys())
    if (number !== winner)
      expect((await signIn(openDesktop(server), `n${number}@studio.example`)).status).toBe(401);
});

test('a single user’s practice is taken over by its doctor’s account', async ({ start, place }) => {
  const earlier = openSqliteStorage(place.dataFolder);
  if (!earlier.ok) throw new Error(earlier.error.kind);
  const practice = {
    ...{ id: '01KPRACT1CE', name: 'Studio di prima', idSecret: 'ab'.repeat(32), createdAt: 1 },
    doctor: { id: '01KD0CT0R', firstName: 'Ada', lastName: 'Verdi', doctorCode: '1' },
    panelId: '01KPANE1',
  };
  earlier.value.createPractice(practice);
  earlier.value.close();

  const server = await start();
  const desktop = openDesktop(server);
  expect((await desktop.get('/api/practice')).body).toEqual({
    ...{ state: 'noAccount', name: 'Studio di prima', demo: false },
  });
  const { email, password } = setUpForm;
  const form = { token: server.setUpCode, email, password };
  expect((await desktop.send('POST', '/api/set-up', form)).status).toBe(201);
  expect((await desktop.get('/api/me')).body).toMatchObject({
    practice,
    member: { userId: '01KD0CT0R', doctorId: '01KD0CT0R', name: 'Ada Verdi', role: 'doctor' },
  });
});

test('a form with faults names them by field, and uses nothing up', async ({ start }) => {
  const server = await start();
  const desktop = openDesktop(server);
  const form = { ...setUpForm, token: server.setUpCode };
  const send = (fields: object) => desktop.send('POST', '/api/set-up', { ...form, ...fields });
  expect(await send({ email: 'nessuno', password: 'corta' })).toMatchObject({
    ...{ status: 400, body: { fields: { email: 'invalid', password: 'tooShort' } } },
  });
  const faulty = { name: ' ', lastName: 'A'.repeat(101), firstName: 7, doctorCode: '12-34' };
  expect(await send(faulty)).toMatchObject({
    status: 400,
    body: {
      error: 'invalid',
      fields: { name: 'missing', lastName: 'tooLong', firstName: 'invalid', doctorCode: 'invalid' },
    },
  });
  expect((await send({ firstName: 'a\u0000b' })).status).toBe(400);
  expect((await send({ name: 'x'.repeat(100_000) })).status).toBe(413);
  expect((await desktop.get('/api/practice')).body).toMatchObject({ state: 'none' });
  expect((await send({})).status).toBe(201);
});

test('a second start finds everybody again, signed in or not', async ({ startProcess }) => {
  const first = await startProcess();
  const { desktop } = await setUp(first);
  await first.stop('SIGKILL');
  const second = await startProcess({ port: first.port });
  expect(await desktop.get('/api/me')).toMatchObject({ status: 200 });
  expect((await signIn(openDesktop(second), setUpForm.email)).body).toEqual({ kind: 'signedIn' });
});

test('a second server on the folder is refused', async ({ start, place }) => {
  await setUp(await start());
  const refused = await startRefusedServer(place);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(/è già in uso/);
});
