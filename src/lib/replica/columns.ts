/** Reading and writing the columns of a list document. */
import type * as Y from 'yjs';
import {
  COLUMNS,
  type Cell,
  type Column,
  type Patient,
  type PatientId,
  type Stamp,
} from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { DocumentCommand } from './command.ts';
import { documentOwner } from './documents.ts';
import { type Written, writtenBy } from './written.ts';

type StoredValue = Stamp & { readonly cleared?: true };

/**
 * Writes a command's values in one transaction. A value is written only where its clock reading is newer
 * than the stored one, so that a replay never undoes what came later. Clients never delete a key.
 */
export function applyCommand(document: Y.Doc, command: DocumentCommand): Written {
  const { t, by } = command;
  return writtenBy(document, () =>
    document.transact(() => {
      for (const { map, key, to } of command.writes) {
        const values = document.getMap<StoredValue>(map);
        const stored = values.get(key);
        if (stored && stored.t >= t) continue;
        values.set(key, to ? { ...to, t, by } : { cleared: true, t, by });
      }
    }),
  );
}

/** What is stored for a column, cleared ones included. */
export function cellOf<C extends Column>(
  document: Y.Doc,
  column: C,
  patient: PatientId,
): Cell<C> | undefined {
  return document.getMap<Cell<C>>(column).get(patient);
}

/** Null when there is no such patient: never created, an undone creation, or erased. */
export function patientOf(document: Y.Doc, name: string, id: PatientId): Patient | null {
  const cells: Partial<Record<Column, object>> = {};
  for (const column of COLUMNS) {
    const cell = document.getMap<Cell>(column).get(id);
    if (cell && !('cleared' in cell)) cells[column] = cell;
  }
  if (!cells.identity || !cells.lifecycle) return null;
  return { ...cells, id, panel: documentOwner(name) } as Patient;
}

/** Every id that ever had a lifecycle, shown or not. */
export function patientIdsOf(document: Y.Doc): PatientId[] {
  return [...document.getMap('lifecycle').keys()];
}

export function patientsIn(document: Y.Doc, name: string): Patient[] {
  const patients: Patient[] = [];
  for (const id of patientIdsOf(document)) {
    const patient = patientOf(document, name, id);
    if (patient) patients.push(patient);
  }
  return patients;
}

/** Patients erased for good, with the day. */
export function erasedIn(document: Y.Doc): Map<PatientId, PlainDate> {
  const erased = new Map<PatientId, PlainDate>();
  for (const [id, cell] of document.getMap<Cell<'lifecycle'>>('lifecycle')) {
    if (!('cleared' in cell) && cell.erasedOn) erased.set(id, cell.erasedOn);
  }
  return erased;
}
