/**
 * All listed patients in memory, in the worker: search, filters and sort over 50,000 rows in a few
 * milliseconds, by one pass over rows kept in order.
 */
import { matchesTerms, parseSearch } from '#lib/domain/search.ts';
import type { ListPage, ListQuery, SortColumn, TabCounts } from './listQuery.ts';
import { type ListedPatient, type PatientRow, listedPatient } from './patientRow.ts';
import type { RowKey } from './projector.ts';

interface Entry {
  readonly listed: ListedPatient;
  readonly search: string;
  readonly name: string;
}

export interface SearchIndex {
  put(rows: readonly PatientRow[]): void;
  remove(keys: readonly RowKey[]): void;
  query(query: ListQuery): ListPage;
  counts(): TabCounts;
}

export function createSearchIndex(): SearchIndex {
  const entries = new Map<string, Entry>();
  const orders = new Map<SortColumn, Entry[]>();

  function inOrder(by: SortColumn): readonly Entry[] {
    let order = orders.get(by);
    if (!order) {
      order = [...entries.values()].sort(comparisons[by]);
      orders.set(by, order);
    }
    return order;
  }

  return {
    put(rows) {
      if (rows.length === 0) return;
      for (const row of rows) {
        entries.set(keyOf(row.document, row.id), {
          listed: listedPatient(row),
          search: row.search,
          name: row.name,
        });
      }
      orders.clear();
    },
    remove(keys) {
      if (keys.length === 0) return;
      for (const [document, id] of keys) entries.delete(keyOf(document, id));
      orders.clear();
    },
    query(query) {
      const order = inOrder(query.sort.by);
      const terms = parseSearch(query.text);
      const end = query.offset + query.limit;
      const rows: ListedPatient[] = [];
      let total = 0;
      let found = 0;
      const last = order.length - 1;
      for (let i = 0; i <= last; i++) {
        const entry = order[query.sort.descending ? last - i : i] as Entry;
        if (entry.listed.tab !== query.tab) continue;
        total++;
        if (!passes(entry.listed, query) || !matchesTerms(entry.search, terms)) continue;
        if (found >= query.offset && found < end) rows.push(entry.listed);
        found++;
      }
      return { total, found, offset: query.offset, rows };
    },
    counts() {
      const counts = { ssn: 0, private: 0, archive: 0 };
      for (const { listed } of entries.values()) if (listed.tab !== 'none') counts[listed.tab]++;
      return counts;
    },
  };
}

function keyOf(document: string, id: string): string {
  return `${document} ${id}`;
}

function passes(patient: ListedPatient, query: ListQuery): boolean {
  if (query.status && patient.status !== query.status) return false;
  if (query.app !== 'any' && (query.app === 'yes') !== (patient.hasApp === 1)) return false;
  if (query.birthYear !== null && !patient.birthDate.startsWith(`${query.birthYear}-`))
    return false;
  switch (query.contact) {
    case 'any':
      return true;
    case 'withPhone':
      return hasContact(patient, 'phone');
    case 'withoutPhone':
      return !hasContact(patient, 'phone');
    case 'withEmail':
      return hasContact(patient, 'email');
    case 'withoutEmail':
      return !hasContact(patient, 'email');
  }
}

function hasContact(patient: ListedPatient, kind: 'phone' | 'email'): boolean {
  return patient.contacts.some((contact) => contact.kind === kind && !contact.doNotUse);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const byName = (a: Entry, b: Entry) =>
  compareText(a.name, b.name) ||
  compareText(a.listed.birthDate, b.listed.birthDate) ||
  compareText(a.listed.id, b.listed.id);

const comparisons: { readonly [By in SortColumn]: (a: Entry, b: Entry) => number } = {
  name: byName,
  birthDate: (a, b) => compareText(a.listed.birthDate, b.listed.birthDate) || byName(a, b),
  status: (a, b) => compareText(a.listed.status, b.listed.status) || byName(a, b),
};
