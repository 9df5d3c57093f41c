/** Writes people as a file some portal or program could have made, quirks included. */
import { encodeText, type ListEncoding } from './encodeText.ts';
import { LAYOUTS, type CellStyle, type Layout, type LayoutName } from './layouts.ts';
import type { SamplePerson } from './person.ts';

export const DATE_STYLES = ['slash', 'dash', 'iso', 'compact', 'withTime'] as const;
/** 31/12/1980, 31-12-1980, 1980-12-31, 19801231, 31/12/1980 00:00:00. */
export type DateStyle = (typeof DATE_STYLES)[number];

/** What is left out is as in the layout, or as an Italian portal plausibly does it. */
export interface ListVariant {
  readonly layout?: LayoutName;
  readonly delimiter?: Layout['delimiter'];
  /** Windows-1252 when absent. */
  readonly encoding?: ListEncoding;
  /** CRLF when absent. */
  readonly newline?: '\r\n' | '\n';
  /** `minimal` when absent: only cells that need it. */
  readonly quoting?: 'minimal' | 'all';
  readonly dates?: DateStyle;
  /** Lines before the header, e.g. a title and the day of the report. */
  readonly preamble?: readonly string[];
  /** A first line `sep=;` for Excel. */
  readonly sepLine?: boolean;
  /** A last line with the number of people. */
  readonly totalLine?: boolean;
  /** A delimiter at the end of every line. */
  readonly trailingDelimiter?: boolean;
  /** `="0123"` or `'0123` around codes. */
  readonly excelGuards?: 'formula' | 'apostrophe';
  /** The header again after every so many rows, as paged reports do. */
  readonly repeatedHeader?: number;
  /** Everything but the e-mail address. */
  readonly upperCase?: boolean;
  /** What stands for "no expiry": nothing, or the sentinel 31/12/9999. */
  readonly unlimited?: 'empty' | 'sentinel';
}

/** The bytes of the file. */
export function writeList(people: readonly SamplePerson[], variant: ListVariant = {}): Uint8Array {
  return encodeText(listText(people, variant), variant.encoding ?? 'windows-1252');
}

/** The text of the file, before it is encoded. */
export function listText(people: readonly SamplePerson[], variant: ListVariant = {}): string {
  const layout: Layout = LAYOUTS[variant.layout ?? 'sissA'];
  const delimiter = variant.delimiter ?? layout.delimiter;
  const style = cellStyle(variant);
  const upperCase = variant.upperCase ?? layout.upperCase;
  const quote = quoter(delimiter, variant.quoting ?? 'minimal');
  const end = variant.trailingDelimiter ? delimiter : '';

  const line = (cells: readonly string[]) => cells.map(quote).join(delimiter) + end;
  const header = line(layout.columns.map((column) => column.header));
  const row = (person: SamplePerson) =>
    line(
      layout.columns.map(({ text }) => {
        const cell = text(person, style);
        return upperCase && !cell.includes('@') ? cell.toUpperCase() : cell;
      }),
    );

  const lines: string[] = [];
  if (variant.sepLine) lines.push(`sep=${delimiter}`);
  lines.push(...(variant.preamble ?? []), header);
  for (const [index, person] of people.entries()) {
    const every = variant.repeatedHeader;
    if (every && index > 0 && index % every === 0) lines.push(header);
    lines.push(row(person));
  }
  if (variant.totalLine) lines.push(line([`Totale assistiti: ${people.length}`]));

  const newline = variant.newline ?? '\r\n';
  return lines.join(newline) + newline;
}

function cellStyle(variant: ListVariant): CellStyle {
  const write = dateWriter(variant.dates ?? 'slash');
  return {
    date: (date) => (date === null ? '' : write(date)),
    code: (text) => {
      if (text === '' || !variant.excelGuards) return text;
      return variant.excelGuards === 'formula' ? `="${text}"` : `'${text}`;
    },
    unlimited: variant.unlimited === 'sentinel' ? write('9999-12-31') : '',
  };
}

/** Cuts the text instead of reading a date: spoilt rows hold days that do not exist. */
function dateWriter(style: DateStyle): (date: string) => string {
  return (date) => {
    const [year, month, day] = [date.slice(0, 4), date.slice(5, 7), date.slice(8, 10)];
    switch (style) {
      case 'slash':
        return `${day}/${month}/${year}`;
      case 'dash':
        return `${day}-${month}-${year}`;
      case 'iso':
        return date;
      case 'compact':
        return year + month + day;
      case 'withTime':
        return `${day}/${month}/${year} 00:00:00`;
    }
  };
}

/** Formula guards stay bare in `minimal`: so portals write them, although no CSV standard does. */
function quoter(delimiter: string, quoting: 'minimal' | 'all'): (cell: string) => string {
  const needed = (cell: string) =>
    cell.includes(delimiter) ||
    /[\r\n]/.test(cell) ||
    (cell.includes('"') && !/^="[^"]*"$/.test(cell));
  return (cell) => (quoting === 'all' || needed(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
}
