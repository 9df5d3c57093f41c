/** What was sent as a value that can be judged: of the right shape, and under the stamp that it may bear. */
import { sameValue } from '#lib/domain/change.ts';
import type { Stamp } from '#lib/domain/patient.ts';
import { type Result, failed, ok } from '#lib/domain/result.ts';
import type { DocumentKind } from '#lib/replica/documents.ts';
import type { SentValue } from './sentValues.ts';
import type { StampValue } from './stamps.ts';
import { type StoredCell, contentOf } from './storedCell.ts';
import { shapeOf } from './valueShapes.ts';

export interface Draft {
  readonly sent: SentValue;
  /** As it would be kept. */
  readonly cell: StoredCell;
  readonly from: object | null;
  readonly to: object | null;
}

export type DraftRefusal = 'deleted' | 'malformed' | 'tooLarge';

/** Of one value, as JSON. */
const LARGEST_VALUE = 64 * 1024;
const LONGEST_KEY = 200;

/** The draft; null where nothing changes. */
export function draftOf(
  sent: SentValue,
  kind: DocumentKind,
  userId: string,
  stamp: StampValue,
): Result<Draft | null, DraftRefusal> {
  const { map, key, before, stands } = sent;
  if (sent.isEmpty) return before === null || stands === 'before' ? ok(null) : failed('deleted');
  const cell = sent.sent;
  if (!isPlainObject(cell) || key === '' || key.length > LONGEST_KEY) return failed('malformed');
  if (before !== null && stands !== 'nothing' && sameValue(before, cell)) return ok(null);
  if (JSON.stringify(cell).length > LARGEST_VALUE) return failed('tooLarge');
  const { t, by: _, ...value } = cell as Partial<Stamp> & Record<string, unknown>;
  const kept = { ...value, ...stamp({ t }, userId) };
  const isCleared = sameValue(value, { cleared: true });
  if (!isCleared && !shapeOf(kind, map, key)?.safeParse(value).success) return failed('malformed');
  return ok({ sent, cell: kept, from: contentOf(before), to: isCleared ? null : value });
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
