/**
 * Reads a patient list, whatever program wrote it: what the bytes are, how they are cut into cells,
 * where the header stands, which lines are patients. Every guess is told, and gives way to a choice.
 * Never throws on bad content; an aborted `signal` throws its reason.
 */
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { cleanCell, filledWidth } from './cellText.ts';
import { readCsvTable } from './csvTable.ts';
import { findDateOrder } from './dates.ts';
import { LIST_FIELDS, type Mapping } from './fields.ts';
import { findHeader } from './findHeader.ts';
import { recogniseList } from './builtInLists.ts';
import { hasCode, isMapped, mapHeader } from './headerSynonyms.ts';
import { MAX_ROWS } from './limits.ts';
import { mapByContent } from './mapByContent.ts';
import type { RawTable } from './rawTable.ts';
import type { Damage, FileRefusal, FileRow, FileTable, ReadChoices } from './reading.ts';
import { commonWidth } from './recordShape.ts';
import { findReportDate } from './reportDate.ts';
import { separateRows } from './separateRows.ts';
import { sniffFile } from './sniffFile.ts';
import { readWorkbookTable } from './workbookTable.ts';

export { sampleValues } from './sampleValues.ts';

/** Reads the whole file into rows of text. Lines are counted as `FileRow.line` in csvRecords.ts says. */
export async function readFile(
  bytes: Uint8Array,
  fileName: string,
  choices: ReadChoices,
  signal?: AbortSignal,
): Promise<Result<FileTable, FileRefusal>> {
  const content = sniffFile(bytes);
  if (!content.ok) return content;
  const raw =
    content.value === 'text'
      ? readCsvTable(bytes, choices)
      : await readWorkbookTable(bytes, content.value, choices.sheet);
  signal?.throwIfAborted();
  return raw.ok ? describeTable(raw.value, fileName, choices) : raw;
}

function describeTable(
  raw: RawTable,
  fileName: string,
  choices: ReadChoices,
): Result<FileTable, FileRefusal> {
  const { records, separatorLines } = raw;
  const headerRow = choices.headerRow ?? findHeader(records, separatorLines + 1);
  const separated = separateRows(records, Math.max(headerRow, separatorLines));
  const { rows } = separated;
  const leftOut =
    headerRow === 0 && separatorLines === 1
      ? [{ line: 1, why: 'title' as const }, ...separated.leftOut]
      : separated.leftOut;
  if (rows.length === 0) return failed({ kind: 'noRows' });
  if (rows.length > MAX_ROWS) {
    return failed({ kind: 'tooManyRows', rows: rows.length, limit: MAX_ROWS });
  }

  const header =
    headerRow > 0
      ? (records[headerRow - 1] ?? []).map(cleanCell)
      : Array.from({ length: commonWidth(rows.map(({ cells }) => cells.length)) }, () => '');
  const kind = choices.kind ?? 'region';
  const source = recogniseList(header);
  const mapping =
    choices.mapping ??
    (headerRow > 0 ? mapHeader(header, kind, source?.ownWords) : mapByContent(rows));
  // Of a list known to name nobody the codes are enough: they are of patients who are there.
  const isEnough = source?.namesNobody === true && hasCode(mapping);
  const around = leftOut.filter(({ why }) => why === 'title' || why === 'total');
  return ok({
    fileKind: raw.fileKind,
    encoding: raw.encoding,
    delimiter: raw.delimiter,
    sheet: raw.sheet,
    sheets: raw.sheets,
    hiddenRows: raw.hiddenRows,
    source: source?.name ?? null,
    headerRow,
    header,
    dateOrder: choices.dateOrder ?? findDateOrder(dateTexts(rows, mapping)),
    rows,
    leftOut,
    damage: [...raw.damage, ...truncatedRow(raw, rows, header)],
    mapping,
    mapped: isMapped(mapping, kind) || isEnough,
    reportDate: findReportDate(
      around.map(({ line }) => records[line - 1] ?? []),
      fileName,
    ),
  });
}

/** A last row with cells missing and no line end behind it: the download stopped there. */
function truncatedRow(
  raw: RawTable,
  rows: readonly FileRow[],
  header: readonly string[],
): Damage[] {
  const last = rows.at(-1);
  if (raw.endsWithLine || last?.line !== raw.records.length) return [];
  return last.cells.length < filledWidth(header) || isShorterThanOthers(last, rows, header)
    ? [{ kind: 'truncatedLastRow', line: last.line }]
    : [];
}

/** Without names in the header only the other rows say how wide one is. */
function isShorterThanOthers(
  last: FileRow,
  rows: readonly FileRow[],
  header: readonly string[],
): boolean {
  return (
    filledWidth(header) === 0 &&
    last.cells.length < commonWidth(rows.map(({ cells }) => cells.length))
  );
}

const DATE_FIELDS = LIST_FIELDS.filter((field) => field.endsWith('Date') || field.endsWith('On'));

function* dateTexts(rows: readonly FileRow[], mapping: Mapping): Generator<string> {
  const columns = DATE_FIELDS.flatMap((field) => mapping[field] ?? []);
  for (const { cells } of rows) {
    for (const column of columns) {
      const cell = cells[column];
      if (cell) yield cleanCell(cell);
    }
  }
}
