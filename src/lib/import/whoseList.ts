/** `Di chi è questo elenco?`: the panel that an import goes into, and those it may go into. */
import { assigneesToImportFor } from '#lib/domain/panelAccess.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { Practice } from '#lib/domain/practice.ts';
import type { Session } from '#lib/domain/session.ts';
import { practiceDocument } from '#lib/replica/documents.ts';
import type { Replica } from '#lib/replica/replica.ts';
import { teamIn } from '#lib/replica/teamColumns.ts';
import type { CheckedRow } from './checkedRow.ts';
import type { ImportPreview } from './importDesk.ts';
import { rowsWithCodes } from './planScope.ts';

export interface ListOwners {
  readonly replica: Replica;
  readonly practice: Practice;
  readonly session: Session;
  readonly today: () => PlainDate;
}

/**
 * What was chosen; else whose codes stand on most rows of the file; else one's own, the first that may be
 * imported. Who may import nowhere is told so when he tries: his plan is for the practice's first doctor.
 */
export async function whoseList(
  { replica, practice, session, today }: ListOwners,
  rows: readonly CheckedRow[],
  chosen: string | null,
): Promise<ImportPreview['whose']> {
  const team = teamIn(await replica.document(practiceDocument(practice.id)), practice);
  const offered = assigneesToImportFor(session, team, today());
  const panels = offered.map(({ panel }) => panel);
  const counts = offered.map(({ codes }) => rowsWithCodes(rows, codes));
  const carried = panels.filter((_, place) => (counts[place] ?? 0) > 0);
  const byCode = carried.length > 1 ? carried : [];
  if (chosen !== null && panels.includes(chosen)) return { panel: chosen, offered: panels, byCode };
  const most = counts.indexOf(Math.max(...counts, 0));
  return { panel: panels[most] ?? practice.panelId, offered: panels, byCode };
}
