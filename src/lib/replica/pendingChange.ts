/** What the journal still holds, as it is shown to its user: what, about whom, when. */
import type { PatientId } from '#lib/domain/patient.ts';
import { type CommandKind, patientsOf } from './command.ts';
import type { DocumentName } from './documents.ts';
import type { JournalRow } from './ledger.ts';

export interface PendingChange {
  /** The command's. */
  readonly id: string;
  readonly kind: CommandKind;
  readonly importId: string | null;
  readonly documents: readonly DocumentName[];
  /** What it writes: columns of patients, or maps of the practice. */
  readonly maps: readonly string[];
  /** Twenty at most of `patientCount`: an import may have thousands. */
  readonly patients: readonly PatientId[];
  readonly patientCount: number;
  readonly byName: string;
  /** ms since 1970. */
  readonly at: number;
  /** It waits for a document that is not open (any more) to its user: he may discard it. */
  readonly stranded: boolean;
}

const PATIENTS_NAMED = 20;

export function pendingChange({ writes, ...row }: JournalRow): PendingChange {
  const patients = patientsOf(writes);
  return {
    id: row.id,
    kind: row.kind,
    importId: row.importId,
    documents: [row.document],
    maps: [...new Set(writes.map(({ map }) => map))],
    patients: patients.slice(0, PATIENTS_NAMED),
    patientCount: patients.length,
    byName: row.byName,
    at: row.at,
    stranded: row.waits === true,
  };
}

/** The rows of one command as one change: a move has a row in each of two documents. */
export function joinChanges(first: PendingChange, second: PendingChange): PendingChange {
  const together = <T>(a: readonly T[], b: readonly T[]) => [...new Set([...a, ...b])];
  return {
    ...first,
    documents: together(first.documents, second.documents),
    maps: together(first.maps, second.maps),
    patients: together(first.patients, second.patients),
    patientCount: Math.max(first.patientCount, second.patientCount),
    stranded: first.stranded || second.stranded,
  };
}
