/**
 * A snapshot in place of a long log, made a moment after the edit that made it long: encoding a list of 18,000
 * patients takes a tenth of a second, which no edit should wait for.
 */
import * as Y from 'yjs';
import type { Log } from '#server/log.ts';
import type { DocumentStorage, StoredDocument } from '#server/storage/documentStorage.ts';
import type { LiveDocument } from './liveDocument.ts';
import type { Schedule } from './storing.ts';

export interface Compaction {
  /** Takes the measure of what was read. */
  loaded(live: LiveDocument, stored: StoredDocument | null): void;
  /** `isDue`: whatever the length, the older updates are to go. */
  appended(live: LiveDocument, updates: readonly Uint8Array[], isDue: boolean): void;
  close(): void;
}

const MOST_UPDATES = 500;
/** A log smaller than that is not worth a snapshot, whatever the snapshot's size. */
const SMALL_LOG_BYTES = 1024 * 1024;
const PAUSE_MS = 3000;

interface LogSize {
  updates: number;
  bytes: number;
  snapshot: number;
  cancel: (() => void) | null;
}

export function createCompaction(
  storage: DocumentStorage,
  schedule: Schedule,
  log: Log,
): Compaction {
  const sizes = new Map<string, LogSize>();
  const sizeOf = ({ name }: LiveDocument): LogSize => {
    const size = sizes.get(name) ?? { updates: 0, bytes: 0, snapshot: 0, cancel: null };
    sizes.set(name, size);
    return size;
  };

  return {
    loaded(live, stored) {
      const updates = stored?.updates ?? [];
      Object.assign(sizeOf(live), {
        updates: updates.length,
        bytes: bytesIn(updates),
        snapshot: stored?.snapshot?.length ?? 0,
      });
    },
    appended(live, updates, isDue) {
      const size = sizeOf(live);
      size.updates += updates.length;
      size.bytes += bytesIn(updates);
      if (isDue || isLong(size)) size.cancel ??= schedule(() => compact(live, size), PAUSE_MS);
    },
    close() {
      for (const { cancel } of sizes.values()) cancel?.();
    },
  };

  function compact(live: LiveDocument, size: LogSize): void {
    size.cancel = null;
    // Memory holds all that the log does, and nothing more, or else it is not a good moment.
    if (live.isFailing || live.isSpoilt || live.document.isDestroyed) return;
    try {
      const through = storage.readDocument(live.name)?.through;
      if (through === undefined) return;
      const snapshot = Y.encodeStateAsUpdate(live.document);
      storage.compact(live.name, snapshot, through);
      Object.assign(size, { updates: 0, bytes: 0, snapshot: snapshot.length });
    } catch (error) {
      log('syncNotCompacted', error);
    }
  }
}

function isLong({ updates, bytes, snapshot }: LogSize): boolean {
  return updates >= MOST_UPDATES || bytes > Math.max(snapshot, SMALL_LOG_BYTES);
}

function bytesIn(updates: readonly Uint8Array[]): number {
  return updates.reduce((sum, { length }) => sum + length, 0);
}
