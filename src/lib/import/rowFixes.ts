/** Cells corrected in the preview: by hand, as proposed, in one row or wherever the same stands. */
import { foldName } from '#lib/domain/names.ts';
import { suggestTaxCode } from '#lib/domain/taxCodeSuggestion.ts';
import { cleanCell } from './cellText.ts';
import type { CheckedRow } from './checkedRow.ts';
import { LIST_FIELDS, type ListField, type Mapping } from './fields.ts';
import type { CellCorrections, EntryReason } from './plan.ts';
import type { FileRow } from './reading.ts';

/** `taxCode`: look-alike letters and digits put right. `swapNames`: surname and name stand in each other's column. */
export type SuggestedFix =
  { readonly kind: 'taxCode'; readonly text: string } | { readonly kind: 'swapNames' };

/** A cell of a row that feeds a field. */
export interface RowCell {
  readonly column: number;
  readonly field: ListField;
  readonly text: string;
}

export type RowFix =
  | {
      readonly kind: 'cell';
      readonly line: number;
      readonly column: number;
      readonly text: string;
      /** In every row whose cell of that column says the same. */
      readonly everywhere: boolean;
    }
  | {
      readonly kind: 'suggested';
      readonly line: number;
      readonly fix: SuggestedFix['kind'];
      /** In every row for which the same is proposed. */
      readonly everywhere: boolean;
    }
  /** The row as the file has it. */
  | { readonly kind: 'reset'; readonly line: number };

/** The rows with what was corrected in them. */
export function correctedRows(rows: readonly FileRow[], cells: CellCorrections): FileRow[] {
  return rows.map((row) => {
    const corrections = cells[row.line];
    if (!corrections) return row;
    const columns = Object.keys(corrections).map(Number);
    const length = Math.max(row.cells.length, ...columns.map((column) => column + 1));
    return {
      ...row,
      cells: Array.from({ length }, (_, column) => corrections[column] ?? row.cells[column] ?? ''),
    };
  });
}

/** The cells of a row that are read, in the order of the fields. */
export function cellsOf(row: CheckedRow, mapping: Mapping): RowCell[] {
  return LIST_FIELDS.flatMap((field) =>
    (mapping[field] ?? []).map((column) => ({
      column,
      field,
      text: cleanCell(row.cells[column] ?? ''),
    })),
  );
}

export function suggestedFixes(
  row: CheckedRow,
  mapping: Mapping,
  reasons: readonly EntryReason[] = [],
): SuggestedFix[] {
  const code = suggestedCode(row, mapping);
  const isSwapped =
    row.warnings.some((said) => said.kind === 'taxCode' && said.warning.kind === 'namesSwapped') ||
    reasons.some(isSwappedHere);
  const canSwap = nameColumns(mapping) !== null;
  return [
    ...(code ? [{ kind: 'taxCode', text: code.text } as const] : []),
    ...(isSwapped && canSwap ? [{ kind: 'swapNames' } as const] : []),
  ];
}

/** The corrections once the fix is made as well. */
export function withFix(
  before: CellCorrections,
  fix: RowFix,
  rows: readonly CheckedRow[],
  mapping: Mapping,
): CellCorrections {
  if (fix.kind === 'reset') {
    const { [fix.line]: _, ...others } = before;
    return others;
  }
  const own = rows.find(({ line }) => line === fix.line);
  if (!own) return before;
  const among = fix.everywhere ? rows : [own];
  const after = { ...before };
  for (const row of among) {
    const cells =
      fix.kind === 'cell'
        ? cellFix(fix, own, row)
        : suggestedCells(fix.fix, row, mapping, row === own);
    if (cells) after[row.line] = { ...before[row.line], ...cells };
  }
  return after;
}

function cellFix(
  { column, text }: RowFix & { readonly kind: 'cell' },
  own: CheckedRow,
  row: CheckedRow,
): Record<number, string> | null {
  const said = (checked: CheckedRow) => cleanCell(checked.cells[column] ?? '');
  return said(row) === said(own) ? { [column]: text } : null;
}

function suggestedCells(
  fix: SuggestedFix['kind'],
  row: CheckedRow,
  mapping: Mapping,
  isAsked: boolean,
): Record<number, string> | null {
  // What was proposed for the row itself may rest on its patient, whom only the plan knows.
  if (!isAsked && !suggestedFixes(row, mapping).some(({ kind }) => kind === fix)) return null;
  if (fix === 'taxCode') {
    const code = suggestedCode(row, mapping);
    return code && { [code.column]: code.text };
  }
  const columns = nameColumns(mapping);
  if (!columns) return null;
  const [last, first] = columns;
  return { [last]: row.cells[first] ?? '', [first]: row.cells[last] ?? '' };
}

function suggestedCode(
  { problems, cells }: CheckedRow,
  mapping: Mapping,
): { readonly column: number; readonly text: string } | null {
  const wrong = problems.find(({ kind }) => kind === 'taxCode');
  if (wrong?.kind !== 'taxCode') return null;
  const text = suggestTaxCode(wrong.text);
  const columns = [...(mapping.taxCode ?? []), ...(mapping.stpEni ?? [])];
  const column = columns.find((each) => cleanCell(cells[each] ?? '') === wrong.text);
  return text === null || column === undefined ? null : { column, text };
}

function nameColumns({ lastName, firstName }: Mapping): readonly [number, number] | null {
  const [last, first] = [lastName?.[0], firstName?.[0]];
  return last === undefined || first === undefined ? null : [last, first];
}

/** The patient of that code has the same two names the other way round. */
function isSwappedHere(reason: EntryReason): boolean {
  if (reason.kind !== 'identityDiffers') return false;
  const [last, first] = ['lastName', 'firstName'].map((name) =>
    reason.fields.find(({ field }) => field === name),
  );
  if (!last || !first) return false;
  return (
    foldName(last.from ?? '') === foldName(first.to ?? '') &&
    foldName(first.from ?? '') === foldName(last.to ?? '')
  );
}
