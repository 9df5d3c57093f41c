/**
 * The part of the ledger that a server needs: what the journal's rows wrote, what came back refused, which history of
 * the practice each document belongs to. Every call is one durable transaction.
 */
import type { Dexie, Table } from 'dexie';
import type { DocumentName } from './documents.ts';
import type { Checkpoint, HistoryRow, ImportReport, JournalRow, StoredDraft } from './ledger.ts';
import type { Written } from './written.ts';

/** A value that the server did not let stand, until its user dealt with it; then only its name is kept. */
export interface InboxRow {
  /** `<epoch> <number in the server's audit>`: told twice, it is here once. */
  readonly id: string;
  readonly document: DocumentName;
  readonly map: string;
  readonly key: string;
  /** Refused by the policy, or outrun by a newer value: a conflict. */
  readonly kind: 'refused' | 'outrun';
  /** The clock reading that it was sent with. */
  readonly t: string;
  /** What was sent, `null` where it was cleared; absent where this desktop does not know it. */
  readonly sent?: object | null;
  readonly settled?: true;
}

/** Which history of the practice a document's local copy belongs to. */
export interface Origin {
  readonly document: DocumentName;
  readonly epoch: string | null;
  /** The local copy is being thrown away: a stop in between is made good at the next opening. */
  readonly discard?: true;
}

/** What is to be done with the journal when values were refused: rows left with other writes, and rows that go. */
export interface Refusal {
  readonly entries: readonly InboxRow[];
  readonly changed: readonly JournalRow[];
  readonly removed: readonly number[];
}

export interface SharedLedger {
  readonly inbox: Table<InboxRow, string>;
  readonly origins: Table<Origin, string>;
  /** Stores what rows of the journal wrote; rows that waited for their document wait no more. */
  wrote(rows: readonly { readonly seq: number; readonly written: Written }[]): Promise<void>;
  /** Drops rows that the server has on its disk, and remembers when it said so. */
  acknowledge(seqs: readonly number[], at: number): Promise<void>;
  refuse(refusal: Refusal): Promise<void>;
  /** Number of refused values that nobody dealt with yet. */
  openRefusals(): Promise<number>;
  setOrigin(document: DocumentName, epoch: string): Promise<void>;
  /**
   * Begins to throw local copies away: checkpoints go now, unsent rows wait until the document was loaded anew.
   * `access` ended: history, reports and inbox of the document go too.
   */
  beginDiscard(documents: readonly DocumentName[], access?: 'ended'): Promise<void>;
  endDiscard(documents: readonly DocumentName[]): Promise<void>;
  /** When the server was last heard to have everything, ms since 1970; null: never. */
  lastContact(): Promise<number | null>;
}

export interface SharedTables {
  readonly journal: Table<JournalRow, number>;
  readonly checkpoints: Table<Checkpoint, string>;
  readonly history: Table<HistoryRow, string>;
  readonly reports: Table<ImportReport, string>;
  readonly drafts: Table<StoredDraft, string>;
}

/** Tables that come with version 2 of the ledger. */
export const SHARED_STORES = {
  journal: '++seq, document',
  inbox: 'id, document',
  origins: 'document',
  contact: 'id',
};

export function openSharedLedger(database: Dexie, tables: SharedTables): SharedLedger {
  const { journal, checkpoints, history, reports, drafts } = tables;
  const inbox = database.table<InboxRow, string>('inbox');
  const origins = database.table<Origin, string>('origins');
  const contact = database.table<{ readonly id: 'last'; readonly at: number }, string>('contact');

  async function forgetDocument(document: DocumentName): Promise<void> {
    const known = await history.filter((row) => row.document === document).toArray();
    await history.bulkDelete(known.map(({ id }) => id));
    await reports.bulkDelete(known.flatMap(({ importId }) => importId ?? []));
    await inbox.where('document').equals(document).delete();
    // What the file holds may be of that list.
    await drafts.clear();
  }

  return {
    inbox,
    origins,
    wrote: (rows) =>
      database.transaction('rw', journal, async () => {
        for (const { seq, written } of rows) {
          await journal.update(seq, { written, waits: undefined, covered: undefined });
        }
      }),
    acknowledge: (seqs, at) =>
      database.transaction('rw', journal, contact, async () => {
        await journal.bulkDelete([...seqs]);
        await contact.put({ id: 'last', at });
      }),
    refuse: ({ entries, changed, removed }) =>
      database.transaction('rw', journal, inbox, async () => {
        await inbox.bulkAdd([...entries]);
        await journal.bulkPut([...changed]);
        await journal.bulkDelete([...removed]);
      }),
    openRefusals: () => inbox.filter((row) => row.kind === 'refused' && !row.settled).count(),
    async setOrigin(document, epoch) {
      await origins.put({ document, epoch });
    },
    beginDiscard: (documents, access) =>
      database.transaction(
        'rw',
        [journal, checkpoints, history, reports, drafts, inbox, origins],
        async () => {
          await checkpoints.bulkDelete([...documents]);
          await origins.bulkPut(
            documents.map((document): Origin => ({ document, epoch: null, discard: true })),
          );
          await journal
            .where('document')
            .anyOf([...documents])
            .modify({ waits: true, written: undefined, covered: undefined });
          if (access === 'ended') for (const name of documents) await forgetDocument(name);
        },
      ),
    async endDiscard(documents) {
      await origins.bulkDelete([...documents]);
    },
    async lastContact() {
      return (await contact.get('last'))?.at ?? null;
    },
  };
}
