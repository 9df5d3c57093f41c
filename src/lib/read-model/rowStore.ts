/**
 * The Dexie tables of the read model. They can be deleted at any time: they are projected again from the
 * documents. So their writes need not be strict; what must survive stands in the ledger.
 */
import type { Table } from 'dexie';
import type { ImportSummary } from '#lib/domain/importSummary.ts';
import type { PatientRequest } from '#lib/domain/requests.ts';
import { type Databases, openDatabase, watchClose } from '#lib/replica/databases.ts';
import type { DocumentName } from '#lib/replica/documents.ts';
import type { StoredTeam } from '#lib/replica/teamColumns.ts';
import type { PatientRow } from './patientRow.ts';

/** Raised when rows would be projected differently: stored ones are then made again. */
export const PROJECTION_VERSION = 6;

/** Who the practice's patients are assigned to, so that a page knows it without loading a document. */
export interface TeamRow extends StoredTeam {
  readonly document: DocumentName;
}

export interface ImportRow extends ImportSummary {
  readonly document: DocumentName;
}

/** How far a document has been projected. Written in the transaction of its last rows. */
export interface Watermark {
  readonly document: DocumentName;
  readonly version: number;
  readonly stateVector: Uint8Array;
}

/** A request, in the document that holds it. */
export interface RequestRow extends PatientRequest {
  readonly id: string;
  readonly document: DocumentName;
}

export interface RowStore {
  readonly patients: Table<PatientRow, [string, string]>;
  readonly imports: Table<ImportRow, string>;
  readonly requests: Table<RequestRow, string>;
  readonly teams: Table<TeamRow, string>;
  readonly watermarks: Table<Watermark, string>;
  open(): Promise<void>;
  /** One state of patients and watermarks, however much is being written meanwhile. */
  read<Answer>(work: () => Promise<Answer>): Promise<Answer>;
  /** One transaction over all tables. */
  write(work: () => Promise<void>): Promise<void>;
  onClose(closed: () => void): void;
  onBlocked(blocked: () => void): void;
  close(): void;
}

/** Rows of one document and tab, in the order of a column. */
export const TAB_INDEXES = {
  name: '[document+tab+name+birthDate]',
  birthDate: '[document+tab+birthDate+name]',
  status: '[document+tab+status+name]',
} as const;

export function openRowStore(databases: Databases): RowStore {
  const database = openDatabase(databases, 'rows', 'relaxed');
  database.version(1).stores({
    patients: '[document+id], id, [tab+name+birthDate], [tab+birthDate+name], [tab+status+name]',
    imports: 'id, at',
    watermarks: 'document',
  });
  // A tab shows the rows of some documents, each in order.
  database.version(2).stores({
    patients: ['[document+id]', 'id', ...Object.values(TAB_INDEXES)].join(),
    teams: 'document',
  });
  database.version(3).stores({ requests: 'id, document' });
  const patients = database.table<PatientRow, [string, string]>('patients');
  const imports = database.table<ImportRow, string>('imports');
  const requests = database.table<RequestRow, string>('requests');
  const teams = database.table<TeamRow, string>('teams');
  const watermarks = database.table<Watermark, string>('watermarks');
  return {
    patients,
    imports,
    requests,
    teams,
    watermarks,
    async open() {
      await database.open();
    },
    read: (work) => database.transaction('r', [patients, watermarks], work),
    async write(work) {
      await database.transaction('rw', [patients, imports, requests, teams, watermarks], work);
    },
    onClose: (closed) => watchClose(database, closed),
    onBlocked: (blocked) => database.on('blocked', blocked),
    close: () => database.close(),
  };
}
