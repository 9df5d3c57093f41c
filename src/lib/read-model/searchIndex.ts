/**
 * All listed patients in memory, in the worker: search, filters and sort over 50,000 rows in a few
 * milliseconds, by one pass over rows kept in order; while a search is typed on, over what it had found.
 */
import { type EnrolmentCounts, type EnrolmentKind, enrolmentKind } from '#lib/domain/ceiling.ts';
import type { DataIssue } from '#lib/domain/dataIssues.ts';
import type { ExpiryDays } from '#lib/domain/dateRange.ts';
import type { Exemption, PatientId } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import { impliesTerms, needleOf, parseSearch, type SearchTerm } from '#lib/domain/search.ts';
import {
  compileFilters,
  type Filtered,
  filterKey,
  type ListFilters,
  NO_FILTERS,
} from './listFilters.ts';
import type {
  ChosenCounts,
  ListPage,
  ListQuery,
  QueueCounts,
  SortColumn,
  TabCounts,
} from './listQuery.ts';
import { type ListedPatient, type PatientRow, type Tab, listedPatient } from './patientRow.ts';
import type { RowKey } from './projector.ts';

interface Entry extends Filtered {
  readonly search: string;
  readonly name: string;
  /** What the patient counts as against the ceiling; null: not at all. */
  readonly enrolment: EnrolmentKind | null;
}

export interface SearchIndex {
  put(rows: readonly PatientRow[]): void;
  remove(keys: readonly RowKey[]): void;
  /** Filters that depend on the day are judged by `today`. */
  query(query: ListQuery, today: PlainDate): ListPage;
  /** Everybody whom the query finds, in its order, whatever its window. */
  ids(query: ListQuery, today: PlainDate): PatientId[];
  /** Those of them that some tab shows, in the order asked for. */
  patients(ids: readonly PatientId[]): ListedPatient[];
  /** `ids` are of the query's tab. */
  chosen(ids: readonly PatientId[], query: ListQuery, today: PlainDate): ChosenCounts;
  counts(): TabCounts;
  queues(today: PlainDate): QueueCounts;
  /** Active SSN patients, by kind of enrolment. */
  enrolments(): EnrolmentCounts;
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
  const issueLists = new Map<string, readonly DataIssue[]>();
  let counted: TabCounts | null = null;
  let queued: { readonly today: PlainDate; readonly counts: QueueCounts } | null = null;
  let enrolled: EnrolmentCounts | null = null;

  function changed(): void {
    orders.clear();
    searches.clear();
    counted = null;
    queued = null;
    enrolled = null;
  }

  /** Thousands lack the same few things: one list of them serves all. */
  function shared(issues: readonly DataIssue[]): readonly DataIssue[] {
    const key = issues.join();
    const known = issueLists.get(key);
    if (known) return known;
    issueLists.set(key, issues);
    return issues;
  }

  function inOrder(tab: Tab, by: SortColumn): readonly Entry[] {
    let order = orders.get(`${tab} ${by}`);
    if (!order) {
      const ofTab = [...entries.values()].filter(({ listed }) => listed.tab === tab);
      order = ofTab.sort(comparisons[by]);
      orders.set(`${tab} ${by}`, order);
    }
    return order;
  }

  function search(query: ListQuery, order: readonly Entry[], today: PlainDate): readonly Entry[] {
    const key = `${query.tab} ${query.sort.by}`;
    const filters = `${filterKey(query)} ${today}`;
    const terms = parseSearch(query.text);
    const before = searches.get(key);
    const narrows = before?.filters === filters && impliesTerms(terms, before.terms);
    const found = narrow(narrows ? before.found : order, terms, compileFilters(query, today));
    searches.set(key, { filters, terms, found });
    return found;
  }

  function countQueues(today: PlainDate): QueueCounts {
    const ofTab = inOrder('ssn', 'name');
    const count = (filters: Partial<ListFilters>) =>
      narrow(ofTab, [], compileFilters({ ...NO_FILTERS, ...filters }, today)).length;
    const within = (days: ExpiryDays) => count({ expiry: { kind: 'within', days } });
    return {
      expiring: { 60: within(60), 30: within(30), 7: within(7) },
      expired: count({ expiry: { kind: 'expired' } }),
      toCheck: count({ data: 'toCheck' }),
    };
  }

