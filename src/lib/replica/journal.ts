/**
 * The journal as the replica uses it. Without a server a checkpoint of the documents lets rows go. With one, only
 * three things do: its durable watermark, its refusal of what a row wrote, its user who discards it.
 */
import type { DocumentCommand } from './command.ts';
import type { DocumentName } from './documents.ts';
import type { ImportReport, JournalRow, Ledger } from './ledger.ts';
import { type PendingChange, joinChanges, pendingChange } from './pendingChange.ts';
import { type RefusedValues, planRefusal } from './refusal.ts';
import { type StateVector, type Written, covers } from './written.ts';

export type PlacedRow = JournalRow & { readonly seq: number };

export interface Journal {
  /** Reads what an earlier session left, oldest first. */
  load(): Promise<PlacedRow[]>;
  append(commands: readonly DocumentCommand[], report?: ImportReport): Promise<PlacedRow[]>;
  wrote(rows: readonly { readonly seq: number; readonly written: Written }[]): Promise<void>;
  /** Place of the newest row; null when there is none. */
  last(): number | null;
  /** A checkpoint without a server has let go of all rows up to that place. */
  dropped(throughSeq: number): void;
  /** Lets go of what the server has on its disk. */
  acknowledge(document: DocumentName, durable: StateVector, at: number): Promise<void>;
  /** Moves refused values to the inbox, and names there those that newer ones had outrun. */
  refuse(document: DocumentName, refused: RefusedValues): Promise<void>;
  /** Lets go of rows that came to the server by another way. */
  sent(seqs: readonly number[]): Promise<void>;
  /** Rows that wait until their document was loaded anew. */
  waiting(document: DocumentName): Promise<PlacedRow[]>;
  /** The rows of these documents wait from now on; the ledger knows already. */
  strand(documents: readonly DocumentName[]): void;
  /** Lets go of a command that waits; false where it is on its way. */
  discard(command: string): Promise<boolean>;
  /** Oldest first. */
  changes(): readonly PendingChange[];
  /** Number of commands. */
  count(): number;
}

/** A row without its values, of which an import has thousands. */
interface Known {
  readonly document: DocumentName;
  readonly change: PendingChange;
  readonly written?: Written;
}

/** `changed` is told whenever `changes` may be answered otherwise. */
export function createJournal(ledger: Ledger, changed: () => void): Journal {
  const { shared } = ledger;
  const known = new Map<number, Known>();

  function learn(rows: readonly PlacedRow[]): void {
    for (const row of rows) {
      const { seq, document, written } = row;
      known.set(seq, { document, written, change: pendingChange(row) });
    }
    changed();
  }

  function forget(seqs: readonly number[]): void {
    for (const seq of seqs) known.delete(seq);
    changed();
  }

  function placesOf(isWanted: (row: Known) => boolean): number[] {
    return [...known].filter(([, row]) => isWanted(row)).map(([seq]) => seq);
  }

  const rowsOf = async (document: DocumentName) =>
    (await ledger.journal.where('document').equals(document).toArray()) as PlacedRow[];

  return {
    async load() {
      known.clear();
      const rows = (await ledger.pending()) as PlacedRow[];
      learn(rows);
      return rows;
    },
    async append(commands, report) {
      const seqs = await ledger.append(commands, report);
      const rows = commands.map((command, at) => ({ ...command, seq: seqs[at] ?? 0 }));
      learn(rows);
      return rows;
    },
    async wrote(rows) {
      for (const { seq, written } of rows) {
        const row = known.get(seq);
        if (row) known.set(seq, { ...row, written, change: { ...row.change, stranded: false } });
      }
      changed();
      await shared.wrote(rows);
    },
    last: () => [...known.keys()].at(-1) ?? null,
    dropped: (throughSeq) => forget([...known.keys()].filter((seq) => seq <= throughSeq)),
    async acknowledge(document, durable, at) {
      const seqs = placesOf(
        (row) => row.document === document && !!row.written && covers(durable, row.written),
      );
      await shared.acknowledge(seqs, at);
      forget(seqs);
    },
    async refuse(document, refused) {
      const plan = await planRefusal(ledger, document, await rowsOf(document), refused);
      await shared.refuse(plan);
      learn(plan.changed);
      forget(plan.removed);
    },
    async sent(seqs) {
      await ledger.journal.bulkDelete([...seqs]);
      forget(seqs);
    },
    waiting: async (document) => (await rowsOf(document)).filter(({ waits }) => waits === true),
    strand(documents) {
      for (const [seq, { document, change }] of known) {
        if (!documents.includes(document)) continue;
        known.set(seq, { document, change: { ...change, stranded: true } });
      }
      changed();
    },
    async discard(command) {
      const seqs = placesOf(({ change }) => change.id === command);
      if (seqs.some((seq) => !known.get(seq)?.change.stranded)) return false;
      await ledger.journal.bulkDelete(seqs);
      forget(seqs);
      return seqs.length > 0;
    },
    changes() {
      const byCommand = new Map<string, PendingChange>();
      for (const { change } of known.values()) {
        const other = byCommand.get(change.id);
        byCommand.set(change.id, other ? joinChanges(other, change) : change);
      }
      return [...byCommand.values()];
    },
    count: () => new Set([...known.values()].map(({ change }) => change.id)).size,
  };
}
