/** How a file was read: what the wizard shows, and what the user may correct. */
import type { ImportKind } from '#lib/domain/importKind.ts';
import type { Mapping } from './fields.ts';
import type { KindWords } from './kindWords.ts';

export type FileKind = 'csv' | 'xlsx' | 'xls';
/** ISO-8859-1 is read as Windows-1252, of which it is a part, as browsers do. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type Delimiter = ';' | ',' | '\t' | '|';
export type DateOrder = 'dayMonthYear' | 'monthDayYear' | 'yearMonthDay';

/** What the user corrected; what is absent is found out from the file. */
export interface ReadChoices {
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
  /** Line of the header in the table, 1-based; 0 when the file has none. */
  readonly headerRow?: number;
  readonly dateOrder?: DateOrder;
  readonly sheet?: string;
  readonly mapping?: Mapping;
  /** What words of the list's own mean for the status. */
  readonly words?: KindWords;
  /** What the file is imported for; the list of a region when absent. */
  readonly kind?: ImportKind;
}

/** A row as it stands in the file. `line` is 1-based in the file as a person counts its rows. */
export interface FileRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A part of the file that could not be read: archiving by absence is then off (rule 4). */
export type Damage =
  | { readonly kind: 'unclosedQuote'; readonly line: number }
  | { readonly kind: 'truncatedLastRow'; readonly line: number }
  | { readonly kind: 'nulBytes'; readonly count: number };

export interface FileTable {
  readonly fileKind: FileKind;
  /** Null for workbooks. */
  readonly encoding: Encoding | null;
  readonly delimiter: Delimiter | null;
  readonly sheet: string | null;
  readonly sheets: readonly string[];
  /** Rows with text that the sheet hides; they are read all the same. */
  readonly hiddenRows: number;
  /** The list that its header makes it known for. */
  readonly source: string | null;
  /** 1-based; 0 when the file has no header. */
  readonly headerRow: number;
  readonly header: readonly string[];
  readonly dateOrder: DateOrder;
  readonly rows: readonly FileRow[];
  /** Lines that are not patients: titles before the header, totals after the rows, repeated headers. */
  readonly leftOut: readonly {
    readonly line: number;
    readonly why: 'title' | 'total' | 'repeatedHeader' | 'empty';
  }[];
  readonly damage: readonly Damage[];
  readonly mapping: Mapping;
  /** False when no column was recognised as identity: the mapping screen must be filled in first. */
  readonly mapped: boolean;
  /** The report's creation date when a title line or the file name says it, `YYYY-MM-DD`. */
  readonly reportDate: string | null;
}

/** Why a file cannot be read at all: one clear sentence each. */
export type FileRefusal =
  | { readonly kind: 'empty' }
  | { readonly kind: 'tooLarge'; readonly megabytes: number; readonly limit: number }
  | { readonly kind: 'html' }
  | { readonly kind: 'pdf' }
  | { readonly kind: 'zip' }
  | { readonly kind: 'image' }
  | { readonly kind: 'binary' }
  | { readonly kind: 'protectedWorkbook' }
  | { readonly kind: 'corruptWorkbook' }
  /** Megabytes: what a workbook may measure once unpacked. */
  | { readonly kind: 'unpacksTooLarge'; readonly limit: number }
  | { readonly kind: 'noTable' }
  | { readonly kind: 'noRows' }
  | { readonly kind: 'tooManyRows'; readonly rows: number; readonly limit: number };
