/** Who stayed in the bin for the whole retention is erased: by the session of a doctor, and only of her own lists. */
import { isBinExpired } from '#lib/domain/bin.ts';
import { valueOf } from '#lib/domain/change.ts';
import { hasLifeRight } from '#lib/domain/lifeRights.ts';
import type { Cell, Lifecycle, PatientId } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { EditDesk } from './editDesk.ts';
import { type ListAccess, openLists } from './openLists.ts';

export interface ExpiredBinsDependencies extends ListAccess {
  readonly edits: EditDesk;
  readonly retention: () => Promise<number>;
  readonly today: () => PlainDate;
  readonly newId: () => string;
}

/** How many were erased. */
export async function eraseExpired(dependencies: ExpiredBinsDependencies): Promise<number> {
  const { session, edits, retention, today, newId } = dependencies;
  const days = await retention();
  const { all } = await openLists(dependencies, today());
  const expired: PatientId[] = [];
  for (const { document, ...place } of all) {
    if (!hasLifeRight(session, place, 'erase', today())) continue;
    for (const [id, cell] of document.getMap<Cell<'lifecycle'>>('lifecycle')) {
      const lifecycle = valueOf(cell) as Lifecycle | null;
      if (lifecycle && isBinExpired(lifecycle, today(), days)) expired.push(id);
    }
  }
  if (expired.length === 0) return 0;
  const outcome = await edits.edit(newId(), { kind: 'erase', patients: expired });
  return outcome.ok ? outcome.value.patients.length : 0;
}
