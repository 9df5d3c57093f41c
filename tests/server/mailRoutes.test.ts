/** The settings of the practice's mail, as a doctor sends them, and the message that shows whether they are right. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage, type Stage } from './routeStage.ts';
import { startSmtpServer } from './smtpServer.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const signIn = { user: 'studio', password: 'segreto' };
const form = (port: number, more: object = {}) => ({
  ...{ host: '127.0.0.1', port, security: 'none', from: 'studio@example.com' },
  ...{ ...signIn, ...more },
});
const set = (settings: object) => stage.send('doctor', 'PUT', '/api/mail', settings);
const sendTest = async () =>
  (await stage.send('doctor', 'POST', '/api/mail/test', {})).json() as Promise<object>;

test('settings are kept, the password is never told, and a test message comes to who asks', async () => {
  const smtp = await startSmtpServer({ signIn });
  expect(await sendTest()).toEqual({ to: 'doctor@studio.example', why: 'noSettings' });
  const answer = await set(form(smtp.port));
  expect(answer.status).toBe(200);
  expect(await answer.text()).not.toContain(signIn.password);
  const read = await stage.send('colleague', 'GET', '/api/mail');
  const { user: _, password: __, ...server } = form(smtp.port);
  expect(await read.json()).toEqual({ settings: { ...server, user: 'studio' } });
  expect(await sendTest()).toEqual({ to: 'doctor@studio.example', why: null });
  expect((await smtp.received()).map(({ recipient }) => recipient)).toEqual([
    'doctor@studio.example',
  ]);

  expect((await set(form(smtp.port, { password: '', from: 'altro@example.com' }))).status).toBe(
    200,
  );
  expect(await sendTest()).toMatchObject({ why: null });
  await set(form(smtp.port, { password: 'sbagliata' }));
  expect(await sendTest()).toMatchObject({ why: 'signInRefused' });
  const elsewhere = await set(form(smtp.port, { password: '', host: 'localhost' }));
  expect(await elsewhere.json()).toEqual({ error: 'invalid', fields: { password: 'invalid' } });
});

test('a mail server across the network is never spoken to in the clear', async () => {
  const answer = await set(form(25, { host: 'smtp.example.com' }));
  expect(await answer.json()).toEqual({ error: 'invalid', fields: { security: 'invalid' } });
});

test('test messages are few', async () => {
  const smtp = await startSmtpServer();
  await set(form(smtp.port, { user: '' }));
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => stage.send('colleague', 'POST', '/api/mail/test', {})),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
  expect(await smtp.received()).toHaveLength(10);
  const last = await stage.send('colleague', 'POST', '/api/mail/test', {});
  expect([last.status, await last.json()]).toMatchObject([429, { error: 'tooManyTries' }]);
});
