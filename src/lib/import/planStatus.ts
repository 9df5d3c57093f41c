/** What a row says of the patient's standing with the region (rule 7). */
import { archived, NEW_LIFECYCLE } from '#lib/domain/lifecycle.ts';
import type { ArchiveReason, Lifecycle, Patient, Status } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { CheckedRow, ExportedState } from './checkedRow.ts';
import type { EntryReason } from './plan.ts';

/** A row of somebody who left the list: revoked, or dead; archived as Altro only in an export of ours. */
export interface Leaving {
  readonly reason: ArchiveReason;
  readonly on: PlainDate | null;
}

/** A revocation still to come does not make a patient leave: it is only written down. */
export function leavingOf(row: CheckedRow, today: PlainDate): Leaving | null {
  if (row.exported) return leavingByExport(row, row.exported);
  if (row.deathDate !== null || row.kindStatus === 'deceased') {
    return { reason: 'ssnDeceased', on: row.deathDate };
  }
  if (row.revokedOn !== null) {
    return row.revokedOn <= today ? { reason: 'ssnRevoked', on: row.revokedOn } : null;
  }
  return row.kindStatus === 'revoked' ? { reason: 'ssnRevoked', on: null } : null;
}

function leavingByExport(row: CheckedRow, { status, archive }: ExportedState): Leaving | null {
  const reasons = [status, archive?.reason];
  if (reasons.includes('ssnDeceased')) return { reason: 'ssnDeceased', on: row.deathDate };
  if (reasons.includes('ssnRevoked')) return { reason: 'ssnRevoked', on: row.revokedOn };
  return archive && { reason: 'other', on: null };
}

const IN_FILE = {
  ssnDeceased: 'deceasedInFile',
  ssnRevoked: 'revokedInFile',
  other: 'archivedInFile',
} as const;

export function leavingReason({ reason, on }: Leaving): EntryReason {
  return { kind: IN_FILE[reason], on };
}

/** The status of a patient who is in the list; `before` is null when the patient is new. */
export function activeStatus(
  row: CheckedRow,
  before: Patient | null,
  hasExpiryColumn: boolean,
): 'ssn' | 'ssnTemporary' {
  if (row.exported) return row.exported.status === 'ssnTemporary' ? 'ssnTemporary' : 'ssn';
  if (row.expiresOn !== null || row.kindStatus === 'temporary') return 'ssnTemporary';
  if (row.kindStatus === 'openEnded' || hasExpiryColumn || before === null) return 'ssn';
  // The file does not say which of the two: what is there is kept.
  const { status } = before.lifecycle;
  if (status === 'ssn' || status === 'ssnTemporary') return status;
  return before.enrolment?.expiresOn ? 'ssnTemporary' : 'ssn';
}

export function isDeceased({ status, archive }: Lifecycle): boolean {
  return status === 'ssnDeceased' || archive?.reason === 'ssnDeceased';
}

/** Back on the active list with that status. */
export function activated(lifecycle: Lifecycle, status: Status): Lifecycle {
  return { ...lifecycle, status, archive: null, binned: null };
}

/** A death known here stands: a revocation, or an absence, never turns it into something else. */
export function leftList(
  lifecycle: Lifecycle | null,
  leaving: Leaving,
  knownOn: PlainDate,
): Lifecycle {
  const before = lifecycle ?? NEW_LIFECYCLE;
  const reason = isDeceased(before) ? 'ssnDeceased' : leaving.reason;
  const dies = leaving.reason === 'ssnDeceased';
  const deathDate = (dies ? leaving.on : null) ?? before.deathDate;
  const effectiveOn = reason === 'ssnDeceased' ? deathDate : leaving.on;
  return archived({ ...before, deathDate }, { reason, text: null, knownOn, effectiveOn });
}

/**
 * An archived patient whom the list now says revoked or dead: he stays archived. What the region adds is the
 * status; the reason Altro is the practice's own and stays, a revocation that was a death becomes one.
 */
export function restatedArchive(lifecycle: Lifecycle, leaving: Leaving): Lifecycle {
  const { archive } = lifecycle;
  if (archive === null || isDeceased(lifecycle) || leaving.reason === 'other') return lifecycle;
  if (lifecycle.status === leaving.reason) return lifecycle;
  const dies = leaving.reason === 'ssnDeceased';
  return {
    ...lifecycle,
    status: leaving.reason,
    deathDate: dies ? (leaving.on ?? lifecycle.deathDate) : lifecycle.deathDate,
    archive:
      dies && archive.reason === 'ssnRevoked'
        ? { ...archive, reason: 'ssnDeceased', effectiveOn: leaving.on ?? archive.effectiveOn }
        : archive,
  };
}
