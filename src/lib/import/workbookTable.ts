/**
 * A workbook's sheet as records of text. Dates come from the raw serial number, written `YYYY-MM-DD`;
 * everything else as the sheet shows it, so that postcode 00184 keeps its zeros.
 */
import type { CellObject, WorkBook, WorkSheet } from 'xlsx';
import { plainDate } from '#lib/domain/plainDate.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { MAX_COLUMNS, MAX_LINES } from './limits.ts';
import type { RawTable } from './rawTable.ts';
import type { FileRefusal } from './reading.ts';

/** Reads the sheet called `chosenSheet`, else the first one that holds more than a line. */
export async function readWorkbookTable(
  bytes: Uint8Array,
  fileKind: 'xlsx' | 'xls',
  chosenSheet: string | undefined,
): Promise<Result<RawTable, FileRefusal>> {
  // Only who imports a workbook pays for its reader.
  const xlsx = await import('xlsx');
  let book: WorkBook;
  try {
    book = xlsx.read(bytes, {
      type: 'array',
      dense: true,
      cellDates: false,
      cellNF: true,
      cellHTML: false,
      cellFormula: false,
    });
  } catch (error) {
    const isProtected = /password-protected|Encrypted file/.test(
      error instanceof Error ? error.message : '',
    );
    return failed({ kind: isProtected ? 'protectedWorkbook' : 'corruptWorkbook' });
  }

  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const readSheet = (name: string) => sheetRecords(book.Sheets[name], xlsx.SSF, date1904);
  const sheet =
    book.SheetNames.find((name) => name === chosenSheet) ??
    book.SheetNames.find((name) => rowsOf(book.Sheets[name]).length > 1) ??
    book.SheetNames[0];
  if (sheet === undefined) return failed({ kind: 'corruptWorkbook' });
  const rows = rowsOf(book.Sheets[sheet]).length;
  if (rows > MAX_LINES) return failed({ kind: 'tooManyRows', rows, limit: MAX_LINES });
  return ok({
    fileKind,
    encoding: null,
    delimiter: null,
    sheet,
    sheets: book.SheetNames,
    records: readSheet(sheet),
    separatorLines: 0,
    endsWithLine: true,
    damage: [],
  });
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
): string[][] {
  const records = Array.from(rowsOf(sheet), (cells) =>
    Array.from(cells?.slice(0, MAX_COLUMNS) ?? [], (cell) => cellText(cell, ssf, date1904)),
  );
  // Sheets often end in rows that hold a format and no text.
  while (records.at(-1)?.every((text) => text.trim() === '')) records.pop();
  const width = Math.max(0, ...records.slice(0, 1000).map((cells) => cells.length));
  for (const cells of records) while (cells.length < width) cells.push('');
  return records;
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
