/**
 * The per-row report of an import: the file's own columns, what became of each row and why. It can be corrected
 * and imported again. Cells are plain text: who writes the file guards them against being read as formulas.
 */
import type { ImportKind } from '#lib/domain/importKind.ts';
import type { CheckedRow } from './checkedRow.ts';
import type { ListField, Mapping } from './fields.ts';
import type { ImportPlan, PlanEntry } from './plan.ts';
import type { FileTable } from './reading.ts';

/** The Italian texts of the files that an import writes, handed in since this layer has none. */
export interface ReportWords {
  readonly outcomeHeader: string;
  readonly reasonHeader: string;
  outcome(entry: PlanEntry): string;
  reasons(entry: PlanEntry): string;
  field(field: ListField): string;
  /** Of the empty file, and of its sheet. */
  templateName(kind: ImportKind): string;
  /** Of the file with the rows to be corrected. */
  problemsFileName(fileName: string): string;
  readonly problemsSheet: string;
}

/** The header first, then the rows in the order of the file, then the patients whom no row names. */
export function importReport(
  { header, mapping }: Pick<FileTable, 'header' | 'mapping'>,
  rows: readonly Pick<CheckedRow, 'line' | 'cells'>[],
  plan: Pick<ImportPlan, 'entries'>,
  words: ReportWords,
): string[][] {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), header.length);
  const entriesByLine = new Map(plan.entries.map((entry) => [entry.line, entry]));
  const line = (cells: readonly string[], entry: PlanEntry | undefined) => [
    ...padded(cells, width),
    entry ? words.outcome(entry) : '',
    entry ? words.reasons(entry) : '',
  ];
  return [
    [...named(padded(header, width), mapping, words), words.outcomeHeader, words.reasonHeader],
    ...rows.map((row) => line(row.cells, entriesByLine.get(row.line))),
    ...plan.entries
      .filter((entry) => entry.line === null)
      .map((entry) => line(patientCells(entry, mapping, width), entry)),
  ];
}

/**
 * A patient who was not in the file, in its columns. The tax code is left out: imported again, the row must
 * not pass for one in which the region lists the patient.
 */
function patientCells(entry: PlanEntry, mapping: Mapping, width: number): string[] {
  const cells = padded([], width);
  const put = (field: ListField, text: string) => {
    const column = mapping[field]?.[0];
    if (column !== undefined && column < width) cells[column] = text;
  };
  put('fullName', `${entry.lastName} ${entry.firstName}`.trim());
  put('lastName', entry.lastName);
  put('firstName', entry.firstName);
  put('birthDate', entry.birthDate ?? '');
  return cells;
}

/** A file without a header gets one: imported again, its columns are known by it. */
function named(header: readonly string[], mapping: Mapping, words: ReportWords): string[] {
  const isNameless = header.every((cell) => cell === '');
  return header.map((cell, column) => {
    const [field] = Object.entries(mapping).find(([, columns]) => columns.includes(column)) ?? [];
    return isNameless && field ? words.field(field as ListField) : cell;
  });
}

function padded(cells: readonly string[], width: number): string[] {
  return [...cells, ...Array<string>(Math.max(0, width - cells.length)).fill('')];
}
