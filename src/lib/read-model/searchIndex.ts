/**
 * All listed patients in memory, in the worker: search, filters and sort over 50,000 rows in a few
 * milliseconds, by one pass over rows kept in order; while a search is typed on, over what it had found.
 */
import { type EnrolmentCounts, type EnrolmentKind, enrolmentKind } from '#lib/domain/ceiling.ts';
import { impliesTerms, needleOf, parseSearch, type SearchTerm } from '#lib/domain/search.ts';
import type { DocumentName } from '#lib/replica/documents.ts';
import {
  defaultListQuery,
  type ListPage,
  type ListQuery,
  type ListTab,
  NO_DOCTOR,
  type SortColumn,
  type TabCounts,
} from './listQuery.ts';
import { type ListedPatient, type PatientRow, listedPatient } from './patientRow.ts';
import type { RowKey } from './projector.ts';
import { type Sight, shows } from './sight.ts';

interface Entry {
  readonly listed: ListedPatient;
  readonly document: DocumentName;
  readonly search: string;
  readonly name: string;
  /** What the patient counts as against the ceiling; null: not at all. */
  readonly enrolment: EnrolmentKind | null;
}

export interface SearchIndex {
  put(rows: readonly PatientRow[]): void;
  remove(keys: readonly RowKey[]): void;
  /** From now on answers with what may be seen so; before the first time nobody sees anything. */
  see(sight: Sight): void;
  query(query: ListQuery): ListPage;
  counts(): TabCounts;
  /** Active SSN patients of a panel, by kind of enrolment. */
  enrolments(panel: string): EnrolmentCounts;
}

/** The last search of a list: what is typed on only narrows it. */
interface Search {
  readonly filters: string;
  readonly terms: readonly SearchTerm[];
  readonly found: readonly Entry[];
}

export function createSearchIndex(): SearchIndex {
  const entries = new Map<string, Entry>();
  /** By tab and sort; the searches too. Made when asked for, void when a row changes. */
  const orders = new Map<string, readonly Entry[]>();
  const searches = new Map<string, Search>();
  let counted: TabCounts | null = null;
  const enrolled = new Map<string, EnrolmentCounts>();
  let sight: Sight | null = null;

  function changed(): void {
    orders.clear();
    searches.clear();
    counted = null;
    enrolled.clear();
  }

  function inTab(tab: ListTab): Entry[] {
    const seen = sight;
    if (!seen) return [];
    return [...entries.values()].filter(({ listed: { tab: stands, status }, document }) =>
      shows(seen, tab, { document, tab: stands, status }),
    );
  }

  function inOrder(tab: ListTab, by: SortColumn): readonly Entry[] {
    let order = orders.get(`${tab} ${by}`);
    if (!order) {
      order = inTab(tab).sort(by === 'doctor' ? byDoctor : comparisons[by]);
      orders.set(`${tab} ${by}`, order);
    }
    return order;
  }

  function byDoctor(a: Entry, b: Entry): number {
    const nameOf = ({ listed }: Entry) => sight?.doctorNames.get(listed.panel) ?? '';
    return compareText(nameOf(a), nameOf(b)) || byName(a, b);
  }

  function passesDoctor({ panel }: ListedPatient, { doctor }: ListQuery): boolean {
    if (doctor === null) return true;
    return doctor === NO_DOCTOR ? sight?.withoutDoctor.has(panel) === true : panel === doctor;
  }

  function search(query: ListQuery, order: readonly Entry[]): readonly Entry[] {
    const key = `${query.tab} ${query.sort.by}`;
    const filters = filtersOf(query);
    const terms = parseSearch(query.text);
    const before = searches.get(key);
    const narrows = before?.filters === filters && impliesTerms(terms, before.terms);
    const among = narrows ? before.found : order;
    const needles = terms.map(needleOf);
    const asksNothing = terms.length === 0 && filters === NO_FILTERS;
    const found = asksNothing
      ? order
      : among.filter(
          (entry) =>
            needles.every((needle) => entry.search.includes(needle)) &&
            passes(entry.listed, query) &&
            passesDoctor(entry.listed, query),
        );
    searches.set(key, { filters, terms, found });
    return found;
  }

  return {
    put(rows) {
      if (rows.length === 0) return;
      for (const row of rows) {
        entries.set(keyOf(row.document, row.id), {
          listed: listedPatient(row),
          document: row.document,
          search: row.search,
          name: row.name,
          enrolment: enrolmentKind(row.patient),
        });
      }
      changed();
    },
    remove(keys) {
      if (keys.length === 0) return;
      for (const [document, id] of keys) entries.delete(keyOf(document, id));
      changed();
    },
    see(seen) {
      sight = seen;
      changed();
    },
    query(query) {
      const { tab, sort, offset, limit } = query;
      const order = inOrder(tab, sort.by);
      const found = search(query, order);
      const rows: ListedPatient[] = [];
      const end = Math.min(offset + limit, found.length);
      for (let i = offset; i < end; i++) {
        const entry = found[sort.descending ? found.length - 1 - i : i] as Entry;
        rows.push(entry.listed);
      }
      return { total: order.length, found: found.length, offset, rows };
    },
    counts() {
      if (counted) return counted;
      counted = {
        ssn: inTab('ssn').length,
        group: inTab('group').length,
        private: inTab('private').length,
        archive: inTab('archive').length,
      };
      return counted;
    },
    enrolments(panel) {
      const known = enrolled.get(panel);
      if (known) return known;
      const counts = { openEnded: 0, temporary: 0, derogated: 0 };
      for (const { enrolment, listed } of entries.values()) {
        if (enrolment && listed.panel === panel) counts[enrolment]++;
      }
      enrolled.set(panel, counts);
      return counts;
    },
  };
}

function filtersOf({ status, contact, app, birthYear, doctor }: ListQuery): string {
  return [status, contact, app, birthYear, doctor].join();
}

const NO_FILTERS = filtersOf(defaultListQuery('ssn'));

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

const comparisons: {
  readonly [By in Exclude<SortColumn, 'doctor'>]: (a: Entry, b: Entry) => number;
} = {
  name: byName,
  birthDate: (a, b) => compareText(a.listed.birthDate, b.listed.birthDate) || byName(a, b),
  status: (a, b) => compareText(a.listed.status, b.listed.status) || byName(a, b),
};
