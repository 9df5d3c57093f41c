/** A server's outbox in a process of its own, to be killed in the middle of a message. */
import { startOutbox } from '#server/mail/outbox.ts';
import { sendBySmtp } from '#server/mail/smtp.ts';
import { openSqliteStorage } from '#server/storage/sqliteStorage.ts';
import { invitation, settingsFor } from './someMail.ts';

const [folder = '', port] = process.argv.slice(2);
const opened = openSqliteStorage(folder);
if (!opened.ok) throw new Error(opened.error.kind);
const outbox = startOutbox({
  storage: opened.value,
  send: sendBySmtp,
  clock: () => 1_780_000_000_000,
  timer: () => () => {},
  log: () => {},
});
outbox.useSettings(settingsFor(Number(port)));
outbox.handIn(invitation);
