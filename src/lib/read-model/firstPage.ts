/**
 * The list straight from the rows, by index: what a page shows before the worker has its search index.
 * Null for what an index cannot answer (search, filters): that waits for the worker.
 */
import type { ListPage, ListQuery, SortColumn } from './listQuery.ts';
import { listedPatient } from './patientRow.ts';
import type { RowStore } from './rowStore.ts';

const indexes: { readonly [By in SortColumn]: string } = {
  name: '[tab+name+birthDate]',
  birthDate: '[tab+birthDate+name]',
  status: '[tab+status+name]',
};

/** Sorts after every text that a column can hold. */
const HIGHEST = '\uffff';

export async function readFirstPage(rows: RowStore, query: ListQuery): Promise<ListPage | null> {
  const { tab, sort, offset, limit } = query;
  const plain =
    query.text.trim() === '' &&
    query.status === null &&
    query.contact === 'any' &&
    query.app === 'any' &&
    query.birthYear === null;
  if (!plain) return null;
  const inTab = rows.patients.where(indexes[sort.by]).between([tab, ''], [tab, HIGHEST]);
  const [total, found] = await Promise.all([
    inTab.count(),
    (sort.descending ? inTab.clone().reverse() : inTab.clone())
      .offset(offset)
      .limit(limit)
      .toArray(),
  ]);
  return { total, found: total, offset, rows: found.map(listedPatient) };
}
