/**
 * `Esenzioni`: codes with their validity, for patients who are there. What the file does not name stays, unless the
 * tick says that the file is all there is.
 */
import { sameValue } from '#lib/domain/change.ts';
import { formatExemption } from '#lib/domain/exemption.ts';
import { isActive } from '#lib/domain/lifecycle.ts';
import { foldName } from '#lib/domain/names.ts';
import type { Exemptions, Patient } from '#lib/domain/patient.ts';
import type { CheckedRow } from './checkedRow.ts';
import { storedValue } from './planChanges.ts';
import { type Draft, patientDraft } from './planDraft.ts';
import { fieldChange, mergedExemptions } from './planFields.ts';
import type { MergeRows } from './planKnown.ts';

export function mergeExemptionRows(removeUnnamed: boolean): MergeRows {
  return (patient, rows) => {
    if (rows.every(({ exemptions }) => exemptions === null)) {
      return { problem: { kind: 'missingExemption' } };
    }
    const stored = storedExemptions(patient);
    const merged = rows.reduce<Exemptions | null>(mergedExemptions, stored);
    return changeOf(patient, stored, removeUnnamed ? onlyNamed(merged, rows) : merged);
  };
}

/** With the tick: patients whom the file does not name, and who have exemptions here. */
export function planUnnamedExemptions(
  patients: readonly Patient[],
  named: ReadonlySet<Patient>,
  onByDefault: boolean,
): Draft[] {
  return patients.flatMap((patient) => {
    const stored = storedExemptions(patient);
    if (named.has(patient) || !isActive(patient.lifecycle)) return [];
    if (stored === null || stored.codes.length === 0) return [];
    const { changes, fields } = changeOf(patient, stored, { codes: [] });
    const draft = patientDraft(patient, 'changed', [{ kind: 'exemptionsAbsent' }], changes);
    return [{ ...draft, fields, onByDefault }];
  });
}

function onlyNamed(merged: Exemptions | null, rows: readonly CheckedRow[]): Exemptions | null {
  if (merged === null) return null;
  const named = new Set(
    rows.flatMap(({ exemptions }) => (exemptions ?? []).map(({ code }) => foldName(code))),
  );
  return { codes: merged.codes.filter(({ code }) => named.has(foldName(code))) };
}

function changeOf(patient: Patient, from: Exemptions | null, to: Exemptions | null) {
  if (sameValue(from, to)) return { changes: [], fields: [] };
  const change = { patient: patient.id, column: 'exemptions', from, to } as const;
  return { changes: [change], fields: [fieldChange('exemptions', textOf(from), textOf(to))] };
}

function textOf(exemptions: Exemptions | null): string | null {
  return exemptions?.codes.map(formatExemption).join(', ') || null;
}

function storedExemptions(patient: Patient): Exemptions | null {
  return storedValue(patient, 'exemptions') as Exemptions | null;
}
