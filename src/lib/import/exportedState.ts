/** How our own export says that a patient stood on the list, and whether he still does. */
import { isListed } from '#lib/domain/lifecycle.ts';
import type { ArchiveReason, Lifecycle, Status } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import { plainWords } from './cellText.ts';
import type { ExportedState } from './checkedRow.ts';

const STATUSES: ReadonlyMap<string, Status> = new Map([
  ['ssn', 'ssn'],
  ['ssn temporaneo', 'ssnTemporary'],
  ['ssn revocato', 'ssnRevoked'],
  ['ssn deceduto', 'ssnDeceased'],
  ['regime privato', 'private'],
]);

/** The reason may have the practice's own words behind it: "Altro: trasferito". */
const REASONS: readonly (readonly [RegExp, ArchiveReason])[] = [
  [/^ssn revocato\b/, 'ssnRevoked'],
  [/^ssn deceduto\b/, 'ssnDeceased'],
  [/^/, 'other'],
];

/** Null when the row does not say the status, in the words of our export. */
export function readExportedState(
  status: string | null,
  archivedOn: PlainDate | null,
  reason: string | null,
): ExportedState | null {
  const known = status === null ? undefined : STATUSES.get(plainWords(status));
  if (known === undefined) return null;
  if (archivedOn === null && reason === null) return { status: known, archive: null };
  const words = plainWords(reason ?? '');
  const [, read] = REASONS.find(([pattern]) => pattern.test(words)) ?? [null, 'other'];
  return { status: known, archive: { reason: read, knownOn: archivedOn } };
}

/** Whether the patient stands as the export says: then its row has nothing new to tell of that. */
export function standsAs(lifecycle: Lifecycle, { status, archive }: ExportedState): boolean {
  return (
    isListed(lifecycle) &&
    lifecycle.status === status &&
    (lifecycle.archive === null) === (archive === null)
  );
}
