/**
 * The durable side of the replica, in one store with strict durability: the journal (commands not yet
 * covered by a checkpoint), checkpoints (whole documents), the history of every command, import reports.
 * Whatever happens to the Yjs copy or to the read model, they are made again from here.
 */
import type { Table } from 'dexie';
import { type Change, isErasure } from '#lib/domain/change.ts';
import type { PatientId } from '#lib/domain/patient.ts';
import type { PatientRequest } from '#lib/domain/requests.ts';
import { type DocumentCommand, type Write, changesOf, patientsOf } from './command.ts';
import { type Databases, openDatabase, watchClose } from './databases.ts';
import { type DocumentName, holdsRequests } from './documents.ts';
import { SHARED_STORES, type SharedLedger, openSharedLedger } from './sharedLedger.ts';
import type { Written } from './written.ts';

export interface JournalRow extends DocumentCommand {
  /** Order of commands on this desktop. */
  readonly seq?: number;
  /** What it left in the document; with a server, which must have it before the row goes. */
  readonly written?: Written;
  /** A checkpoint has it: nothing is to be made good at the next opening, but the server does not have it yet. */
  readonly covered?: true;
  /** To be applied only once its document was loaded from the server anew. */
  readonly waits?: true;
}

export interface Checkpoint {
  readonly document: DocumentName;
  /** The whole document, as a Yjs update. */
  readonly update: Uint8Array;
  /** What the update covers. */
  readonly stateVector: Uint8Array;
}

/** What one command did to at most 500 patients: per-patient history, and the data of an undo. */
export interface HistoryRow extends Omit<DocumentCommand, 'writes'> {
  /** `<command id> <document> <chunk>` */
  readonly id: string;
  readonly command: string;
  readonly patients: readonly PatientId[];
  readonly changes: readonly Change[];
  /** Requests that the command wrote, which its undo takes back as well. */
  readonly requests?: readonly Write[];
}

