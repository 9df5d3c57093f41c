/**
 * The list straight from the rows, by index: what a page shows before the worker has its search index.
 * Null for what an index cannot answer (search, filters): that waits for the worker.
 * IndexedDB counts by walking over every row (0.7 s for 50,000, measured): the sizes of the tabs are those
 * that were last told, and what the rows themselves say goes before them.
 */
import type { ListPage, ListQuery, SortColumn, TabCounts } from './listQuery.ts';
import { listedPatient } from './patientRow.ts';
import type { RowStore } from './rowStore.ts';

const indexes: { readonly [By in SortColumn]: string } = {
  name: '[tab+name+birthDate]',
  birthDate: '[tab+birthDate+name]',
  status: '[tab+status+name]',
};

/** Sorts after every text that a column can hold. */
const HIGHEST = '\uffff';

export async function readFirstPage(
  rows: RowStore,
  query: ListQuery,
  lastCounts: TabCounts | null,
): Promise<ListPage | null> {
  const { tab, sort, offset, limit } = query;
  const plain =
    query.text.trim() === '' &&
    query.status === null &&
    query.contact === 'any' &&
    query.app === 'any' &&
    query.birthYear === null;
  if (!plain) return null;
  const inTab = rows.patients.where(indexes[sort.by]).between([tab, ''], [tab, HIGHEST]);
  const found = await (sort.descending ? inTab.clone().reverse() : inTab.clone())
    .offset(offset)
    .limit(limit)
    .toArray();
  const total = await totalOf();
  return { total, found: total, offset, rows: found.map(listedPatient) };

  async function totalOf(): Promise<number> {
    const isPastEnd = found.length === 0 && offset > 0;
    const end = offset + found.length;
    if (found.length < limit && !isPastEnd) return end;
    // Counts remembered by an earlier version may lack the tab.
    const last = lastCounts?.[tab];
    if (last === undefined) return inTab.count();
    return isPastEnd ? last : Math.max(last, end);
  }
}
