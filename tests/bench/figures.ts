/** What the bench reports. Every figure is a set of runs, its limit a set measured beside it. */

/** ms unless another unit is named. */
export type Unit = 'ms' | 'MB' | 'B' | 'edits';

export interface Runs {
  readonly what: string;
  readonly values: readonly number[];
}

/** `ratio`: the figure's median over the limit's median. `value`: the figure itself. */
export type Target =
  | { readonly kind: 'ratio'; readonly atMost: number }
  | { readonly kind: 'value'; readonly atMost: number };

export interface Figure {
  readonly group: string;
  readonly name: string;
  readonly unit: Unit;
  readonly runs: readonly number[];
  readonly limit: Runs | null;
  readonly target: Target | null;
  readonly note?: string;
}

export interface Judged extends Figure {
  readonly median: number;
  readonly ratio: number | null;
  readonly met: boolean | null;
}

export function judge(figure: Figure): Judged {
  const middle = median(figure.runs);
  const ratio = figure.limit ? middle / median(figure.limit.values) : null;
  const { target } = figure;
  const judged = target?.kind === 'ratio' ? ratio : middle;
  return {
    ...figure,
    median: middle,
    ratio,
    met: target && judged !== null ? judged <= target.atMost : null,
  };
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** By linear interpolation between the nearest two; NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place % 1);
}
