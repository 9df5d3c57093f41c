/**
 * A workbook's sheet as records of text. Dates come from the raw serial number, written `YYYY-MM-DD`;
 * everything else as the sheet shows it, so that postcode 00184 keeps its zeros. Of formulas the values they had
 * when the file was saved.
 */
import type { CellObject, ParsingOptions, WorkBook, WorkSheet } from 'xlsx';
import { plainDate } from '#lib/domain/plainDate.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { MAX_COLUMNS, MAX_LINES, MAX_UNPACKED_MEGABYTES, MEGABYTE } from './limits.ts';
import type { RawTable } from './rawTable.ts';
import type { FileRefusal } from './reading.ts';
import { tryUnpacking } from './tryUnpacking.ts';

/** Reads the sheet called `chosenSheet`, else the first one on show that holds more than a line. */
export async function readWorkbookTable(
  bytes: Uint8Array,
  fileKind: 'xlsx' | 'xls',
  chosenSheet: string | undefined,
): Promise<Result<RawTable, FileRefusal>> {
  if (fileKind === 'xlsx') {
    const unpacking = await tryUnpacking(bytes, MAX_UNPACKED_MEGABYTES * MEGABYTE);
    if (unpacking === 'damaged') return failed({ kind: 'corruptWorkbook' });
    if (unpacking === 'tooLarge') {
      return failed({ kind: 'unpacksTooLarge', limit: MAX_UNPACKED_MEGABYTES });
    }
  }
  // Only who imports a workbook pays for its reader.
  const xlsx = await import('xlsx');
  let book: WorkBook;
  try {
    book = xlsx.read(bytes, readOptions());
  } catch (error) {
    const isProtected = /password-protected|Encrypted file/.test(
      error instanceof Error ? error.message : '',
    );
    return failed({ kind: isProtected ? 'protectedWorkbook' : 'corruptWorkbook' });
  }

  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const sheet = book.SheetNames.find((name) => name === chosenSheet) ?? firstWithRows(book);
  if (sheet === undefined) return failed({ kind: 'corruptWorkbook' });
  const read = book.Sheets[sheet];
  const rows = rowsOf(read).length;
  if (rows > MAX_LINES) return failed({ kind: 'tooManyRows', rows, limit: MAX_LINES });
  const records = sheetRecords(read, xlsx.SSF, date1904);
  return ok({
    fileKind,
    encoding: null,
    delimiter: null,
    sheet,
    sheets: book.SheetNames,
    hiddenRows: countHiddenRows(read, records),
    records,
    separatorLines: 0,
    endsWithLine: true,
    damage: [],
  });
}

function readOptions(): ParsingOptions {
  return {
    type: 'array',
    dense: true,
    cellDates: false,
    cellNF: true,
    cellHTML: false,
    cellFormula: false,
    // Tells which rows are hidden.
    cellStyles: true,
    // The reader turns stubs on with styles: a million empty cells with a format would take a minute.
    get sheetStubs() {
      return false;
    },
    set sheetStubs(_on: boolean) {},
  };
}

function firstWithRows({ SheetNames, Sheets, Workbook }: WorkBook): string | undefined {
  const hasRows = (name: string) => rowsOf(Sheets[name]).length > 1;
  const onShow = SheetNames.filter((_, index) => !Workbook?.Sheets?.[index]?.Hidden);
  return onShow.find(hasRows) ?? SheetNames.find(hasRows) ?? SheetNames[0];
}

/** The part of the library's date formatter used here; its own types say nothing of it. */
interface SerialDates {
  is_date(format: string): boolean;
  parse_date_code(
    serial: number,
    options: { date1904: boolean },
  ): { y: number; m: number; d: number } | null;
}

type SheetRows = readonly (readonly (CellObject | undefined)[] | undefined)[];

/** `dense` puts the cells in arrays with holes, a shape the library's types do not say. */
function rowsOf(sheet: WorkSheet | undefined): SheetRows {
  return (sheet as { '!data'?: SheetRows } | undefined)?.['!data'] ?? [];
}

function sheetRecords(
  sheet: WorkSheet | undefined,
  ssf: SerialDates,
  date1904: boolean,
): (readonly string[])[] {
  const rows = rowsOf(sheet);
  const read = (row: number) =>
    Array.from(rows[row]?.slice(0, MAX_COLUMNS) ?? [], (cell) => cellText(cell, ssf, date1904));
  // Sheets often end in rows that hold a format and no text: a million of them cost nothing.
  let length = rows.length;
  while (length > 0 && read(length - 1).every((text) => text.trim() === '')) length--;
  const records = Array.from({ length }, (_, row) => (rows[row] ? read(row) : []));
  const width = Math.max(0, ...records.slice(0, 1000).map((cells) => cells.length));
  const empty = Array<string>(width).fill('');
  return records.map((cells) => {
    if (cells.length === 0) return empty;
    while (cells.length < width) cells.push('');
    return cells;
  });
}

/** Rows that somebody hid, by hand or with a filter, and that are read all the same. */
function countHiddenRows(
  sheet: WorkSheet | undefined,
  records: readonly (readonly string[])[],
): number {
  let count = 0;
  for (const [row, properties] of (sheet?.['!rows'] ?? []).entries()) {
    const holdsText = records[row]?.some((text) => text.trim() !== '') ?? false;
    if (properties?.hidden && holdsText) count++;
  }
  return count;
}

function cellText(cell: CellObject | undefined, ssf: SerialDates, date1904: boolean): string {
  if (!cell || cell.v === undefined || cell.t === 'e') return '';
  if (cell.t === 'n' && typeof cell.v === 'number') {
    if (typeof cell.z === 'string' && ssf.is_date(cell.z)) {
      const date = serialDate(cell.v, ssf, date1904);
      if (date) return date;
    }
    // Long codes typed as numbers: 1.2E+15 is how the sheet shows them, not what they say.
    if (Number.isSafeInteger(cell.v) && /E\+/i.test(cell.w ?? '')) return String(cell.v);
  }
  return cell.w ?? String(cell.v);
}

function serialDate(serial: number, ssf: SerialDates, date1904: boolean): string | null {
  const parts = ssf.parse_date_code(serial, { date1904 });
  return parts ? plainDate(parts.y, parts.m, parts.d) : null;
}
