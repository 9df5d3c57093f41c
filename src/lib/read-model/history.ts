import { type Change, sameValue } from '#lib/domain/change.ts';
import type { Lifecycle, PatientId } from '#lib/domain/patient.ts';
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
  const parts = [...Map.groupBy(commands, ({ command }) => command).values()];
  return parts
    .sort(([a], [b]) => ((a?.t ?? '') < (b?.t ?? '') ? 1 : -1))
    .flatMap((ofCommand) => {
      const [first] = ofCommand;
      if (!first) return [];
      const { kind, importId, byName, at } = first;
      return {
        kind,
        importId,
        fileName: (importId && fileNames.get(importId)) || null,
        byName,
        at,
        changes: joinMoved(
          ofCommand.map(({ changes }) => changes.filter((change) => change.patient === id)),
        ),
      };
    });
}

/** A move is written in two lists: what it changed is what left the one and is not the same in the other. */
function joinMoved(parts: readonly (readonly Change[])[]): readonly Change[] {
  const target = parts.find((changes) => changes.some(isArrival));
  const source = parts.find((changes) => changes !== target);
  if (!target || !source) return parts.flat();
  const left = new Map(source.map((change) => [change.column, change.from]));
  return target
    .map((change) => ({ ...change, from: left.get(change.column) ?? null }) as Change)
    .filter(({ from, to }) => !sameValue(from, to));
}

function isArrival({ column, to }: Change): boolean {
  return column === 'lifecycle' && to !== null && !(to as Lifecycle).moved;
}
