/** A file the user opened: its bytes, how they were read, and its rows, checked on their own. */
import { loadPlaceCodes } from '#lib/domain/placeCodes.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { checkRows } from './checkRows.ts';
import type { CheckedRow } from './checkedRow.ts';
import type { FileSummary, ImportProgress } from './importDesk.ts';
import type { RecalledMapping } from './mappingMemory.ts';
import { readFile, sampleValues } from './readFile.ts';
import type { FileRefusal, FileTable, ReadChoices } from './reading.ts';

export interface OpenFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** SHA-256, hex. */
  readonly hash: string;
  readonly choices: ReadChoices;
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
  readonly recall: (header: readonly string[]) => Promise<RecalledMapping | null>;
  /** Lets the worker hear a message, such as `Interrompi`. */
  readonly pause: () => Promise<void>;
}

export async function openFile(
  reader: FileReader,
  bytes: Uint8Array,
  fileName: string,
  choices: ReadChoices,
  signal: AbortSignal,
  onProgress: (progress: ImportProgress) => void,
): Promise<Result<OpenFile, FileRefusal>> {
  onProgress({ phase: 'reading', done: 0, total: 0 });
  const read = await readFile(bytes, fileName, choices, signal);
  if (!read.ok) return read;
  const recalled = choices.mapping ? null : await reader.recall(read.value.header);
  const again = recalled
    ? await readFile(bytes, fileName, { ...choices, mapping: recalled.mapping }, signal)
    : read;
  if (!again.ok) return again;
  const table = again.value;
  const rows = table.mapped
    ? await checkRows(table, {
        today: reader.today(),
        places: await loadPlaceCodes(),
        pause: reader.pause,
        signal,
        onProgress: (done, total) => onProgress({ phase: 'checking', done, total }),
      })
    : [];
  return ok({ bytes, fileName, hash: await reader.digest(bytes), choices, table, recalled, rows });
}

export function summariseFile({ table, fileName, bytes, recalled }: OpenFile): FileSummary {
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
    hasDoctorColumn: hasDoctorColumn(table),
    remembered: recalled && { id: recalled.id, name: recalled.name },
  };
}

export function hasDoctorColumn(table: FileTable): boolean {
  return (table.mapping.doctorCode?.length ?? 0) > 0;
}
