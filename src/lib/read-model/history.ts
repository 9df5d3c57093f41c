import type { Change } from '#lib/domain/change.ts';
import type { PatientId } from '#lib/domain/patient.ts';
import type { CommandKind } from '#lib/replica/command.ts';
import type { Ledger } from '#lib/replica/ledger.ts';
import type { RowStore } from './rowStore.ts';
import type { Sight } from './sight.ts';

/** One line of a patient's history. */
export interface PatientHistoryEntry {
  readonly kind: CommandKind;
  readonly importId: string | null;
  readonly fileName: string | null;
  readonly byName: string;
  /** ms since 1970. */
  readonly at: number;
  readonly changes: readonly Change[];
}

/** What was done to a patient on this desktop, in the lists that may be seen, newest first. */
export async function readHistory(
  ledger: Ledger,
  rows: RowStore,
  id: PatientId,
  { documents }: Sight,
): Promise<PatientHistoryEntry[]> {
  const stored = await ledger.history.where('patients').equals(id).toArray();
  const commands = stored.filter(({ document }) => documents.has(document));
  const importIds = commands.flatMap(({ importId }) => importId ?? []);
  const imports = await rows.imports.bulkGet(importIds);
  const fileNames = new Map(imports.map((found) => [found?.id, found?.fileName]));
  return commands
    .sort((a, b) => (a.t < b.t ? 1 : -1))
    .map(({ kind, importId, byName, at, changes }) => ({
      kind,
      importId,
      fileName: (importId && fileNames.get(importId)) || null,
      byName,
      at,
      changes: changes.filter((change) => change.patient === id),
    }));
}
