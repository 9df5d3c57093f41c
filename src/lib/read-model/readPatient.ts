/** One patient, and the imports, straight from the rows, for who may see them. */
import type { PatientId } from '#lib/domain/patient.ts';
import type { PatientRow } from './patientRow.ts';
import type { ImportRow, RowStore } from './rowStore.ts';
import type { Sight } from './sight.ts';

/**
 * Null: nobody, or nobody who may be seen. Of several lists that know the person (one whom he left, one whom
 * he joined) the one that shows him comes first.
 */
export async function readPatient(
  { patients }: RowStore,
  id: PatientId,
  { documents }: Sight,
): Promise<PatientRow | null> {
  const rows = await patients.where({ id }).toArray();
  const found = rows.filter(({ document }) => documents.has(document));
  return found.sort((a, b) => place(a) - place(b))[0] ?? null;
}

/** On a list, in the archive, in the bin. */
function place({ tab }: PatientRow): number {
  return tab === 'none' ? 2 : tab === 'archive' ? 1 : 0;
}

/** Newest first; those into lists that the session may read. */
export async function readImports(
  { imports }: RowStore,
  { documents }: Sight,
): Promise<ImportRow[]> {
  const all = await imports.orderBy('at').reverse().toArray();
  return all.filter(({ document }) => documents.has(document));
}
