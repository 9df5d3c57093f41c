/**
 * Fixed-height windowing of a long table: which rows stand in the viewport, which ones are worth
 * rendering, and how tall the room above and below them is.
 */
export interface Window {
  /** First and one past the last row to render. */
  readonly start: number;
  readonly end: number;
  /** First and one past the last row the eye can see; a row counts from half its height. */
  readonly firstVisible: number;
  readonly endVisible: number;
  /** px of empty room before and after the rendered rows. */
  readonly before: number;
  readonly after: number;
}

export interface Viewport {
  readonly scrollTop: number;
  /** px that rows can use: the scroller's height without its sticky header. */
  readonly height: number;
  readonly rowHeight: number;
}

/** `overscan` rows are rendered beyond each edge, so that a quick wheel shows no gap. */
export function windowOf(count: number, viewport: Viewport, overscan = 5): Window {
  const { scrollTop, height, rowHeight } = viewport;
  const bounded = (row: number) => Math.max(0, Math.min(count, row));
  const start = bounded(Math.floor(scrollTop / rowHeight) - overscan);
  const end = bounded(Math.ceil((scrollTop + height) / rowHeight) + overscan);
  return {
    start,
    end,
    firstVisible: bounded(Math.round(scrollTop / rowHeight)),
    endVisible: bounded(Math.round((scrollTop + height) / rowHeight)),
    before: start * rowHeight,
    after: (count - end) * rowHeight,
  };
}

/** A window whose rows end at `row` at the latest; there is room for the others below. */
export function upTo(row: number, window: Window, rowHeight: number): Window {
  const end = Math.max(window.start, Math.min(window.end, row));
  return { ...window, end, after: window.after + (window.end - end) * rowHeight };
}

/** The scroll position nearest to the present one at which the whole row can be seen. */
export function scrollTopToShow(row: number, viewport: Viewport): number {
  const top = row * viewport.rowHeight;
  const bottom = top + viewport.rowHeight;
  if (top < viewport.scrollTop) return top;
  if (bottom > viewport.scrollTop + viewport.height) return bottom - viewport.height;
  return viewport.scrollTop;
}

/**
 * The slice of rows to ask for: aligned, so that a few rows of scrolling do not ask again, and wide
 * enough that the next slice arrives before the eye does.
 */
export function sliceAround(
  firstRow: number,
  endRow: number,
  step = 25,
): {
  readonly offset: number;
  readonly limit: number;
} {
  const offset = Math.max(0, (Math.floor(firstRow / step) - 1) * step);
  const end = (Math.ceil(Math.max(endRow, 1) / step) + 1) * step;
  return { offset, limit: end - offset };
}
