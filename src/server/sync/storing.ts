/**
 * Puts what a transaction made on the disk before anybody is told of it. While a write fails nobody is connected, what
 * is not stored stays in memory, and it is tried again with growing pauses.
 */
import type { Log } from '#server/log.ts';
import type { AuditEntry, DocumentStorage } from '#server/storage/documentStorage.ts';
import type { LiveDocument } from './liveDocument.ts';

/** Runs something later; returns what takes it back. */
export type Schedule = (run: () => void, ms: number) => () => void;

export interface StoredNow {
  readonly updates: readonly Uint8Array[];
  readonly audit: readonly AuditEntry[];
  /** An erasure is among them: what it took away still stands in older updates. */
  readonly hasErased: boolean;
}

export interface StoringNeeds {
  readonly storage: DocumentStorage;
  readonly schedule: Schedule;
  readonly log: Log;
  /** The disk did not take it: whoever is connected is to go before he is told of it. */
  readonly failed: () => void;
  readonly stored: (live: LiveDocument, what: StoredNow) => void;
}

export interface Storing {
  /** Whether it is on the disk now. */
  store(live: LiveDocument): boolean;
  /** Something is waiting for the disk. */
  isFailing(): boolean;
  /** A last try at everything that waits; no other follows. */
  close(): void;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

export function createStoring({ storage, schedule, log, failed, stored }: StoringNeeds): Storing {
  const waiting = new Map<LiveDocument, () => void>();
  let isClosed = false;

  return {
    store(live) {
      // What came after a failed write waits behind it.
      return !live.isFailing && write(live, FIRST_PAUSE_MS);
    },
    isFailing: () => waiting.size > 0,
    close() {
      isClosed = true;
      for (const [live, cancel] of [...waiting]) {
        cancel();
        write(live, 0);
      }
    },
  };

  function write(live: LiveDocument, pause: number): boolean {
    const { updates, audit } = live.unstored;
    if (updates.length === 0 && audit.length === 0) return true;
    try {
      storage.append(live.name, updates, audit);
    } catch (error) {
      log('syncNotStored', error);
      live.isFailing = true;
      const retry = () => void write(live, Math.min(2 * pause, LONGEST_PAUSE_MS));
      waiting.set(live, isClosed ? () => {} : schedule(retry, pause));
      failed();
      return false;
    }
    live.unstored = { updates: [], audit: [] };
    if (live.isFailing) log('syncStoredAgain', null);
    live.isFailing = false;
    waiting.delete(live);
    const hasErased = live.erased.length > 0;
    forgetErased(live);
    stored(live, { updates, audit, hasErased });
    return true;
  }

  function forgetErased({ name, erased }: LiveDocument): void {
    for (const patient of erased.splice(0)) {
      try {
        storage.forget(name, patient);
      } catch (error) {
        log('syncNotForgotten', error);
      }
    }
  }
}
