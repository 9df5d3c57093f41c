/** Sets of patients that are replaced whole, never changed: whoever holds one can compare it by identity. */
import type { PatientId } from '#lib/domain/patient.ts';

export type IdSet = ReadonlySet<PatientId>;

export function idSet(ids: Iterable<PatientId> = []): IdSet {
  return new Set(ids);
}

/** With `id` where it was not, without it where it was. */
export function toggled(ids: IdSet, id: PatientId): IdSet {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

/**
 * `before` and everybody from `anchor` to a row of the list, whichever comes first; from that row alone where the
 * list no longer holds the anchor. A row past the end is the last one.
 */
export function withRange(
  before: IdSet,
  list: readonly PatientId[],
  anchor: PatientId | null,
  row: number,
): IdSet {
  const end = Math.min(row, list.length - 1);
  const begin = anchor === null ? -1 : list.indexOf(anchor);
  const first = begin < 0 ? end : Math.min(begin, end);
  const last = begin < 0 ? end : Math.max(begin, end);
  return new Set([...before, ...list.slice(Math.max(0, first), last + 1)]);
}