  return {
    put(rows) {
      if (rows.length === 0) return;
      for (const row of rows) {
        entries.set(keyOf(row.document, row.id), {
          listed: { ...listedPatient(row), issues: shared(row.issues ?? []) },
          sex: row.patient.identity.sex,
          exemptions: row.patient.exemptions?.codes ?? NO_EXEMPTIONS,
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
    query(query, today) {
      const { tab, sort, offset, limit } = query;
      const order = inOrder(tab, sort.by);
      const found = search(query, order, today);
      const rows: ListedPatient[] = [];
      const end = Math.min(offset + limit, found.length);
      for (let i = offset; i < end; i++) {
        const entry = found[sort.descending ? found.length - 1 - i : i] as Entry;
        rows.push(entry.listed);
      }
      return { total: order.length, found: found.length, offset, rows };
    },
    ids(query, today) {
      const found = search(query, inOrder(query.tab, query.sort.by), today);
      const ids = found.map(({ listed }) => listed.id);
      return query.sort.descending ? ids.reverse() : ids;
    },
    patients(ids) {
      const wanted = new Set(ids);
      const found = new Map<PatientId, ListedPatient>();
      for (const { listed } of entries.values()) {
        if (wanted.has(listed.id) && listed.tab !== 'none') found.set(listed.id, listed);
      }
      return ids.map((id) => found.get(id)).filter((listed) => listed !== undefined);
    },
    chosen(ids, query, today) {
      const wanted = new Set(ids);
      const order = inOrder(query.tab, query.sort.by);
      const count = (among: readonly Entry[]) =>
        among.reduce((sum, { listed }) => sum + (wanted.has(listed.id) ? 1 : 0), 0);
      return { listed: count(order), found: count(search(query, order, today)) };
    },
    counts() {
      if (counted) return counted;
      const counts = { ssn: 0, private: 0, archive: 0 };
      for (const { listed } of entries.values()) if (listed.tab !== 'none') counts[listed.tab]++;
      counted = counts;
      return counts;
    },
    queues(today) {
      if (queued?.today !== today) queued = { today, counts: countQueues(today) };
      return queued.counts;
    },
    enrolments() {
      if (enrolled) return enrolled;
      const counts = { openEnded: 0, temporary: 0, derogated: 0 };
      for (const { enrolment } of entries.values()) if (enrolment) counts[enrolment]++;
      enrolled = counts;
      return counts;
    },
  };
}

const NO_EXEMPTIONS: readonly Exemption[] = [];

/** Those that hold every term and pass the filters. */
function narrow(
  among: readonly Entry[],
  terms: readonly SearchTerm[],
  passes: ((patient: Filtered) => boolean) | null,
): readonly Entry[] {
  const needles = terms.map(needleOf);
  if (needles.length === 0) return passes ? among.filter(passes) : among;
  return among.filter(
    (entry) =>
      needles.every((needle) => entry.search.includes(needle)) && (!passes || passes(entry)),
  );
}

function keyOf(document: string, id: string): string {
  return `${document} ${id}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const byName = (a: Entry, b: Entry) =>
  compareText(a.name, b.name) ||
  compareText(a.listed.birthDate, b.listed.birthDate) ||
  compareText(a.listed.id, b.listed.id);

/** After every day. */
const NEVER = '~';

const comparisons: { readonly [By in SortColumn]: (a: Entry, b: Entry) => number } = {
  name: byName,
  birthDate: (a, b) => compareText(a.listed.birthDate, b.listed.birthDate) || byName(a, b),
  expiresOn: (a, b) =>
    compareText(a.listed.expiresOn ?? NEVER, b.listed.expiresOn ?? NEVER) || byName(a, b),
  status: (a, b) => compareText(a.listed.status, b.listed.status) || byName(a, b),
};
