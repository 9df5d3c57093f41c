/** Tells desktops what became of what they sent, after the changes themselves: a notice speaks of what they can see. */
import type { Connection } from '@hocuspocus/server';
import type { AuditEntry, DocumentStorage } from '#server/storage/documentStorage.ts';
import type { Log } from '#server/log.ts';
import type { FromServer } from '#lib/replica/syncProtocol.ts';
import type { DeskContext } from './hooks.ts';
import type { LiveDocument } from './liveDocument.ts';
import { durableNotice, notKeptNotices } from './notices.ts';

export interface Delivery {
  /** These were judged and are on the disk. */
  stored(live: LiveDocument, audit: readonly AuditEntry[]): void;
  /** All that the connection sent under these Yjs clients is on the disk. */
  durable(live: LiveDocument, connection: Connection, clients: Iterable<number>): void;
}

export function createDelivery(storage: DocumentStorage, log: Log): Delivery {
  const waiting = new Map<LiveDocument, (() => void)[]>();

  return {
    stored(live, audit) {
      if (audit.every(({ outcome }) => outcome === 'written')) return;
      // Read at once: later entries would be taken for these.
      const notices = notKeptNotices(storage, live.name, audit);
      later(live, () => {
        for (const connection of live.document.getConnections()) {
          const { userId } = (connection.context as DeskContext).desk.presence;
          for (const notice of notices.get(userId) ?? []) send(connection, notice);
        }
      });
    },
    durable(live, connection, clients) {
      later(live, () => send(connection, durableNotice(live.document, clients)));
    },
  };

  /** After the broadcast of this turn of the event loop, which Hocuspocus puts off in the same way. */
  function later(live: LiveDocument, run: () => void): void {
    const queue = waiting.get(live) ?? [];
    queue.push(run);
    if (waiting.has(live)) return;
    waiting.set(live, queue);
    setImmediate(() => {
      waiting.delete(live);
      if (live.isFailing || live.document.isDestroyed) return;
      try {
        live.document.flush();
        for (const each of queue) each();
      } catch (error) {
        log('syncNoticeFailed', error);
      }
    });
  }
}

export function send(connection: Connection, notice: FromServer): void {
  connection.sendStateless(JSON.stringify(notice));
}
