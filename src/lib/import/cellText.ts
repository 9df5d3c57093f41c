/** A cell as the importer understands it: without the guards spreadsheets put around it. */

const FORMULA_GUARD = /^="([\s\S]*)"$/;
/** Not the apostrophe of Dutch names such as 't Hooft and 's-Gravesande. */
const TEXT_GUARD = /^'(?![ts][ -])/i;
/** `NA` is not among them: it is Napoli. */
const NOTHING = /^([-–—_./\\\s]*|n\/d|n\.d\.?|nd|n\/a|null|\?+)$/i;

/** The text of a cell: `="..."` and leading `'` removed, every kind of white space a single space. */
export function cleanCell(raw: string): string {
  const text = raw.trim();
  const unguarded = FORMULA_GUARD.exec(text)?.[1] ?? text;
  return unguarded.replace(TEXT_GUARD, '').replace(/\s+/g, ' ').trim();
}

/** The same, or null where the cell says that there is nothing: empty, `-`, `N/D`, `NULL`. */
export function cellValue(raw: string | undefined): string | null {
  if (raw === undefined || raw === '') return null;
  const text = cleanCell(raw);
  return NOTHING.test(text) ? null : text;
}

/** Words of a header, title or status: lower case, no accents, punctuation and `_` as one space. */
export function plainWords(raw: string): string {
  return cleanCell(raw)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Number of cells up to the last one that holds something. */
export function filledWidth(cells: readonly string[]): number {
  let width = cells.length;
  while (width > 0 && cells[width - 1]?.trim() === '') width -= 1;
  return width;
}