/** The per-row report of an import, ready to be downloaded. */
export interface ImportReport {
  readonly importId: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** A part of an import that was begun on this computer and not confirmed; the value is the importer's own. */
export interface StoredDraft {
  readonly key: string;
  readonly value: object;
}

/** A safety copy's part of the ledger, with the documents as merged. */
export interface RestoredLedger {
  readonly checkpoints: readonly Checkpoint[];
  readonly history: readonly HistoryRow[];
  readonly reports: readonly ImportReport[];
  readonly lastReading: string | null;
}

export interface Ledger {
  readonly journal: Table<JournalRow, number>;
  readonly checkpoints: Table<Checkpoint, string>;
  readonly history: Table<HistoryRow, string>;
  readonly reports: Table<ImportReport, string>;
  readonly drafts: Table<StoredDraft, string>;
  readonly clock: Table<{ readonly id: 'last'; readonly t: string }, string>;
  readonly shared: SharedLedger;
  open(): Promise<void>;
  /** Commits commands, and the report of an import, in one durable transaction. Resolves with their places. */
  append(commands: readonly DocumentCommand[], report?: ImportReport): Promise<number[]>;
  /** Commands not yet covered by a checkpoint, or with a server by its disk, oldest first. */
  pending(): Promise<JournalRow[]>;
  recordHistory(command: DocumentCommand): Promise<void>;
  /** Takes all that is known of erased patients out of the history: who did what, and when, stays. */
  forget(patients: readonly PatientId[]): Promise<void>;
  /** Writes anew the reports that `without` changes; files of imports not confirmed yet go whole. */
  forgetInReports(without: (report: Uint8Array) => Uint8Array | null): Promise<void>;
  /** Stores the documents whole and drops the journal rows they cover, or keeps them for a server, marked. */
  checkpoint(
    checkpoints: readonly Checkpoint[],
    throughSeq: number,
    rows?: 'drop' | 'keep',
  ): Promise<void>;
  lastReading(): Promise<string | null>;
  /** Remembers a reading seen from elsewhere, where it is the newest. */
  follow(t: string): Promise<void>;
  /** Takes in what a safety copy holds, in one durable transaction. History and reports that are here stay. */
  restore(restored: RestoredLedger): Promise<void>;
  onClose(closed: () => void): void;
  onBlocked(blocked: () => void): void;
  close(): void;
}

const HISTORY_CHUNK = 500;

export function openLedger(databases: Databases): Ledger {
  const database = openDatabase(databases, 'ledger', 'strict');
  database.version(1).stores({
    journal: '++seq',
    checkpoints: 'document',
    history: 'id, *patients, importId',
    reports: 'importId',
    clock: 'id',
  });
  database.version(2).stores(SHARED_STORES);
  database.version(3).stores({ drafts: 'key' });
  const journal = database.table<JournalRow, number>('journal');
  const checkpoints = database.table<Checkpoint, string>('checkpoints');
  const history = database.table<HistoryRow, string>('history');
  const reports = database.table<ImportReport, string>('reports');
  const drafts = database.table<StoredDraft, string>('drafts');
  const clock = database.table<{ readonly id: 'last'; readonly t: string }, string>('clock');

  async function follow(t: string): Promise<void> {
    const last = await clock.get('last');
    if (!last || last.t < t) await clock.put({ id: 'last', t });
  }

  return {
    journal,
    checkpoints,
    history,
    reports,
    drafts,
    clock,
    shared: openSharedLedger(database, { journal, checkpoints, history, reports, drafts }),
    async open() {
      await database.open();
    },
    async append(commands, report) {
      const last = commands.at(-1);
      if (!last) return [];
      return database.transaction('rw', journal, reports, clock, async () => {
        const seqs = await journal.bulkAdd(commands as JournalRow[], { allKeys: true });
        if (report) await reports.put(report);
        await follow(last.t);
        return seqs;
      });
    },
    pending: () => journal.orderBy('seq').toArray(),
    async recordHistory(command) {
      await history.bulkPut(historyRows(command));
    },
    async forget(patients) {
      const erased = new Set(patients);
      await history
        .where('patients')
        .anyOf([...erased])
        .modify((row: { changes: readonly Change[] }) => {
          row.changes = row.changes.filter(
            (change) => !erased.has(change.patient) || isErasure(change),
          );
        });
      await history
        .filter((row) => (row.requests ?? []).some((write) => isAbout(write, erased)))
        .delete();
    },
    async forgetInReports(without) {
      await drafts.clear();
      for (const report of await reports.toArray()) {
        const bytes = without(report.bytes);
        if (bytes) await reports.put({ ...report, bytes });
      }
    },
    async checkpoint(documents, throughSeq, rows = 'drop') {
      await database.transaction('rw', journal, checkpoints, async () => {
        await checkpoints.bulkPut(documents as Checkpoint[]);
        const through = journal.where('seq').belowOrEqual(throughSeq);
        if (rows === 'drop') await through.delete();
        else await through.and(({ waits }) => !waits).modify({ covered: true });
      });
    },
    follow,
    async lastReading() {
      return (await clock.get('last'))?.t ?? null;
    },
    async restore({ checkpoints: merged, history: rows, reports: files, lastReading }) {
      await database.transaction('rw', checkpoints, history, reports, clock, async () => {
        await checkpoints.bulkPut(merged as Checkpoint[]);
        await history.bulkPut(await missingFrom(history, rows, (row) => row.id));
        await reports.bulkPut(await missingFrom(reports, files, (file) => file.importId));
        if (lastReading) await follow(lastReading);
      });
    },
    onClose: (closed) => watchClose(database, closed),
    onBlocked: (blocked) => database.on('blocked', blocked),
    close: () => database.close(),
  };
}

async function missingFrom<Row>(
  table: Table<Row, string>,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Promise<Row[]> {
  const known = new Set(await table.toCollection().primaryKeys());
  return rows.filter((row) => !known.has(keyOf(row)));
}

function isAbout({ from, to }: Write, patients: ReadonlySet<PatientId>): boolean {
  return [from, to].some((request) => {
    const patient = (request as Pick<PatientRequest, 'patient'> | null)?.patient;
    return patient !== undefined && patients.has(patient);
  });
}

/** Of no patient's history: what is asked about somebody is not what was done to him. */
function requestsRow(
  head: Omit<DocumentCommand, 'writes'>,
  requests: readonly Write[],
): HistoryRow {
  const id = `${head.id} ${head.document} 0`;
  return { ...head, id, command: head.id, patients: [], changes: [], requests };
}

function historyRows(command: DocumentCommand): HistoryRow[] {
  const { writes, ...head } = command;
  if (holdsRequests(head.document)) return [requestsRow(head, writes)];
  const changesByPatient = Map.groupBy(changesOf(writes), (change) => change.patient);
  const patients = patientsOf(writes);
  const rows: HistoryRow[] = [];
  for (let start = 0; start < patients.length; start += HISTORY_CHUNK) {
    const chunk = patients.slice(start, start + HISTORY_CHUNK);
    rows.push({
      ...head,
      id: `${head.id} ${head.document} ${start / HISTORY_CHUNK}`,
      command: head.id,
      patients: chunk,
      changes: chunk.flatMap((patient) => changesByPatient.get(patient) ?? []),
    });
  }
  return rows;
}
