/** Rule 5: what asks for a typed confirmation before so many patients leave the active list. */
import type { PatientId } from '#lib/domain/patient.ts';
import type { ArchiveAlarm, PlanEntry } from './plan.ts';

/** A SCELTA REVOCA or a partial report is not the whole list. */
const MOST_ARCHIVED = 0.05;
const SMALLEST_FILE = 0.5;

/** `active`: the ids of the active list before the import; `rowsInFile`: rows of mine. */
export function findAlarms(
  entries: readonly PlanEntry[],
  active: ReadonlySet<PatientId>,
  rowsInFile: number,
): ArchiveAlarm[] {
  const leaving = entries.filter(
    ({ group, included, patient }) =>
      group === 'toArchive' && included && patient !== null && active.has(patient),
  );
  const byAbsence = leaving.some(({ line }) => line === null);
  const figures = { archived: leaving.length, active: active.size, rowsInFile };
  return [
    ...(leaving.length > MOST_ARCHIVED * active.size
      ? [{ why: 'manyArchived', ...figures } as const]
      : []),
    ...(byAbsence && rowsInFile < SMALLEST_FILE * active.size
      ? [{ why: 'smallFile', ...figures } as const]
      : []),
  ];
}
