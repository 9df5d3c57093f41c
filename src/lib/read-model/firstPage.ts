/**
 * The list straight from the rows, by index: what a page shows before the worker has its search index.
 * Null for what an index cannot answer (search, filters, expiries, names of doctors): that waits for the worker.
 * A tab shows the rows of several documents: each gives its first ones in order, and they are merged.
 * IndexedDB counts by walking over every row (0.7 s for 50,000, measured): the sizes of the tabs are those
 * that were last told, and what the rows themselves say goes before them.
 */
import type { DocumentName } from '#lib/replica/documents.ts';
import { isUnfiltered } from './listFilters.ts';
import type { ListPage, ListQuery, TabCounts } from './listQuery.ts';
import { listedPatient, type PatientRow } from './patientRow.ts';
import { type RowStore, TAB_INDEXES } from './rowStore.ts';
import type { Sight } from './sight.ts';

/** Sorts after every text that a column can hold. */
const HIGHEST = '\uffff';

export async function readFirstPage(
  rows: RowStore,
  query: ListQuery,
  sight: Sight,
  lastCounts: TabCounts | null,
): Promise<ListPage | null> {
  const { tab, sort, offset, limit } = query;
  const { by } = sort;
  if (by === 'doctor' || by === 'expiresOn' || !isPlain(query)) return null;
  if (tab === 'group' && sight.groupIsTemporary) return null;
  const { rows: standing, documents } = sight.tabs[tab];
  const several = documents.size > 1;
  const found = several ? await merged(by) : await firstOf([...documents][0], by, offset, limit);
  const total = await totalOf();
  return { total, found: total, offset, rows: found.map(listedPatient) };

  async function firstOf(
    document: DocumentName | undefined,
    order: keyof typeof TAB_INDEXES,
    from: number,
    count: number,
  ): Promise<PatientRow[]> {
    if (document === undefined) return [];
    const inTab = inOrder(document, order);
    return (sort.descending ? inTab.reverse() : inTab).offset(from).limit(count).toArray();
  }

  async function merged(order: keyof typeof TAB_INDEXES): Promise<PatientRow[]> {
    const firsts = await Promise.all(
      [...documents].map((document) => firstOf(document, order, 0, offset + limit)),
    );
    const compare = comparisonOf(order);
    return firsts
      .flat()
      .sort((a, b) => (sort.descending ? compare(b, a) : compare(a, b)))
      .slice(offset, offset + limit);
  }

  function inOrder(document: DocumentName, order: keyof typeof TAB_INDEXES) {
    return rows.patients
      .where(TAB_INDEXES[order])
      .between([document, standing, ''], [document, standing, HIGHEST]);
  }

  async function countAll(): Promise<number> {
    const counts = [...documents].map((document) => inOrder(document, 'name').count());
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  }

  async function totalOf(): Promise<number> {
    const isPastEnd = found.length === 0 && offset > 0;
    const end = offset + found.length;
    if (found.length < limit && !isPastEnd) return end;
    // Counts remembered by an earlier version may lack the tab.
    const last = lastCounts?.[tab];
    // Fewer than there are rows: they were told before a stop that came in between.
    if (last === undefined || last < end) return countAll();
    return last;
  }
}

function isPlain(query: ListQuery): boolean {
  return query.text.trim() === '' && isUnfiltered(query);
}

/** As the index orders rows; the key of a row settles the rest. */
function comparisonOf(order: keyof typeof TAB_INDEXES) {
  const columns = {
    name: ['name', 'birthDate', 'id'],
    birthDate: ['birthDate', 'name', 'id'],
    status: ['status', 'name', 'id'],
  } as const;
  return (a: PatientRow, b: PatientRow): number => {
    for (const column of columns[order]) {
      if (a[column] !== b[column]) return a[column] < b[column] ? -1 : 1;
    }
    return 0;
  };
}
