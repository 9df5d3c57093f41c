/** `CF sostituito?`: rows and patients that may be one person under two tax codes (rule 4). */
import { formatPatientName } from '#lib/domain/names.ts';
import type { Patient } from '#lib/domain/patient.ts';
import type { CheckedRow } from './checkedRow.ts';
import type { EntryReason, ImportDecisions } from './plan.ts';
import { type Draft, rowDraft } from './planDraft.ts';
import { NameIndex } from './planMatching.ts';

/**
 * Rule 4: an absent patient with the name and birth date of a new row, or of one that is a problem, may be
 * that person under another tax code. Neither is written; a new row can still be created or linked by hand.
 */
export function pairWithAbsent(
  drafts: readonly Draft[],
  rows: readonly CheckedRow[],
  absent: readonly Patient[],
  { resolved }: ImportDecisions,
): { drafts: Draft[]; patients: Map<Patient, CheckedRow> } {
  const names = new NameIndex(absent);
  const patients = new Map<Patient, CheckedRow>();
  const seen = new Set<readonly Patient[]>();
  const after = drafts.map((draft, position) => {
    const row = rows[position];
    // Said to be somebody else: the row is written, but it proves no more than before that the patient left.
    const isCreated = resolved[draft.key]?.kind === 'create';
    const isSuspect = isCreated || draft.group === 'problems' || isNewcomer(draft);
    if (!row || !isSuspect) return draft;
    const same = names.find(row);
    const [candidate] = same;
    if (!candidate) return draft;
    if (!seen.has(same)) {
      seen.add(same);
      for (const patient of same) if (!patients.has(patient)) patients.set(patient, row);
    }
    return isCreated ? draft : asReplacedCode(draft, row, candidate);
  });
  return { drafts: after, patients };
}

function isNewcomer({ group, changes }: Draft): boolean {
  return (
    group === 'added' ||
    (group === 'toArchive' &&
      changes.some(({ column, from }) => column === 'identity' && from === null))
  );
}

function asReplacedCode(draft: Draft, row: CheckedRow, candidate: Patient): Draft {
  // The proposal by name and birth date says the same already.
  if (draft.reasons.some(({ kind }) => kind === 'sameNameAndBirthDate')) return draft;
  const base = draft.group === 'problems' ? draft : rowDraft(row, 'problems', draft.reasons);
  return {
    ...base,
    patient: base.patient ?? candidate.id,
    canCreateAnyway: draft.group !== 'problems',
    reasons: [...base.reasons, replacedCode(candidate)],
  };
}

/** A row linked by hand to a patient with another code: the code itself is corrected by request only. */
export function withReplacedCode(draft: Draft, patient: Patient): Draft {
  return {
    ...draft,
    canProposeCorrection: true,
    reasons: [...draft.reasons, replacedCode(patient)],
  };
}

/** Said of a row that may be `candidate` under another tax code. */
function replacedCode(candidate: Patient): EntryReason {
  const { lastName, firstName } = candidate.identity;
  const withName = formatPatientName(lastName, firstName);
  return { kind: 'taxCodeReplaced', withName, line: null, candidate: candidate.id };
}
