/** The figures as a plain table, in the width of a terminal. */
import { type Judged, type Target, median } from './figures.ts';

const HEAD = ['Figure', 'min', 'median', 'max', 'limit', 'ratio', 'target', ''];

export function formatTable(figures: readonly Judged[]): string {
  const lines: string[][] = [HEAD];
  for (const figure of figures) lines.push(cellsOf(figure));
  const widths = HEAD.map((_, column) =>
    Math.max(...lines.map((cells) => cells[column]?.length ?? 0)),
  );
  const print = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const printed = [print(HEAD)];
  let group = '';
  figures.forEach((figure, place) => {
    if (figure.group !== group) printed.push('', figure.group);
    group = figure.group;
    printed.push(print(lines[place + 1] ?? []));
    if (figure.limit)
      printed.push(`    limit: ${figure.limit.what}, ${spread(figure.limit.values)}`);
    if (figure.note) printed.push(...figure.note.split('\n').map((line) => `    ${line}`));
  });
  return printed.join('\n');
}

function cellsOf({
  name,
  unit,
  runs,
  limit,
  median: middle,
  ratio,
  target,
  met,
}: Judged): string[] {
  return [
    `  ${name} [${unit}, ${runs.length === 1 ? '1 run' : `${runs.length} runs`}]`,
    number(Math.min(...runs)),
    number(middle),
    number(Math.max(...runs)),
    limit ? number(median(limit.values)) : '',
    ratio === null ? '' : `${ratio.toFixed(2)}x`,
    target ? targetText(target) : '',
    met === null ? '' : met ? 'met' : 'NOT MET',
  ];
}

function targetText({ kind, atMost }: Target): string {
  return kind === 'ratio' ? `${atMost}x` : `${atMost}`;
}

function spread(values: readonly number[]): string {
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  return `${number(lowest)} - ${number(median(values))} - ${number(highest)}`;
}

export function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}
