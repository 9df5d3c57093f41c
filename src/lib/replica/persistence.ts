/**
 * The only file that knows y-indexeddb. It keeps a copy of a document between sessions but promises no
 * durability, and stops silently once its connection is closed (its issue 42): the connection is watched
 * and opened again, and the ledger stays the truth.
 */
import { IndexeddbPersistence, storeState } from 'y-indexeddb';
import type * as Y from 'yjs';

export interface DocumentCopy {
  /** Resolves when what was stored has been applied to the document. */
  loaded: Promise<void>;
  /** Stores the document as it is now in place of the updates that led there: what was erased goes with them. */
  compact(): Promise<void>;
  /** Closes the copy and deletes all that it kept. */
  discard(): Promise<void>;
  close(): Promise<void>;
}

export type KeepDocument = (name: string, document: Y.Doc) => DocumentCopy;

export const keepInIndexedDb: KeepDocument = (name, document) => {
  let closing = false;
  let copy = open();
  // Nobody writes before what was stored is loaded. Heard while it loads, it would all be encoded again,
  // to be thrown away: half of the time that loading takes.
  const loaded = copy.whenSynced.then(() => {
    if (!closing) document.on('update', keep);
  });

  function open(): IndexeddbPersistence {
    const opened = new IndexeddbPersistence(name, document);
    document.off('update', opened._storeUpdate);
    void opened.whenSynced.then(() => watch(opened));
    return opened;
  }

  /** A fault of the copy must not keep the update from whoever else listens, the server above all. */
  function keep(update: Uint8Array, origin: unknown): void {
    try {
      copy._storeUpdate(update, origin);
    } catch {
      // The connection was just closed: it is opened again, and the document then stored whole.
    }
  }

  function watch(opened: IndexeddbPersistence): void {
    const connection = opened.db;
    if (!connection) return;
    const reopen = () => {
      if (closing || copy !== opened) return;
      // A new copy starts by storing the document whole: nothing written meanwhile is missed.
      copy = open();
      void opened.destroy();
    };
    connection.addEventListener('close', reopen);
    connection.addEventListener('versionchange', () => {
      connection.close();
      reopen();
    });
  }

  return {
    // A copy that cannot be opened is no reason to wait: the ledger has everything.
    loaded: Promise.race([
      loaded,
      copy._db.then(
        () => loaded,
        () => null,
      ),
    ]).then(() => undefined),
    async compact() {
      if (copy.db) await storeState(copy);
    },
    async discard() {
      closing = true;
      document.off('update', keep);
      // `clearData` does not wait until the store is gone: what it held is, before anybody relies on it.
      if (copy.db) await clear(copy.db);
      await copy.clearData();
    },
    async close() {
      closing = true;
      document.off('update', keep);
      await copy.destroy();
    },
  };
};

function clear(connection: IDBDatabase): Promise<void> {
  return new Promise((resolve, reject) => {
    const clearing = connection.transaction('updates', 'readwrite');
    clearing.objectStore('updates').clear();
    clearing.oncomplete = () => resolve();
    clearing.onabort = () => reject(clearing.error);
  });
}
