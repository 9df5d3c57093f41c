/** An entry of the plan before the switches are looked at, and the steps that make one. */
import type { Change } from '#lib/domain/change.ts';
import type { Patient } from '#lib/domain/patient.ts';
import type { CheckedRow } from './checkedRow.ts';
import type { EntryReason, Group, ImportDecisions, PlanEntry } from './plan.ts';

export type Draft = Omit<PlanEntry, 'included' | 'skipped'> & { readonly onByDefault: boolean };

export function rowKey(row: CheckedRow): string {
  return `line:${row.line}`;
}

export function patientKey(patient: Patient): string {
  return `patient:${patient.id}`;
}

/** What all entries of rows share; a group that writes nothing stays like this. */
export function rowDraft(row: CheckedRow, group: Group, reasons: readonly EntryReason[]): Draft {
  return {
    key: rowKey(row),
    group,
    line: row.line,
    patient: null,
    lastName: row.lastName ?? '',
    firstName: row.firstName ?? '',
    birthDate: row.birthDate,
    taxCode: row.taxCode?.value ?? null,
    onByDefault: false,
    canInclude: false,
    canCreateAnyway: false,
    canProposeCorrection: false,
    fields: [],
    reasons,
    warnings: row.warnings,
    changes: [],
  };
}

/** The entry of a patient whom no row names. */
export function patientDraft(
  patient: Patient,
  group: Group,
  reasons: readonly EntryReason[],
  changes: readonly Change[],
): Draft {
  const { lastName, firstName, birthDate, taxCode } = patient.identity;
  return {
    key: patientKey(patient),
    group,
    line: null,
    patient: patient.id,
    lastName,
    firstName,
    birthDate,
    taxCode,
    onByDefault: false,
    canInclude: changes.length > 0,
    canCreateAnyway: false,
    canProposeCorrection: false,
    fields: [],
    reasons,
    warnings: [],
    changes,
  };
}

/** The switches of the preview win over what the plan proposes, where there is something to switch. */
export function decideEntry(
  draft: Draft,
  { switched }: ImportDecisions,
  skippedLines: ReadonlySet<number>,
): PlanEntry {
  const { onByDefault, ...entry } = draft;
  const wanted = Object.hasOwn(switched, draft.key) ? switched[draft.key] : onByDefault;
  const skipped = draft.line !== null && skippedLines.has(draft.line);
  return { ...entry, skipped, included: draft.canInclude && !skipped && wanted === true };
}
