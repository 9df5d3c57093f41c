/** What the preview says of the file as a whole: freshness (rule 6), whose it is, why archiving is off. */
import { type PlainDate, daysBetween, plainDateAt } from '#lib/domain/plainDate.ts';
import type { EarlierImport, ImportDecisions, PlanInput, PlanNotice } from './plan.ts';
import type { Scope } from './planScope.ts';

/** A report older than this is warned of (rule 6). */
const FRESH_DAYS = 7;

export type ArchivingOff = Extract<PlanNotice, { kind: 'archivingOff' }>;

/** Why nobody may be archived for being absent; null when he may. */
export function whyArchivingIsOff(
  { damage, isOwnExport }: PlanInput,
  { notice }: Scope,
): ArchivingOff | null {
  if (isOwnExport) return { kind: 'archivingOff', why: 'ownExport', damage };
  if (damage.length > 0) return { kind: 'archivingOff', why: 'damaged', damage };
  if (notice === null) return null;
  const why = notice.kind === 'whoseList' ? 'scopeUnknown' : 'noRowOfMine';
  return { kind: 'archivingOff', why, damage };
}

export function findNotices(
  input: PlanInput,
  decisions: ImportDecisions,
  scope: Scope,
  archivingOff: ArchivingOff | null,
): PlanNotice[] {
  const earlier = input.earlierImports.filter(({ undone }) => !undone).sort((a, b) => b.at - a.at);
  return [
    ...(scope.notice ? [scope.notice] : []),
    ...(archivingOff && decisions.archiveAbsent ? [archivingOff] : []),
    ...sameFileNotice(input.fileHash, earlier),
    ...freshnessNotices(decisions.reportDate, input.today, earlier[0] ?? null),
  ];
}

function sameFileNotice(fileHash: string, newestFirst: readonly EarlierImport[]): PlanNotice[] {
  const same = newestFirst.find((earlier) => earlier.fileHash === fileHash);
  return same ? [{ kind: 'sameFile', fileName: same.fileName, at: same.at }] : [];
}

function freshnessNotices(
  reportDate: PlainDate | null,
  today: PlainDate,
  last: EarlierImport | null,
): PlanNotice[] {
  if (reportDate === null) return [];
  const days = daysBetween(reportDate, today);
  const lastReportDate = last && (last.reportDate ?? plainDateAt(last.at));
  return [
    ...(days > FRESH_DAYS ? [{ kind: 'reportIsOld', days } as const] : []),
    ...(lastReportDate !== null && reportDate < lastReportDate
      ? [{ kind: 'olderThanLastImport', lastReportDate } as const]
      : []),
  ];
}
