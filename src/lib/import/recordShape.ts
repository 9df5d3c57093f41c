/** The shape of a table's records, before anything is known of their meaning. */

/** The most common width; the larger one when two are as common. */
export function commonWidth(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  let width = 0;
  let times = 0;
  for (const [candidate, count] of counts) {
    if (count > times || (count === times && candidate > width)) {
      width = candidate;
      times = count;
    }
  }
  return width;
}

export function isEmptyRecord(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}
