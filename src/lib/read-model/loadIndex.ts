import type { RowStore } from './rowStore.ts';
import type { SearchIndex } from './searchIndex.ts';

/** Rows read at a time: enough to be quick, few enough that the worker answers in between. */
const CHUNK = 2000;

/** Fills the search index from the rows, in the order of their keys. */
export async function loadIndex(rows: RowStore, index: SearchIndex): Promise<void> {
  let chunk = await rows.patients.limit(CHUNK).toArray();
  index.put(chunk);
  for (let last = chunk.at(-1); last && chunk.length === CHUNK; last = chunk.at(-1)) {
    const after = [last.document, last.id];
    chunk = await rows.patients.where('[document+id]').above(after).limit(CHUNK).toArray();
    index.put(chunk);
  }
}
