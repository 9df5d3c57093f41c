/** The outbox is killed in the middle of a message: nothing is sent twice, nothing is lost unseen. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { DATA_FILE } from '#server/storage/sqliteStorage.ts';
import { openMailDesk } from './mailDesk.ts';
import { startSmtpServer, type SmtpBehaviour } from './smtpServer.ts';
import { invitation } from './someMail.ts';
import { useStorageFolder } from './storageFolder.ts';

const MAILING = fileURLToPath(new URL('mailingProcess.ts', import.meta.url));
const DAYS = 72 * 60 * 60_000;
const folder = useStorageFolder();

/** A process hands the invitation to such a server, and dies once the server has heard that. */
async function killOnce(heard: 'recipient' | 'message', behaviour: SmtpBehaviour) {
  const server = await startSmtpServer(behaviour);
  const process = spawn(globalThis.process.execPath, [MAILING, folder.path, String(server.port)], {
    stdio: 'inherit',
  });
  const ended = once(process, 'exit');
  await server.heard(heard);
  process.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
  return server;
}

test('killed after the message and before the answer: uncertain, and not sent again', async () => {
  const server = await killOnce('message', { afterData: 'silent' });
  const desk = openMailDesk(folder.open());
  await desk.pass(DAYS);
  expect(await server.received()).toHaveLength(1);
  expect(desk.outbox.readOutbox([invitation.key])).toMatchObject([
    { state: 'uncertain', lastError: 'interrupted' },
  ]);
  expect(desk.logged.map((line) => JSON.parse(line).event)).toEqual(['mailInterrupted']);
});

test('killed before the message: still queued, and sent once by the next start', async () => {
  const server = await killOnce('recipient', { isSilentAtRecipient: true });
  await server.stop();
  const again = await startSmtpServer({ port: server.port });
  const desk = openMailDesk(folder.open());
  await desk.outbox.idle();
  await desk.pass(DAYS);
  expect(await again.received()).toHaveLength(1);
  expect(desk.outbox.readOutbox([invitation.key])).toMatchObject([{ state: 'sent' }]);
});

test('a copy of the data sends nothing by itself that its original may have sent', async () => {
  const original = folder.open(join(folder.path, 'original'));
  original.addMessage(invitation, 1);
  original.copyTo(join(folder.path, DATA_FILE));
  expect(original.readMessages([invitation.key])).toMatchObject([{ state: 'queued' }]);
  expect(folder.open().readMessages([invitation.key])).toMatchObject([
    { state: 'uncertain', lastError: 'restored' },
  ]);
});
