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
  close(): Promise<void>;
}

export type KeepDocument = (name: string, document: Y.Doc) => DocumentCopy;

export const keepInIndexedDb: KeepDocument = (name, document) => {
  let closing = false;
  let copy = open();
  // Nobody writes before what was stored is loaded. Heard while it loads, it would all be encoded again,
  // to be thrown away: half of the time that loading takes.
  const { whenSynced, _storeUpdate: listener } = copy;
  document.off('update', listener);
  const loaded = whenSynced.then(() => {
    if (!closing) document.on('update', listener);
  });

  function open(): IndexeddbPersistence {
    const opened = new IndexeddbPersistence(name, document);
    void opened.whenSynced.then(() => watch(opened));
    return opened;
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
    async close() {
      closing = true;
      await copy.destroy();
    },
  };
};
