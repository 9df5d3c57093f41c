/** What the report table says of the report whose button was pressed. */
import { plainDate } from '#lib/domain/plainDate.ts';
import type { Provenance } from '#lib/bridge/messages.ts';
import type { Portal } from './portals.ts';

/** A row as the page shows it: the headings of its table, and its own cells. */
export interface ReportRow {
  readonly headings: readonly string[];
  readonly cells: readonly string[];
}

/** The row that holds the pressed element, when that is a button which downloads a report. */
export function pressedRow(portal: Portal, target: EventTarget | null): ReportRow | null {
  if (!(target instanceof Element)) return null;
  const button = target.closest('a, button, [role=button], [role=link]');
  const row = button?.closest('tr, [role=row]');
  if (!button || !row || !isDownload(portal, button)) return null;
  const table = row.closest('table, [role=table], [role=grid]');
  return {
    headings: texts(table?.querySelectorAll('th, [role=columnheader]')),
    cells: texts(row.querySelectorAll('td, [role=cell], [role=gridcell]')),
  };
}

function isDownload({ button }: Portal, element: Element): boolean {
  const title = ['title', 'aria-label'].map((name) => element.getAttribute(name) ?? '');
  const words = [element.textContent, ...title].join(' ').toLowerCase();
  return button.some((word) => words.includes(word));
}

function texts(elements: Iterable<Element> | undefined): string[] {
  return [...(elements ?? [])].map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim());
}

/** What is not in the table is null: a portal may leave columns out, or call them otherwise. */
export function provenanceOf(portal: Portal, row: ReportRow | null): Provenance {
  const cell = (field: keyof Portal['columns']) => {
    const at = row?.headings.findIndex((text) =>
      portal.columns[field].includes(text.toLowerCase()),
    );
    return (at === undefined ? '' : (row?.cells[at] ?? '')).slice(0, 300) || null;
  };
  const reportType = cell('reportType');
  return {
    portal: portal.name,
    doctorCode: cell('doctorCode'),
    reportType,
    format: cell('format'),
    associates: parseYesNo(cell('associates')),
    createdOn: parseDay(cell('createdOn')),
    isPartial: portal.partial.some((word) => reportType?.toLowerCase().includes(word)),
  };
}

/** Null where the format is not told: then the file itself has to. */
export function isListFormat(portal: Portal, { format }: Provenance): boolean | null {
  return format === null ? null : portal.formats.includes(format.toUpperCase());
}

function parseYesNo(text: string | null): boolean | null {
  if (text === null) return null;
  if (/^s[iìí]$/i.test(text)) return true;
  return /^no$/i.test(text) ? false : null;
}

/** "25/11/2026", with or without an hour. */
function parseDay(text: string | null): string | null {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b/.exec(text ?? '');
  if (!parts) return null;
  const [, day, month, year] = parts;
  return plainDate(Number(year), Number(month), Number(day));
}
