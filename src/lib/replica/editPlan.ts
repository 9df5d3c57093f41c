/** What an edit or its undo is going to write: parts of documents that stand or fall together. */
import type { Change } from '#lib/domain/change.ts';
import type { Identity, Lifecycle, PatientId } from '#lib/domain/patient.ts';
import { type Result, failed, ok } from '#lib/domain/result.ts';
import type { Write } from './command.ts';
import type { DocumentName } from './documents.ts';
import type { EditFailure, LeftOut } from './editDesk.ts';

export interface PlanPart {
  readonly document: DocumentName;
  readonly writes: readonly Write[];
}

export interface EditPlan {
  /** Those for whom something is written, or was so already. */
  readonly patients: readonly PatientId[];
  readonly parts: readonly PlanPart[];
  readonly leftOut: readonly LeftOut[];
  readonly undoes?: string;
  /** People who are erased: what names them outside the documents goes before the erasure is written. */
  readonly forgets?: readonly Identity[];
}

export type PlannedEdit = Result<EditPlan, EditFailure>;

/** One patient's changes in one document. */
export interface PatientPart {
  readonly patient: PatientId;
  readonly document: DocumentName;
  readonly changes: readonly Change[];
}

/** The plan of an edit over several patients. Refused whole only when nobody is left. */
export function planOf(
  patients: readonly PatientId[],
  parts: readonly PlanPart[],
  leftOut: readonly LeftOut[],
  undoes?: string,
): PlannedEdit {
  const [first] = leftOut;
  if (patients.length === 0 && first) {
    const isSame = leftOut.every(({ why }) => why.kind === first.why.kind);
    return failed(isSame ? first.why : { kind: 'noneOfThem', leftOut });
  }
  return ok({ patients, parts, leftOut, ...(undoes === undefined ? {} : { undoes }) });
}

/**
 * Gathered by document, the documents that a patient leaves last: whoever moves stands in the target before he is
 * gone from the source.
 */
export function partsInOrder(
  parts: readonly PatientPart[],
  write: (change: Change) => Write,
): PlanPart[] {
  const byDocument = [...Map.groupBy(parts, ({ document }) => document)].map(
    ([document, ofDocument]) => {
      const changes = ofDocument.flatMap((part) => part.changes);
      return { document, writes: changes.map(write), leaves: changes.some(takesAway) };
    },
  );
  return byDocument
    .filter(({ writes }) => writes.length > 0)
    .sort((a, b) => Number(a.leaves) - Number(b.leaves))
    .map(({ document, writes }) => ({ document, writes }));
}

function takesAway({ column, to }: Change): boolean {
  return column === 'lifecycle' && (to === null || (to as Lifecycle).moved !== undefined);
}
