/** Mail settings and outbox in the data file. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { inTransaction } from '#server/storage/transaction.ts';
import { MailSettings } from './mailSettings.ts';
import type { MailStorage } from './mailStorage.ts';
import { moveStatement, OutgoingRow, StatusRow } from './outboxRow.ts';

const StoredSettings = z.object({ settings: z.string() });
const NextTry = z.object({ nextTry: z.number().nullable() });

export function mailOn(database: DatabaseSync): MailStorage {
  const selectSettings = database.prepare('SELECT settings FROM mailSettings');
  const putSettings = database.prepare('INSERT OR REPLACE INTO mailSettings VALUES (1, ?)');
  const insert = database.prepare(
    `INSERT INTO outbox (key, recipient, subject, text, state, tries, nextTry, queuedAt, changedAt)
       VALUES (:key, :recipient, :subject, :text, 'queued', 0, :now, :now, :now) ON CONFLICT DO NOTHING`,
  );
  const selectOne = database.prepare('SELECT * FROM outbox WHERE key = ?');
  const selectDue = database.prepare(
    `SELECT * FROM outbox WHERE state = 'queued' AND nextTry <= ? ORDER BY nextTry, number LIMIT ?`,
  );
  const selectNext = database.prepare(
    `SELECT min(nextTry) AS nextTry FROM outbox WHERE state = 'queued'`,
  );
  const move = moveStatement(database);
  const interrupt = database.prepare(
    `UPDATE outbox SET state = 'uncertain', lastError = 'interrupted', changedAt = ? WHERE state = 'sending'`,
  );
  const hurry = database.prepare(`UPDATE outbox SET nextTry = ? WHERE state = 'queued'`);

  return {
    readMailSettings() {
      const row = StoredSettings.optional().parse(selectSettings.get());
      return row ? MailSettings.parse(JSON.parse(row.settings)) : null;
    },
    writeMailSettings: (settings) => void putSettings.run(JSON.stringify(settings)),
    addMessage: ({ key, recipient, subject, text }, now) =>
      insert.run({ key, recipient, subject, text, now }).changes === 1,
    readMessages: (keys) =>
      keys.flatMap((key) => StatusRow.optional().parse(selectOne.get(key)) ?? []),
    // To sqlite, -1 is no limit.
    dueMessages: (now, limit = -1) => OutgoingRow.array().parse(selectDue.all(now, limit)),
    nextDue: () => NextTry.parse(selectNext.get()).nextTry,
    moveMessages: (moves) =>
      inTransaction(database, () => moves.filter((each) => move(each)).length),
    interruptSending: (now) => Number(interrupt.run(now).changes),
    hurryMessages: (now) => void hurry.run(now),
  };
}
