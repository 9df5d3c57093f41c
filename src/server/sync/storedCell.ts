/** What stands at one key of a root map: plain JSON with its stamp. */
import type { Stamp } from '#lib/domain/patient.ts';

export type StoredCell = Stamp & { readonly cleared?: true } & object;

/** The value without its stamp; null where there is none, or it was cleared. */
export function contentOf(cell: StoredCell | null): object | null {
  if (cell === null || cell.cleared) return null;
  const { t: _t, by: _by, ...value } = cell;
  return value;
}
