import { expect, test } from 'vitest';
import { createInMemoryStorage } from '#server/storage/inMemoryStorage.ts';
import { manualTime } from '../../../tests/server/manualTime.ts';
import { invitation, settingsFor } from '../../../tests/server/someMail.ts';
import type { MailStorage } from './mailStorage.ts';
import { startOutbox } from './outbox.ts';
import type { SendMail } from './smtp.ts';

const MINUTE = 60_000;

/** An outbox whose mail server takes everything, over a storage that a test can fill up. */
function openOutbox() {
  const memory = createInMemoryStorage();
  let isFull = false;
  const storage: MailStorage = {
    ...memory,
    moveMessages(moves) {
      if (isFull) throw new Error('The disk is full');
      return memory.moveMessages(moves);
    },
  };
  const taken: string[] = [];
  let onTaken = () => {};
  const send: SendMail = async (_, message, onHandOver) => {
    onHandOver();
    taken.push(message.recipient);
    onTaken();
    return { kind: 'sent' };
  };
  const time = manualTime();
  const logged: string[] = [];
  const log = (event: string) => void logged.push(event);
  const { clock, timer } = time;
  const outbox = startOutbox({ storage, send, clock, timer, log });
  outbox.useSettings(settingsFor(25));
  return {
    outbox,
    taken,
    logged,
    fill: (full: boolean) => (isFull = full),
    whenTaken: (run: () => void) => (onTaken = run),
    async pass(ms: number) {
      time.pass(ms);
      await outbox.idle();
    },
    state: () => outbox.readOutbox([invitation.key])[0]?.state,
  };
}

test('a full disk keeps a message from leaving, and it leaves once there is room', async () => {
  const { outbox, taken, logged, fill, pass, state } = openOutbox();
  fill(true);
  outbox.handIn(invitation);
  await outbox.idle();
  expect([taken, state(), logged]).toEqual([[], 'queued', ['outboxFailed']]);
  fill(false);
  await pass(MINUTE);
  expect([taken.length, state()]).toEqual([1, 'sent']);
});

test('an answer that could not be written is written later: the message does not leave twice', async () => {
  const { outbox, taken, fill, whenTaken, pass, state } = openOutbox();
  whenTaken(() => fill(true));
  outbox.handIn(invitation);
  await outbox.idle();
  expect([taken.length, state()]).toEqual([1, 'sending']);
  await pass(MINUTE);
  expect([taken.length, state()]).toEqual([1, 'sending']);
  fill(false);
  await pass(MINUTE);
  expect([taken.length, state()]).toEqual([1, 'sent']);
});

test('nothing leaves after a stop', async () => {
  const { outbox, taken, pass, state } = openOutbox();
  await outbox.stop();
  outbox.handIn(invitation);
  await pass(MINUTE);
  expect([taken, state()]).toEqual([[], 'queued']);
});

test.each([
  ['recipient', { recipient: 'anna@example.org, bruno@example.org' }],
  ['recipient', { recipient: 'Anna <anna@example.org>' }],
  ['subject', { subject: 'Invito\r\nBcc: bruno@example.org' }],
  ['key', { key: '' }],
])('refuses a message with a wrong %s', (field, wrong) => {
  const { outbox } = openOutbox();
  expect(outbox.handIn({ ...invitation, ...wrong })).toEqual({
    ok: false,
    error: { kind: 'invalidMessage', fields: [field] },
  });
});
