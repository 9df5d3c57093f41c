/** Statuses and archive: what the two have to do with each other (DOMAIN.md §5, Archive, status, exports). */
import type { Archive, ArchiveReason, Lifecycle, Status } from './patient.ts';

/** A patient nobody has archived, binned, erased or folded into another one. */
export const NEW_LIFECYCLE: Lifecycle = {
  status: 'ssn',
  archive: null,
  deathDate: null,
  binned: null,
  erasedOn: null,
  aliasOf: null,
};

/** Somebody a list shows, be it in the archive: not in the bin, nor erased, nor folded into another patient. */
export function isListed({ binned, erasedOn, aliasOf }: Lifecycle): boolean {
  return binned === null && erasedOn === null && aliasOf === null;
}

/** On the active list: listed, and not archived. */
export function isActive(lifecycle: Lifecycle): boolean {
  return isListed(lifecycle) && lifecycle.archive === null;
}

/** Motive SSN Revocato and SSN Deceduto also set that status; Altro keeps the one there is. */
export function statusAfterArchiving(status: Status, reason: ArchiveReason): Status {
  return reason === 'other' ? status : reason;
}

/** The patient put in the archive, with the status its reason carries. */
export function archived(lifecycle: Lifecycle, archive: Archive): Lifecycle {
  return {
    ...lifecycle,
    status: statusAfterArchiving(lifecycle.status, archive.reason),
    archive,
  };
}
