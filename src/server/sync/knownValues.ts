/** What the policy asks about a value that is replaced, from the audit: who wrote it, when it arrived, what it replaced. */
import type { ColumnValue } from '#lib/domain/patient.ts';
import { plainDateAt } from '#lib/domain/plainDate.ts';
import type { StoredValue } from '#lib/domain/policy.ts';
import type { DocumentName } from '#lib/replica/documents.ts';
import { millisecondsOf } from '#lib/replica/hybridClock.ts';
import type { DocumentStorage } from '#server/storage/documentStorage.ts';
import type { Draft } from './drafts.ts';
import { type StoredCell, contentOf } from './storedCell.ts';

/** Null where nothing stands, or the audit knows nothing of what does: what depends on it is then refused. */
export function knownValues(
  storage: Pick<DocumentStorage, 'lastWritten'>,
  document: DocumentName,
): (draft: Draft) => StoredValue | null {
  const known = new Map<Draft, StoredValue | null>();
  return (draft) => {
    const value = known.get(draft);
    if (value !== undefined) return value;
    const found = find(draft);
    known.set(draft, found);
    return found;
  };

  function find({ sent: { map, key, before }, from }: Draft): StoredValue | null {
    if (before === null || from === null) return null;
    const entry = storage.lastWritten(document, map, key);
    if ((entry?.to as StoredCell | null | undefined)?.t !== before.t) return null;
    return {
      by: before.by,
      on: plainDateAt(millisecondsOf(before.t)),
      receivedAt: entry?.at ?? 0,
      replaced: contentOf((entry?.from ?? null) as StoredCell | null) as ColumnValue,
    };
  }
}
