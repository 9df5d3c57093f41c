/**
 * The plan of a regional import (DOMAIN.md §5): one pure function for preview and commit. First every row
 * finds its patient, then rows that found none are held against patients nobody named, last come the patients.
 */
import { isActive } from '#lib/domain/lifecycle.ts';
import { GROUPS, WRITTEN_GROUPS, type Group, type ImportDecisions } from './plan.ts';
import type { ImportPlan, PlanEntry, PlanInput } from './plan.ts';
import { planUnnamed } from './planAbsent.ts';
import { findAlarms } from './planAlarms.ts';
import { decideEntry } from './planDraft.ts';
import { findNotices, whyArchivingIsOff } from './planNotices.ts';
import type { RowContext } from './planRow.ts';
import { planRows } from './planRows.ts';
import { findScope } from './planScope.ts';

export function planImport(input: PlanInput, decisions: ImportDecisions): ImportPlan {
  const scope = findScope(input, decisions);
  const archivingOff = whyArchivingIsOff(input, scope);
  const context: RowContext = {
    today: input.today,
    knownOn: decisions.reportDate ?? input.today,
    archiveByDefault: decisions.archiveAbsent && input.damage.length === 0,
    hasExpiryColumn: input.hasExpiryColumn ?? input.rows.some((row) => row.expiresOn !== null),
    dayOf: input.dayOf,
  };
  const activePatients = input.patients.filter(
    ({ lifecycle, panel }) =>
      panel === input.panel && isActive(lifecycle) && lifecycle.status !== 'private',
  );
  const { drafts, unnamed } = planRows(input, decisions, scope, activePatients, context);
  const { reportDate } = decisions;
  const off = archivingOff !== null;
  const unnamedDrafts = planUnnamed(unnamed, input, scope, off, reportDate, context);
  const entries = [...drafts, ...unnamedDrafts].map((draft) => decideEntry(draft, decisions));
  const counts = countGroups(entries);
  const activeIds = new Set(activePatients.map(({ id }) => id));
  return {
    entries,
    counts,
    toWrite: WRITTEN_GROUPS.reduce((sum, group) => sum + counts[group].included, 0),
    alarms: findAlarms(entries, activeIds, scope.rows),
    notices: findNotices(input, decisions, scope, archivingOff),
  };
}

function countGroups(entries: readonly PlanEntry[]): ImportPlan['counts'] {
  const counts = Object.fromEntries(
    GROUPS.map((group) => [group, { total: 0, included: 0 }]),
  ) as Record<Group, { total: number; included: number }>;
  for (const { group, included } of entries) {
    counts[group].total++;
    if (included) counts[group].included++;
  }
  return counts;
}
