/**
 * Which pages of a long list are drawn, and the room left in place of all others: what is in the
 * document grows with the pages near the part on show, never with the list.
 */
export interface PageRange {
  /** First and one past the last page to draw. */
  readonly first: number;
  readonly end: number;
  /** px of empty room before and after them. */
  readonly before: number;
  readonly after: number;
}

/** The pages of these heights that reach between `from` and `to`, px from the top of the list; at least one. */
export function pagesBetween(heights: readonly number[], from: number, to: number): PageRange {
  const heightOf = (index: number) => heights[index] ?? 0;
  let [first, before] = [0, 0];
  while (first < heights.length - 1 && before + heightOf(first) <= from)
    before += heightOf(first++);
  let [end, bottom] = [first, before];
  while (end < heights.length && (end === first || bottom < to)) bottom += heightOf(end++);
  const whole = heights.reduce((sum, height) => sum + height, 0);
  return { first, end, before, after: whole - bottom };
}
