/** A document in the server's memory, with what is known of it beside its content. */
import type { Document } from '@hocuspocus/server';
import type { AuditEntry } from '#server/storage/documentStorage.ts';
import { type DocumentKind, type DocumentName, rootMaps } from '#lib/replica/documents.ts';
import { type ClientOwners, clientOwnersIn } from './clientOwners.ts';
import type { StandsFor } from './sentValues.ts';

export interface LiveDocument {
  readonly name: DocumentName;
  readonly kind: DocumentKind;
  readonly maps: readonly string[];
  readonly document: Document;
  readonly owners: ClientOwners;
  readonly standsFor: StandsFor;
  /** Made by the transactions under way, not yet on the disk. */
  unstored: { updates: Uint8Array[]; audit: AuditEntry[] };
  /** Patients whose erasure is among them: their values leave the audit once it is stored. */
  erased: string[];
  /** The last write failed: nobody is let in until it succeeds. */
  isFailing: boolean;
  /** Judging broke off: what stands in memory was not looked at, and is never stored or sent. */
  isSpoilt: boolean;
}

/** Its content must be there already: who owns which Yjs client is read from it. */
export function liveDocument(document: Document, kind: DocumentKind): LiveDocument {
  const maps = rootMaps(kind);
  return {
    ...{ name: document.name as DocumentName, kind, maps, document },
    owners: clientOwnersIn(document, maps),
    standsFor: new WeakMap(),
    unstored: { updates: [], audit: [] },
    ...{ erased: [], isFailing: false, isSpoilt: false },
  };
}
