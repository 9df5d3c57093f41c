/**
 * The plan of a regional import (DOMAIN.md §5): one pure function for preview and commit. First every row
 * finds its patient, then rows that found none are held against patients nobody named, last come the patients.
 */
import { bringsPatients } from '#lib/domain/importKind.ts';
import { isActive } from '#lib/domain/lifecycle.ts';
import { GROUPS, WRITTEN_GROUPS, type Group, type ImportDecisions } from './plan.ts';
import type { ImportPlan, PlanEntry, PlanInput } from './plan.ts';
import { planUnnamed } from './planAbsent.ts';
import { findAlarms } from './planAlarms.ts';
import { mergeContacts } from './planContacts.ts';
import { type Draft, decideEntry } from './planDraft.ts';
import { mergeExemptionRows, planUnnamedExemptions } from './planExemptions.ts';
import { planKnown } from './planKnown.ts';
import { findNotices, whyArchivingIsOff } from './planNotices.ts';
import type { RowContext } from './planRow.ts';
import { planRows } from './planRows.ts';
import { findScope } from './planScope.ts';

export function planImport(input: PlanInput, decisions: ImportDecisions): ImportPlan {
  return bringsPatients(decisions.kind)
    ? planPatients(input, decisions)
    : planAdditions(input, decisions);
}

function planPatients(input: PlanInput, decisions: ImportDecisions): ImportPlan {
  const scope = findScope(input, decisions);
  const archivingOff = whyArchivingIsOff(input, scope);
  const context: RowContext = {
    today: input.today,
    knownOn: decisions.reportDate ?? input.today,
    archiveByDefault: decisions.archiveAbsent && input.damage.length === 0,
    archiveNewcomers: decisions.kind === 'patients',
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
  const plan = decided([...drafts, ...unnamedDrafts], decisions);
  const activeIds = new Set(activePatients.map(({ id }) => id));
  return {
    ...plan,
    alarms: findAlarms(plan.entries, activeIds, scope.rows),
    notices: findNotices(input, decisions, scope, archivingOff),
  };
}

/** Contacts and exemptions: nobody is added, archived or proved absent. */
function planAdditions(input: PlanInput, decisions: ImportDecisions): ImportPlan {
  const scope = findScope(input, decisions);
  const removes = decisions.kind === 'exemptions' && decisions.removeExemptions;
  const merge = decisions.kind === 'contacts' ? mergeContacts : mergeExemptionRows(removes);
  const { drafts, named } = planKnown(input, scope, merge);
  const unnamed = removes
    ? planUnnamedExemptions(input.patients, named, input.damage.length === 0)
    : [];
  return {
    ...decided([...drafts, ...unnamed], decisions),
    alarms: [],
    notices: findNotices(input, decisions, scope, null).filter(({ kind }) => kind !== 'whoseList'),
  };
}

function decided(
  drafts: readonly Draft[],
  decisions: ImportDecisions,
): Pick<ImportPlan, 'entries' | 'counts' | 'toWrite'> {
  const skipped = new Set(decisions.skipped);
  return countPlan(drafts.map((draft) => decideEntry(draft, decisions, skipped)));
}

/** The figures of a plan with these entries. */
export function countPlan(
  entries: readonly PlanEntry[],
): Pick<ImportPlan, 'entries' | 'counts' | 'toWrite'> {
  const counts = countGroups(entries);
  const toWrite = WRITTEN_GROUPS.reduce((sum, group) => sum + counts[group].included, 0);
  return { entries, counts, toWrite };
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
