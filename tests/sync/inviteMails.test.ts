/** Invites whose mail the server sends: asked for on desktops, sent once by a real mail server, told on the row. */
import { expect, onTestFinished, test } from 'vitest';
import { NEW_LIFECYCLE } from '#lib/domain/lifecycle.ts';
import type { Invite } from '#lib/domain/patient.ts';
import { createInMemoryStorage } from '#server/storage/inMemoryStorage.ts';
import { openMailDesk } from '../server/mailDesk.ts';
import { manualTime } from '../server/manualTime.ts';
import { type SmtpBehaviour, startSmtpServer } from '../server/smtpServer.ts';
import { settingsFor } from '../server/someMail.ts';
import { NOON, PRACTICE_DOCUMENT, SSN } from './cast.ts';
import type { Copy, Desktop } from './desktop.ts';
import { Stage } from './stage.ts';

const ADDRESS = 'anna.verdi@example.org';
const IDENTITY = {
  ...{ lastName: 'Verdi', firstName: 'Anna', taxCode: null, taxCodeKind: null, aliases: [] },
  ...{ birthDate: null, birthPlace: null, sex: null, cardNumber: null },
};
const DAYS = 72 * 60 * 60_000;

/** An invite with a mail named `id`. */
const invite = (id: string, mail: object = {}) => ({
  ...{ invitedAt: NOON, invitedBy: 'ada', channel: 'email', hasApp: false },
  mail: { id, to: ADDRESS, message: null, ...mail },
});

async function openPractice(behaviour: SmtpBehaviour = {}, { isSetUp = true } = {}) {
  const smtp = await startSmtpServer(behaviour);
  const storage = createInMemoryStorage();
  const time = manualTime(NOON);
  const mails = openMailDesk(storage, time);
  const outbox = { ...mails.outbox, hasSettings: () => storage.readMailSettings() !== null };
  if (isSetUp) mails.outbox.useSettings(settingsFor(smtp.port));
  const stage = new Stage({ storage, outbox });
  stage.store(SSN, 'identity', { anna: IDENTITY });
  stage.store(SSN, 'lifecycle', { anna: NEW_LIFECYCLE });
  stage.store(SSN, 'email', { anna: { email: ADDRESS, doNotUse: false } });
  await stage.start();
  onTestFinished(() => stage.end());
  return { stage, smtp, mails };
}

const inviteAt = (copy: Copy) => copy.value('invite', 'anna') as Invite | undefined;

async function delivered(stage: Stage, desktop: Desktop, state: string) {
  const copy = desktop.open(SSN);
  await stage.until(() => inviteAt(copy)?.mail?.delivery?.state === state, `a mail ${state}`);
  return inviteAt(copy)?.mail?.delivery;
}

test('an invite written offline is mailed once, in the practice’s words, and everybody sees it', async () => {
  const { stage, smtp, mails } = await openPractice();
  const secretary = stage.desktop('secretary');
  const ada = stage.desktop('ada');
  await ada.sync(SSN);
  await secretary.sync(SSN);
  secretary.disconnect();
  secretary.write(SSN, [['invite', 'anna', invite('m1')]]);
  await mails.outbox.idle();
  expect(await smtp.received()).toEqual([]);

  await secretary.sync(SSN);
  await delivered(stage, ada, 'sent');
  await delivered(stage, secretary, 'sent');
  const [mail] = await smtp.received();
  expect(mail?.recipient).toBe(ADDRESS);
  expect(mail?.text).toContain('Gentile Anna Verdi');
  expect(mail?.text).toContain('Ada Prova');

  // The same invite again, as a desktop sends it that did not hear that it had arrived; then a new start of both.
  secretary.write(SSN, [['invite', 'anna', invite('m1')]]);
  await secretary.sync(SSN);
  await delivered(stage, ada, 'sent');
  secretary.startAgain();
  await stage.restart();
  await secretary.sync(SSN);
  await mails.pass(DAYS);
  expect(await smtp.received()).toHaveLength(1);
});

