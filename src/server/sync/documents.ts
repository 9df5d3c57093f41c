/** The documents in memory: made from the log, stored after every transaction, let go when nobody needs them. */
import type { Document, Hocuspocus } from '@hocuspocus/server';
import * as Y from 'yjs';
import type { DocumentStorage } from '#server/storage/documentStorage.ts';
import { type DocumentName, documentKind, rootMaps } from '#lib/replica/documents.ts';
import type { Compaction } from './compaction.ts';
import { type LiveDocument, liveDocument } from './liveDocument.ts';
import type { Storing } from './storing.ts';

export interface DocumentsNeeds {
  readonly storage: DocumentStorage;
  readonly storing: Storing;
  readonly compaction: Compaction;
  readonly clock: () => number;
  readonly loaded: (live: LiveDocument) => void;
  /** Judging broke off in the middle: whoever has it open is to go. */
  readonly spoilt: (live: LiveDocument) => void;
}

export interface Documents {
  all(): Iterable<LiveDocument>;
  of(name: string): LiveDocument | undefined;
  /** Fills what Hocuspocus made empty. Throws when the log cannot be read. */
  load(document: Document): void;
  /** Resolves with the document in memory, where it stays for a while. */
  open(hocuspocus: Hocuspocus, name: DocumentName): Promise<LiveDocument>;
  /** Somebody is about to open it: it stays, and one on its way out is waited for. */
  hold(hocuspocus: Hocuspocus, name: string): Promise<void>;
  mayUnload(name: string): boolean;
  unloaded(name: string): void;
  /** From now on everything may be let go. */
  close(): void;
}

/** How long a document stays when nobody has it open: whoever lost the network comes back. */
const IDLE_MS = 30_000;

export function createDocuments(needs: DocumentsNeeds): Documents {
  const { storage, storing, compaction, clock, loaded, spoilt } = needs;
  const lives = new Map<string, LiveDocument>();
  const heldAt = new Map<string, number>();
  let isClosing = false;

  const documents: Documents = {
    all: () => lives.values(),
    of: (name) => lives.get(name),
    load(document) {
      const kind = documentKind(document.name);
      if (kind === null) throw new Error('A document of no kind');
      const stored = storage.readDocument(document.name as DocumentName);
      // The roots first: what is read before its type is known stays of no type.
      for (const map of rootMaps(kind)) document.getMap(map);
      document.transact(() => {
        if (stored?.snapshot) Y.applyUpdate(document, stored.snapshot);
        for (const update of stored?.updates ?? []) Y.applyUpdate(document, update);
      });
      // Hocuspocus would send what was read to whoever opens the document, beside the answer to what he asks for.
      document.flush();
      const live = liveDocument(document, kind);
      lives.set(live.name, live);
      compaction.loaded(live, stored);
      document.on('update', (update: Uint8Array) => live.unstored.updates.push(update));
      document.on('afterAllTransactions', () => {
        if (live.isSpoilt) spoilt(live);
        else storing.store(live);
      });
      loaded(live);
    },
    async open(hocuspocus, name) {
      await documents.hold(hocuspocus, name);
      const direct = { isAuthenticated: true, readOnly: false };
      await hocuspocus.createDocument(name, new Request('http://localhost'), '', direct);
      const live = lives.get(name);
      if (!live) throw new Error('A document that was not loaded');
      return live;
    },
    async hold(hocuspocus, name) {
      heldAt.set(name, clock());
      await hocuspocus.unloadingDocuments.get(name);
    },
    mayUnload(name) {
      const live = lives.get(name);
      if (isClosing || !live) return true;
      const isIdle = clock() - (heldAt.get(name) ?? 0) >= IDLE_MS;
      return isIdle && !live.isFailing && live.kind !== 'practice';
    },
    unloaded(name) {
      lives.delete(name);
      heldAt.delete(name);
    },
    close() {
      isClosing = true;
    },
  };
  return documents;
}
