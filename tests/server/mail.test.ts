/** The outbox against a mail server in a process of its own. */
import { expect, test } from 'vitest';
import { openMailDesk, type MailDesk } from './mailDesk.ts';
import { startSmtpServer, type SmtpBehaviour } from './smtpServer.ts';
import { invitation, settingsFor } from './someMail.ts';
import { useStorageFolder } from './storageFolder.ts';

const MINUTE = 60_000;
const folder = useStorageFolder();

async function openDesk(behaviour: SmtpBehaviour = {}) {
  const server = await startSmtpServer(behaviour);
  const desk = openMailDesk(folder.open());
  desk.outbox.useSettings(settingsFor(server.port));
  return { server, ...desk };
}

function statusOf({ outbox }: Pick<MailDesk, 'outbox'>, key = invitation.key) {
  return outbox.readOutbox([key])[0];
}

test('a message is sent once, to the letter, however often it is handed in', async () => {
  const desk = await openDesk();
  await desk.send();
  expect(statusOf(desk)).toMatchObject({ state: 'sent', tries: 1, lastError: null });
  await desk.send();
  await desk.send({ text: 'altro testo' });
  await desk.pass(48 * 60 * MINUTE);
  expect(await desk.server.received()).toHaveLength(1);
  const [mail] = await desk.server.received();
  expect(mail?.recipient).toBe(invitation.recipient);
  expect(mail?.text).toMatch(/^Message-ID: <[0-9a-f]{32}@example\.com>$/m);
  expect(mail?.text).not.toContain('01JPATIENT');
  expect(mail?.text).toContain('\n.riga che comincia con un punto\nperch=C3=A9');
  expect(desk.logged).toEqual([]);
});

test('messages wait together for a server that is down, and leave once when it is up', async () => {
  const desk = await openDesk();
  const { port } = desk.server;
  await desk.server.stop();
  desk.outbox.handIn(invitation);
  await desk.send({ key: 'other', recipient: 'bruno@example.org' });
  for (const key of [invitation.key, 'other'])
    expect(statusOf(desk, key)).toMatchObject({ state: 'queued', lastError: 'unreachable' });
  expect(desk.logged).toHaveLength(1);
  await desk.pass(MINUTE);
  expect(statusOf(desk)).toMatchObject({ state: 'queued', tries: 2 });

  const again = await startSmtpServer({ port });
  await desk.pass(4 * MINUTE);
  expect(await again.received()).toEqual([]);
  await desk.pass(MINUTE);
  expect((await again.received()).map(({ recipient }) => recipient)).toEqual([
    invitation.recipient,
    'bruno@example.org',
  ]);
  expect(statusOf(desk, 'other')).toMatchObject({ state: 'sent', lastError: null });
});

test('a server that is down for days fails the message, visibly', async () => {
  const desk = await openDesk();
  await desk.server.stop();
  await desk.send();
  for (let hour = 0; hour < 72; hour++) await desk.pass(60 * MINUTE);
  expect(statusOf(desk)).toMatchObject({ state: 'failed', lastError: 'unreachable' });
  const again = await startSmtpServer({ port: desk.server.port });
  expect(desk.outbox.sendAgain(invitation.key)).toBe(true);
  await desk.outbox.idle();
  expect(await again.received()).toHaveLength(1);
});

test('a recipient whom the server does not know fails at once, alone, and is not tried again', async () => {
  const desk = await openDesk({ rejects: [invitation.recipient] });
  await desk.send();
  await desk.send({ key: 'other', recipient: 'bruno@example.org' });
  expect(statusOf(desk)).toMatchObject({
    state: 'failed',
    tries: 1,
    lastError: 'recipientRefused',
  });
  expect(statusOf(desk, 'other')?.state).toBe('sent');
  await desk.pass(48 * 60 * MINUTE);
  expect(statusOf(desk)?.tries).toBe(1);
  expect(await desk.server.received()).toHaveLength(1);
});

test('a recipient put off (greylisting) is tried again, and holds nobody up', async () => {
  const desk = await openDesk({ timesBusy: 1 });
  await desk.send();
  await desk.send({ key: 'other', recipient: 'bruno@example.org' });
  expect(statusOf(desk)).toMatchObject({ state: 'queued', lastError: 'recipientBusy' });
  expect(statusOf(desk, 'other')?.state).toBe('sent');
  await desk.pass(MINUTE);
  expect(statusOf(desk)).toMatchObject({ state: 'sent', tries: 2 });
});

test('a message that the server refuses once it has it is failed', async () => {
  const desk = await openDesk({ afterData: 'refuse' });
  await desk.send();
  await desk.pass(48 * 60 * MINUTE);
  expect(statusOf(desk)).toMatchObject({ state: 'failed', lastError: 'messageRefused' });
  expect(await desk.server.received()).toHaveLength(1);
});

test('a connection cut before the answer leaves it uncertain, until a person decides', async () => {
  const desk = await openDesk({ afterData: 'cut' });
  await desk.send();
  await desk.send({ key: 'other' });
  await desk.pass(48 * 60 * MINUTE);
  expect(await desk.server.received()).toHaveLength(2);
  for (const key of [invitation.key, 'other'])
    expect(statusOf(desk, key)).toMatchObject({ state: 'uncertain', lastError: 'cutOff' });

  expect(desk.outbox.takeAsSent(invitation.key)).toBe(true);
  expect(desk.outbox.takeAsSent(invitation.key)).toBe(false);
  expect(desk.outbox.sendAgain(invitation.key)).toBe(false);
  expect(desk.outbox.sendAgain('other')).toBe(true);
  await desk.outbox.idle();
  const ids = (await desk.server.received()).map(({ text }) => /^Message-ID: .*$/m.exec(text)?.[0]);
  expect(ids).toHaveLength(3);
  expect(ids[2]).toBe(ids[1]);
  expect(ids[0]).not.toBe(ids[1]);
});

test('a wrong password holds everything until the settings are mended', async () => {
  const signIn = { user: 'studio', password: 'segreto' };
  const desk = await openDesk({ signIn });
  desk.outbox.useSettings(settingsFor(desk.server.port, { ...signIn, password: 'sbagliata' }));
  await desk.send();
  expect(statusOf(desk)).toMatchObject({ state: 'queued', lastError: 'signInRefused' });
  desk.outbox.useSettings(settingsFor(desk.server.port, signIn));
  await desk.outbox.idle();
  expect(statusOf(desk)?.state).toBe('sent');
});

test('a server without encryption gets neither password nor message where it is required', async () => {
  const desk = await openDesk();
  desk.outbox.useSettings({ ...settingsFor(desk.server.port), security: 'startTls' });
  await desk.send();
  expect(statusOf(desk)).toMatchObject({ state: 'queued', lastError: 'insecure' });
  expect(await desk.server.received()).toEqual([]);
});

test('logs say what failed, and neither to whom nor what', async () => {
  const desk = await openDesk({
    rejects: [invitation.recipient],
    timesBusy: 1,
    afterData: 'refuse',
  });
  await desk.send();
  await desk.send({ key: 'b', recipient: 'bruno@example.org' });
  await desk.send({ key: 'c', recipient: 'carla@example.org' });
  const codes = desk.logged.map((line) => JSON.parse(line).code);
  expect(codes).toEqual(['recipientRefused', 'recipientBusy', 'messageRefused']);
  expect(desk.logged.join()).not.toMatch(/@|anna|bruno|carla|Invito/);
});
