/** A fresh server takes over the practice of a safety copy: ids, secret and all, so that every patient id stays. */
import type { Practice } from '#lib/domain/practice.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import type { PracticeStorage } from './practiceStorage.ts';

export interface OtherPractice {
  readonly kind: 'otherPractice';
}

/**
 * Gives the practice the server then has. One that is there already is never replaced: the very same identity is
 * confirmed, with the names and codes that the server knows; any other is refused.
 */
export function restorePractice(
  storage: PracticeStorage,
  practice: Practice,
): Result<Practice, OtherPractice> {
  const created = storage.createPractice(practice);
  if (created.ok) return created;
  const existing = created.error.practice;
  return isSamePractice(existing, practice) ? ok(existing) : failed({ kind: 'otherPractice' });
}

function isSamePractice(a: Practice, b: Practice): boolean {
  return (
    a.id === b.id &&
    a.idSecret === b.idSecret &&
    a.panelId === b.panelId &&
    a.doctor.id === b.doctor.id
  );
}
