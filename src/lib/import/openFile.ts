/** A file the user opened: its bytes, how they were read, and its rows, checked on their own. */
import type { ImportKind } from '#lib/domain/importKind.ts';
import { loadPlaceCodes } from '#lib/domain/placeCodes.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { checkRows } from './checkRows.ts';
import type { CheckedRow } from './checkedRow.ts';
import type { FileSummary, ImportProgress } from './importDesk.ts';
import { type KindWord, kindWordsOf, type KindWords } from './kindWords.ts';
import type { RecalledMapping } from './mappingMemory.ts';
import type { CellCorrections } from './plan.ts';
import { readFile, sampleValues } from './readFile.ts';
import type { FileRefusal, FileTable, ReadChoices } from './reading.ts';
import { correctedRows } from './rowFixes.ts';

export interface OpenFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** SHA-256, hex. */
  readonly hash: string;
  readonly choices: ReadChoices;
  /** What words of the list's own mean, as said now or before. */
  readonly words: KindWords;
  /** Those that stand in the file, with what they are taken for. */
  readonly kindWords: readonly KindWord[];
  readonly table: FileTable;
  /** The mapping that was used because somebody confirmed it before for this header. */
  readonly recalled: RecalledMapping | null;
  /** Empty until the columns are mapped. */
  readonly rows: readonly CheckedRow[];
}

export interface FileReader {
  readonly today: () => PlainDate;
  readonly digest: (bytes: Uint8Array) => Promise<string>;
  /** What was mapped by hand for this header before. */
  readonly recall: (header: readonly string[], kind: ImportKind) => Promise<RecalledMapping | null>;
  /** Lets the worker hear a message, such as `Interrompi`. */
  readonly pause: () => Promise<void>;
}

/** How far the work has come, and whether it is still wanted. */
export interface Work {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
}

export async function openFile(
  reader: FileReader,
  bytes: Uint8Array,
  fileName: string,
  choices: ReadChoices,
  cells: CellCorrections,
  work: Work,
): Promise<Result<OpenFile, FileRefusal>> {
  const { signal, onProgress } = work;
  onProgress({ phase: 'reading', done: 0, total: 0 });
  const read = await readFile(bytes, fileName, choices, signal);
  if (!read.ok) return read;
  const known = await reader.recall(read.value.header, choices.kind ?? 'region');
  const recalled = choices.mapping ? null : known;
  const again = recalled
    ? await readFile(bytes, fileName, { ...choices, mapping: recalled.mapping }, signal)
    : read;
  if (!again.ok) return again;
  const words = { ...known?.words, ...choices.words };
  const file = {
    bytes,
    fileName,
    hash: await reader.digest(bytes),
    choices,
    words,
    kindWords: kindWordsOf(again.value, words),
    table: again.value,
    recalled,
  };
  return ok({ ...file, rows: await checkFile(reader, file, cells, work) });
}

/** The rows of an open file with what was corrected in them; none until the columns are mapped. */
export async function checkFile(
  reader: FileReader,
  { table, words, choices }: Omit<OpenFile, 'rows'>,
  cells: CellCorrections,
  { signal, onProgress }: Work,
): Promise<readonly CheckedRow[]> {
  if (!table.mapped) return [];
  const corrected = { ...table, rows: correctedRows(table.rows, cells) };
  return checkRows(corrected, {
    today: reader.today(),
    places: await loadPlaceCodes(),
    kind: choices.kind,
    words,
    pause: reader.pause,
    signal,
    onProgress: (done, total) => onProgress({ phase: 'checking', done, total }),
  });
}

export function summariseFile({
  table,
  fileName,
  bytes,
  recalled,
  kindWords,
}: OpenFile): FileSummary {
  const { rows, leftOut, ...rest } = table;
  const counts = { title: 0, total: 0, repeatedHeader: 0, empty: 0 };
  for (const { why } of leftOut) counts[why]++;
  return {
    ...rest,
    fileName,
    bytes: bytes.length,
    rowCount: rows.length,
    leftOut: counts,
    samples: table.header.map((_, column) => sampleValues(table, column)),
    words: kindWords,
    hasDoctorColumn: hasDoctorColumn(table),
    remembered: recalled && { id: recalled.id, name: recalled.name },
  };
}

export function hasDoctorColumn(table: FileTable): boolean {
  return (table.mapping.doctorCode?.length ?? 0) > 0;
}
