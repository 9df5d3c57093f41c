/** An export as CSV: what a spreadsheet must not change is guarded cell by cell. */
import { formatItalianDate } from '#lib/domain/plainDate.ts';
import { textCell, writeCsv } from './csv.ts';
import type { ExportCell, ExportTable } from './exportColumns.ts';

export function writeCsvExport({ header, rows }: ExportTable): Uint8Array {
  return writeCsv([header, ...rows.map((cells) => cells.map(csvCell))]);
}

function csvCell(cell: ExportCell): string {
  if (cell === null) return '';
  return 'date' in cell ? formatItalianDate(cell.date) : textCell(cell.text);
}
