/** What CSV and workbook readers hand on: records of cells, before any row is given a meaning. */
import type { Damage, Delimiter, Encoding, FileKind } from './reading.ts';

export interface RawTable {
  readonly fileKind: FileKind;
  readonly encoding: Encoding | null;
  readonly delimiter: Delimiter | null;
  readonly sheet: string | null;
  readonly sheets: readonly string[];
  /** Rows with text that the sheet hides. */
  readonly hiddenRows: number;
  /** Record `i` stands on line `i + 1`. */
  readonly records: readonly (readonly string[])[];
  /** 1 when the first record is Excel's `sep=;`, which is no part of the table. */
  readonly separatorLines: 0 | 1;
  /** Whether the text ends with a line end; a file cut short does not. Always true for workbooks. */
  readonly endsWithLine: boolean;
  readonly damage: readonly Damage[];
}
