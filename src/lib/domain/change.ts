/**
 * The diff type: an import plan, its preview, its undo and a single edit are all lists of changes.
 * A change says what one column of one patient held and holds; `null` stands for nothing.
 */
import type { Cell, Cleared, Column, ColumnValue, Lifecycle, PatientId, Stamp } from './patient.ts';

export type Change = {
  [C in Column]: {
    readonly patient: PatientId;
    readonly column: C;
    readonly from: ColumnValue<C>;
    readonly to: ColumnValue<C>;
  };
}[Column];

export type Diff = readonly Change[];

/** The diff that takes back what `diff` did. */
export function reverseDiff(diff: Diff): Change[] {
  return diff
    .map((change) => ({ ...change, from: change.to, to: change.from }) as Change)
    .reverse();
}

/** One diff with the effect of both, in order: the first `from` and the last `to` of each column. */
export function squashDiffs(first: Diff, second: Diff): Change[] {
  const changes = new Map<string, Change>();
  for (const change of [...first, ...second]) {
    const key = `${change.column} ${change.patient}`;
    const earlier = changes.get(key);
    changes.set(key, earlier ? ({ ...change, from: earlier.from } as Change) : change);
  }
  return [...changes.values()].filter((change) => !sameValue(change.from, change.to));
}

/** Whether the change erases its patient for good. */
export function isErasure({ column, to }: Change): boolean {
  return column === 'lifecycle' && (to as Lifecycle | null)?.erasedOn != null;
}

/** Whether two column values say the same: plain JSON, compared by content whatever the order of its keys. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(b, key) &&
      sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}

/** A stored value without its stamp; null when there is none or it was cleared. */
export function valueOf<C extends Column>(cell: Cell<C> | null | undefined): ColumnValue<C> {
  if (!cell) return null;
  const { t: _t, by: _by, ...value }: Stamp & Partial<Cleared> = cell;
  return 'cleared' in value ? null : (value as unknown as ColumnValue<C>);
}
