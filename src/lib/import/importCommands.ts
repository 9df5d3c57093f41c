/** What an import and its undo write, as commands. */
import type { Change } from '#lib/domain/change.ts';
import { compareCode } from '#lib/domain/doctorCode.ts';
import type { ImportKind } from '#lib/domain/importKind.ts';
import type { ImportSummary } from '#lib/domain/importSummary.ts';
import type { Practice } from '#lib/domain/practice.ts';
import type { Team } from '#lib/domain/team.ts';
import { type DocumentCommand, writesOf } from '#lib/replica/command.ts';
import { practiceDocument, ssnDocument } from '#lib/replica/documents.ts';
import { teamWrites } from '#lib/replica/teamColumns.ts';
import type { CommandHead } from '#lib/replica/author.ts';
import type { OpenFile } from './openFile.ts';
import type { ImportPlan } from './plan.ts';

export function summariseImport(
  head: CommandHead,
  file: OpenFile,
  plan: ImportPlan,
  {
    kind,
    reportDate,
    demonstration,
  }: { kind: ImportKind; reportDate: string | null; demonstration?: boolean },
): ImportSummary {
  const { counts } = plan;
  return {
    id: head.id,
    ...(kind === 'region' ? {} : { kind }),
    fileName: file.fileName,
    fileHash: file.hash,
    rows: file.rows.length,
    at: head.at,
    by: head.by,
    byName: head.byName,
    reportDate,
    counts: {
      added: counts.added.included,
      changed: counts.changed.included,
      reactivated: counts.reactivated.included,
      statusChanged: counts.statusChanged.included,
      toArchive: counts.toArchive.included,
      unchanged: counts.unchanged.total,
      otherDoctors: counts.otherDoctors.total,
      problems: counts.problems.total,
    },
    ...(demonstration ? { demonstration } : {}),
    undone: null,
  };
}

export function importCommand(
  head: CommandHead,
  panel: string,
  changes: readonly Change[],
  summary: ImportSummary,
): DocumentCommand {
  return {
    ...head,
    document: ssnDocument(panel),
    kind: 'import',
    importId: summary.id,
    writes: [...writesOf(changes), { map: 'imports', key: summary.id, from: null, to: summary }],
  };
}

export function undoCommand(
  head: CommandHead,
  panel: string,
  changes: readonly Change[],
  summary: ImportSummary,
  undone: NonNullable<ImportSummary['undone']>,
): DocumentCommand {
  return {
    ...head,
    document: ssnDocument(panel),
    kind: 'undoImport',
    importId: summary.id,
    writes: [
      ...writesOf(changes),
      { map: 'imports', key: summary.id, from: summary, to: { ...summary, undone } },
    ],
  };
}

/** Remembers the codes confirmed with `Il codice NNNNN è mio`; null where they are known or a colleague's. */
export function doctorCodesCommand(
  head: CommandHead,
  practice: Practice,
  team: Team,
  panel: string,
  codes: readonly string[],
): DocumentCommand | null {
  const known = new Set(team.assignees.flatMap((assignee) => assignee.codes.map(compareCode)));
  const fresh = codes.filter((code) => !known.has(compareCode(code)));
  const assignees = team.assignees.map((assignee) =>
    assignee.panel === panel
      ? { ...assignee, codes: [...new Set([...assignee.codes, ...fresh])] }
      : assignee,
  );
  const writes = teamWrites(team, { ...team, assignees });
  if (writes.length === 0) return null;
  return {
    ...head,
    document: practiceDocument(practice.id),
    kind: 'edit',
    importId: null,
    writes,
  };
}
