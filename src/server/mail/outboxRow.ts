/** Messages of the outbox as rows of sqlite. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { MessageMove } from './mailStorage.ts';
import type { MailFailure } from '#lib/domain/mailDelivery.ts';

const STATUS = {
  key: z.string(),
  state: z.enum(['queued', 'sending', 'sent', 'failed', 'uncertain']),
  tries: z.number(),
  lastError: z.custom<MailFailure>((code) => typeof code === 'string').nullable(),
  nextTry: z.number(),
  changedAt: z.number(),
};

export const StatusRow = z.object(STATUS);

export const OutgoingRow = z.object({
  ...STATUS,
  recipient: z.string(),
  subject: z.string(),
  text: z.string(),
  queuedAt: z.number(),
});

/** Moves one message; false where it was not in the state that it should leave. */
export function moveStatement(database: DatabaseSync): (move: MessageMove) => boolean {
  const update = database.prepare(
    `UPDATE outbox SET state = :to, tries = :tries, lastError = :lastError, nextTry = :nextTry,
         changedAt = :changedAt,
         recipient = CASE WHEN :to = 'sent' OR :lastError = 'withdrawn' THEN NULL ELSE recipient END,
         subject = CASE WHEN :to = 'sent' OR :lastError = 'withdrawn' THEN NULL ELSE subject END,
         text = CASE WHEN :to = 'sent' OR :lastError = 'withdrawn' THEN NULL ELSE text END
       WHERE key = :key AND state = :from`,
  );
  return (move) => update.run({ ...move }).changes === 1;
}
