/**
 * What the server keeps of the documents, for good: an append-only log of updates with snapshots, the audit of every
 * value that somebody wrote or tried to, and the practice's epoch. Every implementation passes
 * `documentStorageContract.ts`. Calls are synchronous: what returned is on the disk, so that whoever calls may say so.
 */
import type { DocumentName } from '#lib/replica/documents.ts';

/** What became of a value that somebody sent. */
export type Outcome =
  | 'written'
  /** The policy forbids it: the value that stood there stands again. */
  | 'refused'
  /** A newer reading stands there: the two are a conflict, which whoever reads the document can see and swap. */
  | 'outrun';

/** One value of one root map, as it was judged. Ids of patients, never their names or tax codes, outside the values. */
export interface AuditEntry {
  readonly document: DocumentName;
  readonly map: string;
  readonly key: string;
  /** What stood there, and what was sent, with their stamps; null: nothing. */
  readonly from: object | null;
  readonly to: object | null;
  readonly outcome: Outcome;
  /** Why it was refused; null otherwise. */
  readonly reason: string | null;
  readonly userId: string;
  /** The doctor whom a substitute or staff acted for; null: on his own behalf. */
  readonly onBehalfOf: string | null;
  /** The desktop's session. */
  readonly device: string;
  /** The clock reading that the value arrived with. */
  readonly t: string;
  /** ms since 1970, by the server. */
  readonly at: number;
}

export interface StoredAuditEntry extends AuditEntry {
  /** Grows with every entry. */
  readonly id: number;
  /** When somebody dealt with a refused or outrun value, and who; null: nobody yet. */
  readonly settled: { readonly by: string; readonly at: number } | null;
}

export interface AuditQuestion {
  readonly documents?: readonly DocumentName[];
  readonly key?: string;
  readonly userId?: string;
  readonly outcome?: Outcome;
  /** Only what was refused or outrun and nobody dealt with yet. */
  readonly open?: boolean;
  /** Entries older than this id: newest first, page by page. */
  readonly before?: number;
  readonly limit: number;
}

export interface StoredDocument {
  /** The whole document up to some update; null before the first compaction. */
  readonly snapshot: Uint8Array | null;
  /** What was appended after it, oldest first. */
  readonly updates: readonly Uint8Array[];
  /** Number of the last update that is in here: what `compact` is told. */
  readonly through: number;
}

export interface DocumentStorage {
  /** Null for a document that nobody has written to. */
  readDocument(document: DocumentName): StoredDocument | null;
  /**
   * Appends updates and what was judged with them, all or nothing. Throws when it cannot be written: nothing of it is
   * stored then. Either may be empty.
   */
  append(
    document: DocumentName,
    updates: readonly Uint8Array[],
    audit: readonly AuditEntry[],
  ): void;
  /** Puts a snapshot in place of all updates through that number; one that knows less than the stored one is ignored. */
  compact(document: DocumentName, snapshot: Uint8Array, through: number): void;
  /** All that have an update or a snapshot, in the order of their names. */
  documentNames(): DocumentName[];
  /** Newest first. */
  readAudit(question: AuditQuestion): StoredAuditEntry[];
  /** The newest written entry of one value: who wrote what stands there, and when the server received it. */
  lastWritten(document: DocumentName, map: string, key: string): StoredAuditEntry | null;
  /** Marks refused or outrun values as dealt with, once; false where it was already, or there is no such entry. */
  settle(id: number, by: string, at: number): boolean;
  /** Takes out what was written before that instant, but for what somebody still has to deal with. Gives their number. */
  pruneAudit(before: number): number;
  /** Takes the values of an erased patient out of the audit: who did what, and when, stays. */
  forget(document: DocumentName, key: string): void;
  /**
   * Names this history of the practice. A copy of the storage opens with another epoch than its original had, so that
   * desktops know that what they hold may be more than the server does.
   */
  epoch(): string;
}
