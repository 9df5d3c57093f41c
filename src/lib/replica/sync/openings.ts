/** The documents that are open to the server, each with how far it is: what the status and the next opening ask. */
import type { Doc } from 'yjs';
import type { DocumentName } from '../documents.ts';
import type { OpenedDocument } from '../provider.ts';
import { type StateVector, coversAll, stateVectorOf } from '../written.ts';
import type { LoadProgress } from './syncStatus.ts';

export interface Opening {
  readonly name: DocumentName;
  /** `loading`: the server's part has not all come; `left`: it refuses to open it for now. */
  state: 'loading' | 'loaded' | 'left';
  /** This computer had none of it before. */
  readonly isNew: boolean;
  rows: { readonly done: number; readonly total: number };
  /** What the server must have before all of it is safe there. */
  need: StateVector;
  /** What it said to have on its disk, during this connection. */
  durable: StateVector;
  close(): void;
}

/** Watches a document whose provider was opened: what is written here is needed there. */
export function followOpening(
  name: DocumentName,
  document: Doc,
  isNew: boolean,
  open: () => OpenedDocument,
): Opening {
  let opened: OpenedDocument | null = null;
  const note = (_update: Uint8Array, origin: unknown) => {
    if (opened && origin === opened.origin) return;
    opening.need = stateVectorOf(document);
  };
  const opening: Opening = {
    name,
    state: 'loading',
    isNew,
    rows: { done: 0, total: 0 },
    need: stateVectorOf(document),
    durable: new Map(),
    close() {
      document.off('update', note);
      opened?.close();
    },
  };
  document.on('update', note);
  opened = open();
  return opening;
}

/** The server says the whole when a document is opened, and then what grew. */
export function noteDurable(opening: Opening, more: StateVector): void {
  const durable = new Map(opening.durable);
  for (const [client, clock] of more) {
    durable.set(client, Math.max(clock, durable.get(client) ?? 0));
  }
  opening.durable = durable;
}

/** Whether the server has on its disk all that this computer may have and it did not. */
export function isConfirmed({ state, durable, need }: Opening): boolean {
  return state === 'loaded' && coversAll(durable, need);
}

/** Null when nothing is being loaded that was not here before. */
export function progressOf(openings: readonly Opening[], ofDocuments: number): LoadProgress | null {
  const news = openings.filter(({ isNew }) => isNew);
  const isLoading = news.some(({ state }) => state === 'loading');
  if (!isLoading) return null;
  const sum = (part: 'done' | 'total') => news.reduce((all, { rows }) => all + rows[part], 0);
  return {
    documents: openings.filter(({ state }) => state !== 'loading').length,
    ofDocuments,
    rows: sum('done'),
    ofRows: sum('total'),
  };
}
