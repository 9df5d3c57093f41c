/**
 * Copies of the data file, and the epoch that tells them from it. A file without an epoch is new or a copy: its first
 * opening gives it one, so that two servers started from one copy differ as well.
 */
import { renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { inTransaction } from './transaction.ts';

const StoredEpoch = z.object({ epoch: z.string() });

/**
 * The file's epoch, made now where it has none; sqlite draws it, 16 bytes in lower-case hex. Messages that wait in a
 * copy may have left the original since: nobody knows, so they do not leave again by themselves.
 */
export function epochOf(database: DatabaseSync): string {
  inTransaction(database, () => {
    const drawn = database.prepare(
      'UPDATE history SET epoch = lower(hex(randomblob(16))) WHERE epoch IS NULL',
    );
    if (drawn.run().changes === 1)
      database.exec(
        `UPDATE outbox SET state = 'uncertain', lastError = 'restored' WHERE state IN ('queued', 'sending')`,
      );
  });
  return StoredEpoch.parse(database.prepare('SELECT epoch FROM history').get()).epoch;
}

/** Under another name until it is marked as a copy: one cut short must never pass for the original. */
export function writeCopy(database: DatabaseSync, file: string): void {
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    database.prepare('VACUUM INTO ?').run(unfinished);
    takeEpoch(unfinished);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** Its commit also brings to the disk what the copying left in the system's memory. */
function takeEpoch(file: string): void {
  const copy = new DatabaseSync(file);
  try {
    copy.exec('PRAGMA synchronous = FULL; UPDATE history SET epoch = NULL');
  } finally {
    copy.close();
  }
}
