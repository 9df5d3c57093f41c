/**
 * A command is plain data: what is to be written, where and by whom. The journal keeps it whole,
 * so that it can be replayed; replaying it is idempotent.
 */
import type { Change } from '#lib/domain/change.ts';
import { COLUMNS, type Column, type PatientId } from '#lib/domain/patient.ts';
import type { DocumentName } from './documents.ts';

/** One value of one root map. `null` clears it. */
export interface Write {
  readonly map: string;
  readonly key: string;
  readonly from: object | null;
  readonly to: object | null;
}

export const COMMAND_KINDS = ['import', 'undoImport', 'edit', 'undoEdit'] as const;
export type CommandKind = (typeof COMMAND_KINDS)[number];

/** What a command does to one document: a journal row. */
export interface DocumentCommand {
  /** ULID, made once; a document's part of a command is unique by it. */
  readonly id: string;
  readonly document: DocumentName;
  readonly kind: CommandKind;
  readonly importId: string | null;
  /** The edit that this command takes back. */
  readonly undoes?: string;
  /** The command's clock reading: every value it writes carries it. */
  readonly t: string;
  readonly by: string;
  readonly byName: string;
  /** ms since 1970. */
  readonly at: number;
  readonly writes: readonly Write[];
}

export function writesOf(changes: readonly Change[]): Write[] {
  return changes.map(({ column, patient, from, to }) => ({ map: column, key: patient, from, to }));
}

/** The patients' part of a command, as a diff. */
export function changesOf(writes: readonly Write[]): Change[] {
  return writes
    .filter((write) => isColumn(write.map))
    .map(({ map, key, from, to }) => ({ column: map, patient: key, from, to }) as Change);
}

export function patientsOf(writes: readonly Write[]): PatientId[] {
  const patients = new Set<PatientId>();
  for (const write of writes) if (isColumn(write.map)) patients.add(write.key);
  return [...patients];
}

const columns: ReadonlySet<string> = new Set(COLUMNS);

export function isColumn(map: string): map is Column {
  return columns.has(map);
}
