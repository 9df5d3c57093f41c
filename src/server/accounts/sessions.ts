/**
 * The sessions, one for each desktop, read and ended in the table that better-auth writes. Synchronous: a desktop that
 * was signed out is nobody from the next message on, and better-auth runs no transactions that this could fall into.
 */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Device } from '#lib/accounts/answers.ts';

/** `updatedAt` says when a desktop was last heard of, to this many ms: not every message is a write to the disk. */
const SEEN_EVERY = 60_000;

export type SessionRow = Omit<Device, 'current'>;

export interface Sessions {
  /** Whose session it is; null once it ended. */
  userOf(device: string): string | null;
  all(): SessionRow[];
  /** Heard of at this moment. */
  touch(device: string): void;
  end(device: string): void;
  endAllOf(userId: string, except?: string): void;
}

export function sessionsOn(database: DatabaseSync, clock: () => number): Sessions {
  const one = database.prepare('SELECT userId, expiresAt FROM session WHERE id = ?');
  const living = database.prepare('SELECT * FROM session WHERE expiresAt > ? ORDER BY createdAt');
  const seen = database.prepare('UPDATE session SET updatedAt = ? WHERE id = ?');
  const end = database.prepare('DELETE FROM session WHERE id = ?');
  const endOthers = database.prepare('DELETE FROM session WHERE userId = ? AND id <> ?');
  const seenAt = new Map<string, number>();
  const iso = (at: number) => new Date(at).toISOString();

  return {
    userOf(device) {
      const row = one.get(device);
      return row && Date.parse(String(row.expiresAt)) > clock() ? String(row.userId) : null;
    },
    all: () => living.all(iso(clock())).map(rowOf),
    touch(device) {
      const now = clock();
      if (now - (seenAt.get(device) ?? -Infinity) < SEEN_EVERY) return;
      seenAt.set(device, now);
      seen.run(iso(now), device);
    },
    end(device) {
      seenAt.delete(device);
      end.run(device);
    },
    endAllOf: (userId, except = '') => void endOthers.run(userId, except),
  };
}

function rowOf(row: Record<string, SQLOutputValue>): SessionRow {
  return {
    id: String(row.id),
    userId: String(row.userId),
    browser: row.userAgent ? String(row.userAgent) : null,
    signedInAt: Date.parse(String(row.createdAt)),
    lastSeenAt: Date.parse(String(row.updatedAt)),
  };
}
