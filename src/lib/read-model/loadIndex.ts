import type { RowStore } from './rowStore.ts';
import type { SearchIndex } from './searchIndex.ts';

/** Rows read at a time: enough to be quick, few enough that the worker answers in between. */
const CHUNK = 2000;

/** Fills the search index from the rows, in the order of their keys. */
export async function loadIndex(rows: RowStore, index: SearchIndex): Promise<void> {
  let after: [string, string] | null = null;
  for (;;) {
    const rest = after
      ? rows.patients.where('[document+id]').above(after)
      : rows.patients.toCollection();
    const chunk = await rest.limit(CHUNK).toArray();
    index.put(chunk);
    const last = chunk.at(-1);
    if (!last || chunk.length < CHUNK) return;
    after = [last.document, last.id];
  }
}
