/** Statuses and archive: what the two have to do with each other (DOMAIN.md §5, Archive, status, exports). */
import type { Archive, ArchiveReason, Lifecycle, RevocationReason, Status } from './patient.ts';

/** A patient nobody has archived, binned, erased or folded into another one. */
export const NEW_LIFECYCLE: Lifecycle = {
  status: 'ssn',
  archive: null,
  deathDate: null,
  binned: null,
  erasedOn: null,
  aliasOf: null,
};

/** Somebody a list shows, be it in the archive: not in the bin, nor erased, moved, or folded into another patient. */
export function isListed({ binned, erasedOn, aliasOf, moved }: Lifecycle): boolean {
  return binned === null && erasedOn === null && aliasOf === null && !moved;
}

/** On the active list: listed, and not archived. */
export function isActive(lifecycle: Lifecycle): boolean {
  return isListed(lifecycle) && lifecycle.archive === null;
}

/** Another status; what was known of the one before goes with it. */
export function withStatus(lifecycle: Lifecycle, status: Status): Lifecycle {
  if (status === lifecycle.status) return lifecycle;
  const { statusChange: _, ...rest } = lifecycle;
  return { ...rest, status };
}

/** Why the enrolment ended, where somebody said so; null for who is not revoked. */
export function revocationOf({ status, statusChange }: Lifecycle): RevocationReason | null {
  if (status !== 'ssnRevoked' || !statusChange) return null;
  return statusChange.reason as RevocationReason | null;
}

/** Motive SSN Revocato and SSN Deceduto also set that status; Altro keeps the one there is. */
export function statusAfterArchiving(status: Status, reason: ArchiveReason): Status {
  return reason === 'other' ? status : reason;
}

/** The patient put in the archive, with the status its reason carries. */
export function archived(lifecycle: Lifecycle, archive: Archive): Lifecycle {
  const status = statusAfterArchiving(lifecycle.status, archive.reason);
  return { ...withStatus(lifecycle, status), archive };
}
