/** An export as an Excel workbook: codes are text whatever they look like, dates are days. */
import type { CellObject, WorkSheet } from 'xlsx';
import { type PlainDate, daysBetween, formatItalianDate } from '#lib/domain/plainDate.ts';
import type { ExportCell, ExportTable } from './exportColumns.ts';

/** Day 0 of a sheet's serial numbers, for every day after February 1900. */
const SERIAL_ZERO = '1899-12-30';
const FIRST_SERIAL_DAY = '1900-03-01';
const MOST_CHARACTERS = 48;

export async function writeWorkbook(table: ExportTable): Promise<Uint8Array> {
  // Only who exports a workbook pays for its writer.
  const xlsx = await import('xlsx');
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, sheetOf(table, xlsx.utils.encode_range), table.sheetName);
  const bytes: ArrayBuffer = xlsx.write(book, {
    type: 'array',
    bookType: 'xlsx',
    compression: true,
  });
  return new Uint8Array(bytes);
}

function sheetOf(
  { header, rows }: ExportTable,
  encodeRange: (range: { s: { r: number; c: number }; e: { r: number; c: number } }) => string,
): WorkSheet {
  const range = encodeRange({ s: { r: 0, c: 0 }, e: { r: rows.length, c: header.length - 1 } });
  const head = header.map((text): CellObject => ({ t: 's', v: text, z: '@' }));
  return {
    '!ref': range,
    '!data': [head, ...rows.map((cells) => cells.map(sheetCell))],
    '!autofilter': { ref: range },
    '!cols': header.map((text, column) => ({ wch: widthOf(text, column, rows) })),
  } as WorkSheet;
}

/** `undefined` leaves a hole, which the library writes nothing for. */
function sheetCell(cell: ExportCell): CellObject | undefined {
  if (cell === null) return undefined;
  if ('text' in cell) return { t: 's', v: cell.text, z: '@' };
  const serial = serialOf(cell.date);
  if (serial === null) return { t: 's', v: formatItalianDate(cell.date), z: '@' };
  return { t: 'n', v: serial, z: 'dd/mm/yyyy' };
}

/** Sheets know no day before 1900, and count one too many in its first two months. */
function serialOf(date: PlainDate): number | null {
  return date < FIRST_SERIAL_DAY ? null : daysBetween(SERIAL_ZERO, date);
}

/** Wide enough for the first rows, never wider than a page bears. */
function widthOf(header: string, column: number, rows: ExportTable['rows']): number {
  const lengths = rows.slice(0, 200).map((cells) => {
    const cell = cells[column];
    if (!cell) return 0;
    return 'date' in cell ? 10 : cell.text.length;
  });
  return Math.min(MOST_CHARACTERS, Math.max(header.length + 3, ...lengths) + 1);
}