test('a server that ended between the log and the outbox sends it when the list is opened again', async () => {
  const { stage, smtp, mails } = await openPractice();
  stage.store(SSN, 'invite', { anna: invite('m1') });
  const ada = stage.desktop('ada');
  await ada.sync(SSN);
  await delivered(stage, ada, 'sent');
  await stage.restart();
  await ada.sync(SSN);
  await mails.pass(DAYS);
  expect(await smtp.received()).toHaveLength(1);
});

test('a recipient that the mail server refuses is told with the reason, and asked for anew it goes', async () => {
  const { stage, smtp } = await openPractice({ rejects: [ADDRESS] });
  const ada = stage.desktop('ada');
  await ada.sync(SSN);
  ada.write(SSN, [['invite', 'anna', invite('m1')]]);
  expect(await delivered(stage, ada, 'failed')).toMatchObject({ why: 'recipientRefused' });
  const other = { email: 'anna@example.com', doNotUse: false };
  ada.write(SSN, [
    ['email', 'anna', other],
    ['invite', 'anna', invite('m2', { to: other.email, message: 'Ciao {nome}' })],
  ]);
  await delivered(stage, ada, 'sent');
  const mails = await smtp.received();
  expect(mails.map(({ recipient }) => recipient)).toEqual([other.email]);
  expect(mails[0]?.text).toContain('Ciao Anna');
});

test('without settings it waits, says so, and leaves once when they are there', async () => {
  const { stage, smtp, mails } = await openPractice({}, { isSetUp: false });
  const ada = stage.desktop('ada');
  await ada.sync(SSN);
  ada.write(SSN, [['invite', 'anna', invite('m1')]]);
  expect(await delivered(stage, ada, 'waiting')).toMatchObject({ why: 'noSettings' });
  mails.outbox.useSettings(settingsFor(smtp.port));
  await delivered(stage, ada, 'sent');
  expect(await smtp.received()).toHaveLength(1);
});

test('taken back while it waits, it never leaves, and what it said is forgotten', async () => {
  const { stage, smtp, mails } = await openPractice({}, { isSetUp: false });
  const ada = stage.desktop('ada');
  await ada.sync(SSN);
  ada.write(SSN, [['invite', 'anna', invite('m1')]]);
  await delivered(stage, ada, 'waiting');
  ada.write(SSN, [['invite', 'anna', null]]);
  const key = 'invite anna m1';
  await stage.until(() => mails.outbox.readOutbox([key])[0]?.lastError === 'withdrawn', 'gone');
  expect(mails.outbox.sendAgain(key)).toBe(false);
  mails.outbox.useSettings(settingsFor(smtp.port));
  await mails.pass(DAYS);
  expect(await smtp.received()).toEqual([]);
});

test.each([
  ['an address that is not the patient’s', { to: 'altro@example.org' }, 'notHisAddress'],
  ['several addresses', { to: `${ADDRESS}, altro@example.org` }, 'notHisAddress'],
])('%s is not written to', async (_, mail, why) => {
  const { stage, smtp, mails } = await openPractice();
  const ada = stage.desktop('ada');
  await ada.sync(SSN);
  ada.write(SSN, [['invite', 'anna', invite('m1', mail)]]);
  expect(await delivered(stage, ada, 'failed')).toMatchObject({ why });
  await mails.pass(DAYS);
  expect(await smtp.received()).toEqual([]);
});

test('who may not invite sends no mail', async () => {
  const { stage, smtp, mails } = await openPractice();
  const bruno = stage.desktop('bruno');
  const copy = await bruno.sync(SSN);
  bruno.write(SSN, [['invite', 'anna', invite('m1')]]);
  await stage.until(() => copy.ids('refused').length > 0, 'the refusal');
  await mails.pass(DAYS);
  expect(await smtp.received()).toEqual([]);
});

test('a made-up outcome is set right', async () => {
  const { stage } = await openPractice({ rejects: [ADDRESS] });
  const ada = stage.desktop('ada');
  await ada.sync(SSN);
  await ada.sync(PRACTICE_DOCUMENT);
  const delivery = { state: 'waiting', why: 'serverBusy', at: NOON };
  ada.write(SSN, [['invite', 'anna', invite('m1', { delivery })]]);
  expect(await delivered(stage, ada, 'failed')).toMatchObject({ why: 'recipientRefused' });
});
