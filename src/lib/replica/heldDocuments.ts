/** The documents that are loaded, each with its Yjs copy and with what was touched in it since it was projected. */
import * as Y from 'yjs';
import type { DocumentName } from './documents.ts';
import type { Ledger } from './ledger.ts';
import type { DocumentCopy, KeepDocument } from './persistence.ts';
import { coversAll, stateVectorOf } from './written.ts';

/** Keys of each root map that transactions touched since the last projection. */
export type Touched = Map<string, Set<string>>;

export interface HeldDocument {
  readonly document: Y.Doc;
  readonly copy: DocumentCopy;
  touched: Touched;
}

export interface HeldDocuments {
  /** Loads a document, once. */
  open(name: DocumentName): Promise<HeldDocument>;
  names(): readonly DocumentName[];
  /** Throws away what this computer keeps of a document; opened again it is empty. The ledger's part is its own. */
  discard(name: DocumentName): Promise<void>;
  close(): Promise<void>;
}

export interface HeldDependencies {
  readonly ledger: Ledger;
  readonly keepDocument: KeepDocument;
  /** Store name of a document's copy. */
  readonly copyName: (document: DocumentName) => string;
}

export function createHeldDocuments(dependencies: HeldDependencies): HeldDocuments {
  const { ledger, keepDocument, copyName } = dependencies;
  const opened = new Map<DocumentName, Promise<HeldDocument>>();

  function open(name: DocumentName): Promise<HeldDocument> {
    const known = opened.get(name);
    if (known) return known;
    const loading = load(name);
    opened.set(name, loading);
    loading.catch(() => opened.delete(name));
    return loading;
  }

  async function load(name: DocumentName): Promise<HeldDocument> {
    const document = new Y.Doc();
    const copy = keepDocument(copyName(name), document);
    await copy.loaded;
    const checkpoint = await ledger.checkpoints.get(name);
    if (checkpoint) {
      const stored = Y.decodeStateVector(checkpoint.stateVector);
      if (!coversAll(stateVectorOf(document), stored)) Y.applyUpdate(document, checkpoint.update);
    }
    const held: HeldDocument = { document, copy, touched: new Map() };
    document.on('afterTransaction', (transaction: Y.Transaction) => {
      collectTouched(transaction, document, held.touched);
    });
    return held;
  }

  return {
    open,
    names: () => [...opened.keys()],
    async discard(name) {
      const { document, copy } = await open(name);
      await copy.discard();
      opened.delete(name);
      document.destroy();
    },
    async close() {
      for (const held of opened.values()) await (await held).copy.close();
    },
  };
}

export function touch(touched: Touched, map: string, key: string): void {
  const keys = touched.get(map);
  if (keys) keys.add(key);
  else touched.set(map, new Set([key]));
}

/** Adds what `more` has. */
export function touchAll(touched: Touched, more: Touched): void {
  for (const [map, keys] of more) for (const key of keys) touch(touched, map, key);
}

function collectTouched(transaction: Y.Transaction, document: Y.Doc, touched: Touched): void {
  for (const [map, root] of document.share) {
    const keys = transaction.changed.get(root as Y.AbstractType<Y.YEvent<Y.Map<unknown>>>);
    for (const key of keys ?? []) if (key !== null) touch(touched, map, key);
  }
}
