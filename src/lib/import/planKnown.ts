/**
 * The plan of an import that only adds to patients who are there: contacts, exemptions. Whoever is not on the list
 * stays off it; the rows of one patient make one change, which stands with the first of them.
 */
import type { Patient } from '#lib/domain/patient.ts';
import type { CheckedRow } from './checkedRow.ts';
import type { PlanInput } from './plan.ts';
import type { RowChanges } from './planChanges.ts';
import { type Draft, rowDraft } from './planDraft.ts';
import { identityDifferences } from './planFields.ts';
import { indexPatients } from './planMatching.ts';
import { otherDoctorDraft } from './planRows.ts';
import type { Scope } from './planScope.ts';

/** What the rows of one patient change; a problem where they hold nothing that can be used. */
export type MergeRows = (
  patient: Patient,
  rows: readonly CheckedRow[],
) =>
  | (RowChanges & { readonly warnings?: CheckedRow['warnings'] })
  | { readonly problem: Extract<Draft['reasons'][number], { kind: 'row' }>['problem'] };

export interface PlannedKnown {
  /** In the order of the file. */
  readonly drafts: readonly Draft[];
  /** Patients whose code stands on some row of theirs, whatever became of it. */
  readonly named: ReadonlySet<Patient>;
}

export function planKnown(input: PlanInput, scope: Scope, merge: MergeRows): PlannedKnown {
  const index = indexPatients(input);
  const named = new Set<Patient>();
  const rowsOf = new Map<Patient, CheckedRow[]>();
  const placed = new Map<CheckedRow, Draft>();
  for (const row of input.rows) {
    const match = row.taxCode ? (index.withTaxCode(row.taxCode.value)[0] ?? null) : null;
    if (match) named.add(match);
    const draft = draftOutside(row, match);
    if (draft) placed.set(row, { ...draft, patient: match?.id ?? null });
    else if (match) {
      const same = rowsOf.get(match);
      if (same) same.push(row);
      else rowsOf.set(match, [row]);
    }
  }
  for (const [patient, rows] of rowsOf) {
    const [first, ...others] = rows;
    if (!first) continue;
    placed.set(first, draftOf(patient, first, merge(patient, rows)));
    for (const row of others) {
      placed.set(row, {
        ...rowDraft(row, 'unchanged', [{ kind: 'withRow', line: first.line }]),
        patient: patient.id,
      });
    }
  }
  return { drafts: input.rows.flatMap((row) => placed.get(row) ?? []), named };

  /** Where a row stands that changes nobody; null for one that may. */
  function draftOutside(row: CheckedRow, match: Patient | null): Draft | null {
    const owner = scope.ownerOf(row);
    if (row.problems.length > 0) {
      const reasons = row.problems.map((problem) => ({ kind: 'row', problem }) as const);
      return rowDraft(row, 'problems', reasons);
    }
    if (owner === 'other') return otherDoctorDraft(row, match, scope);
    if (match === null) {
      const isPrivate = row.taxCode && index.privateWithTaxCode(row.taxCode.value) !== null;
      return rowDraft(row, 'problems', [{ kind: isPrivate ? 'isPrivate' : 'notInList' }]);
    }
    if (match.lifecycle.binned !== null) {
      const since = input.dayOf(match.lifecycle.t);
      return rowDraft(row, 'unchanged', [{ kind: 'inBin', since }]);
    }
    const fields = identityDifferences(match.identity, row);
    return fields.length > 0
      ? rowDraft(row, 'problems', [{ kind: 'identityDiffers', fields }])
      : null;
  }
}

function draftOf(patient: Patient, row: CheckedRow, merged: ReturnType<MergeRows>): Draft {
  const { lastName, firstName, birthDate } = patient.identity;
  const named = { lastName, firstName, birthDate: row.birthDate ?? birthDate };
  if ('problem' in merged) {
    const reason = { kind: 'row', problem: merged.problem } as const;
    return { ...rowDraft(row, 'problems', [reason]), ...named, patient: patient.id };
  }
  const { changes, fields, warnings = [] } = merged;
  return {
    ...rowDraft(row, changes.length > 0 ? 'changed' : 'unchanged', []),
    ...named,
    patient: patient.id,
    onByDefault: true,
    canInclude: changes.length > 0,
    warnings: [...row.warnings, ...warnings],
    changes,
    fields,
  };
}
