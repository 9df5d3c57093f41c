/**
 * All listed patients in memory, in the worker: search, filters and sort over 50,000 rows in a few
 * milliseconds, by one pass over rows kept in order; while a search is typed on, over what it had found.
 * Long: every answer stands on the same few tables, which a change of a row voids together.
 */
import { type EnrolmentCounts, type EnrolmentKind, enrolmentKind } from '#lib/domain/ceiling.ts';
import type { DataIssue } from '#lib/domain/dataIssues.ts';
import type { ExpiryDays } from '#lib/domain/dateRange.ts';
import { nextExemptionEnd } from '#lib/domain/exemption.ts';
import type { Exemption, PatientId } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import { impliesTerms, needleOf, parseSearch, type SearchTerm } from '#lib/domain/search.ts';
import type { DocumentName } from '#lib/replica/documents.ts';
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
  ListTab,
  QueueCounts,
  SortColumn,
  TabCounts,
} from './listQuery.ts';
import { type ListedPatient, type PatientRow, listedPatient } from './patientRow.ts';
import type { RowKey } from './projector.ts';
import { type SearchText, linesHolding, searchText } from './searchText.ts';
import { type Sight, shows } from './sight.ts';

interface Entry extends Filtered {
  readonly document: DocumentName;
  readonly search: string;
  readonly name: string;
  /** What the patient counts as against the ceiling; null: not at all. */
  readonly enrolment: EnrolmentKind | null;
}

/** Whatever it answers, it answers with what the sight shows. */
export interface SearchIndex {
  put(rows: readonly PatientRow[]): void;
  remove(keys: readonly RowKey[]): void;
  /** From now on answers with what may be seen so; before the first time nobody sees anything. */
  see(sight: Sight): void;
  /** Filters that depend on the day are judged by `today`. */
  query(query: ListQuery, today: PlainDate): ListPage;
  /** Everybody whom the query finds, in its order, whatever its window. */
  ids(query: ListQuery, today: PlainDate): PatientId[];
  /** Whom the text finds in any of those tabs, each once, by name. */
  everywhere(text: string, tabs: readonly ListTab[]): readonly ListedPatient[];
  /** Those of them that one of the tabs shows, in the order asked for. */
  patients(ids: readonly PatientId[], tabs?: readonly ListTab[]): ListedPatient[];
  /** `ids` are of the query's tab. */
  chosen(ids: readonly PatientId[], query: ListQuery, today: PlainDate): ChosenCounts;
  counts(): TabCounts;
  queues(today: PlainDate): QueueCounts;
  /** Active SSN patients of a panel, by kind of enrolment. */
  enrolments(panel: string): EnrolmentCounts;
}

/** Patients in an order, and what they are found by: made when somebody searches among them. */
interface Order {
  readonly entries: readonly Entry[];
  text: SearchText | null;
}

/** The last search of a list: what is typed on only narrows it. */
interface Search {
  readonly filters: string;
  readonly terms: readonly SearchTerm[];
  readonly found: readonly Entry[];
}

const ALL_TABS: readonly ListTab[] = ['ssn', 'group', 'private', 'archive'];
/** Of an order: when an earlier search found so small a part of it, going through those is quicker than reading all. */
const FEW = 8;
const NO_EXEMPTIONS: readonly Exemption[] = [];

export function createSearchIndex(): SearchIndex {
  const entries = new Map<string, Entry>();
  /** By tabs and sort; the searches too. Made when asked for, void when a row changes. */
  const orders = new Map<string, Order>();
  const searches = new Map<string, Search>();
  const issueLists = new Map<string, readonly DataIssue[]>();
  let counted: TabCounts | null = null;
  let queued: { readonly today: PlainDate; readonly counts: QueueCounts } | null = null;
  const enrolled = new Map<string, EnrolmentCounts>();
  let sight: Sight | null = null;

  function changed(): void {
    orders.clear();
    searches.clear();
    counted = null;
    queued = null;
    enrolled.clear();
  }

  /** Thousands lack the same few things: one list of them serves all. */
  function shared(issues: readonly DataIssue[]): readonly DataIssue[] {
    const key = issues.join();
    const known = issueLists.get(key);
    if (known) return known;
    issueLists.set(key, issues);
    return issues;
  }

  function isIn(tabs: readonly ListTab[], { listed, document }: Entry): boolean {
    const seen = sight;
    if (!seen) return false;
    const row = { document, tab: listed.tab, status: listed.status };
    return tabs.some((tab) => shows(seen, tab, row));
  }

  function inTabs(tabs: readonly ListTab[]): Entry[] {
    return [...entries.values()].filter((entry) => isIn(tabs, entry));
  }

  function inOrder(tabs: readonly ListTab[], by: SortColumn): Order {
    const key = `${tabs.join()} ${by}`;
    let order = orders.get(key);
    if (!order) {
      const comparison = by === 'doctor' ? byDoctor : comparisons[by];
      order = { entries: inTabs(tabs).sort(comparison), text: null };
      orders.set(key, order);
    }
    return order;
  }

  function byDoctor(a: Entry, b: Entry): number {
    const nameOf = ({ listed }: Entry) => sight?.doctorNames.get(listed.panel) ?? '';
    return compareText(nameOf(a), nameOf(b)) || byName(a, b);
  }

  function compiled(filters: ListFilters, today: PlainDate) {
    return compileFilters(filters, { today, withoutDoctor: sight?.withoutDoctor ?? new Set() });
  }

  function search(query: ListQuery, today: PlainDate): readonly Entry[] {
    const key = `${query.tab} ${query.sort.by}`;
    const filters = `${filterKey(query)} ${today}`;
    const terms = parseSearch(query.text);
    const before = searches.get(key);
    const narrows = before?.filters === filters && impliesTerms(terms, before.terms);
    const order = inOrder([query.tab], query.sort.by);
    const passes = compiled(query, today);
    const found =
      narrows && before.found.length * FEW < order.entries.length
        ? narrow(before.found, terms.map(needleOf), passes)
        : find(order, terms, passes);
    searches.set(key, { filters, terms, found });
    return found;
  }

  function countQueues(today: PlainDate): QueueCounts {
    const ofTab = inOrder(['ssn'], 'name');
    const count = (filters: Partial<ListFilters>) =>
      find(ofTab, [], compiled({ ...NO_FILTERS, ...filters }, today)).length;
    const within = (days: ExpiryDays) => count({ expiry: { kind: 'within', days } });
    return {
      expiring: { 60: within(60), 30: within(30), 7: within(7) },
      expired: count({ expiry: { kind: 'expired' } }),
      toCheck: count({ data: 'toCheck' }),
      exemptions: count({ exemption: { code: '', endsBy: nextExemptionEnd(today) } }),
    };
  }

  return {
    put(rows) {
      if (rows.length === 0) return;
      for (const row of rows) {
        entries.set(keyOf(row.document, row.id), {
          listed: { ...listedPatient(row), issues: shared(row.issues ?? []) },
          document: row.document,
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
    see(seen) {
      sight = seen;
      changed();
    },
    query(query, today) {
      const { tab, sort, offset, limit } = query;
      const total = inOrder([tab], sort.by).entries.length;
      const found = search(query, today);
      const rows: ListedPatient[] = [];
      const end = Math.min(offset + limit, found.length);
      for (let i = offset; i < end; i++) {
        const entry = found[sort.descending ? found.length - 1 - i : i] as Entry;
        rows.push(entry.listed);
      }
      return { total, found: found.length, offset, rows };
    },
    ids(query, today) {
      const ids = search(query, today).map(({ listed }) => listed.id);
      return query.sort.descending ? ids.reverse() : ids;
    },
    everywhere(text, tabs) {
      const found = find(inOrder(tabs, 'name'), parseSearch(text), null);
      return found.map(({ listed }) => listed);
    },
    patients(ids, tabs = ALL_TABS) {
      const wanted = new Set(ids);
      const found = new Map<PatientId, ListedPatient>();
      for (const entry of entries.values()) {
        const { listed } = entry;
        if (wanted.has(listed.id) && isIn(tabs, entry)) found.set(listed.id, listed);
      }
      return ids.map((id) => found.get(id)).filter((listed) => listed !== undefined);
    },
    chosen(ids, query, today) {
      const wanted = new Set(ids);
      const count = (among: readonly Entry[]) =>
        among.reduce((sum, { listed }) => sum + (wanted.has(listed.id) ? 1 : 0), 0);
      const listed = count(inOrder([query.tab], query.sort.by).entries);
      return { listed, found: count(search(query, today)) };
    },
    counts() {
      const sizeOf = (tab: ListTab) => inTabs([tab]).length;
      counted ??= {
        ssn: sizeOf('ssn'),
        group: sizeOf('group'),
        private: sizeOf('private'),
        archive: sizeOf('archive'),
        bin: sizeOf('bin'),
      };
      return counted;
    },
    queues(today) {
      if (queued?.today !== today) queued = { today, counts: countQueues(today) };
      return queued.counts;
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

type Passes = ((patient: Filtered) => boolean) | null;

/** Those that hold every term and pass the filters. */
function find(order: Order, terms: readonly SearchTerm[], passes: Passes): readonly Entry[] {
  // The longest leaves the fewest.
  const needles = terms.map(needleOf).sort((a, b) => b.length - a.length);
  const [needle, ...others] = needles;
  if (needle === undefined) return narrow(order.entries, [], passes);
  order.text ??= searchText(order.entries.map(({ search }) => search));
  const found = linesHolding(order.text, needle).map((line) => order.entries[line] as Entry);
  return narrow(found, others, passes);
}

function narrow(
  among: readonly Entry[],
  needles: readonly string[],
  passes: Passes,
): readonly Entry[] {
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

const comparisons: {
  readonly [By in Exclude<SortColumn, 'doctor'>]: (a: Entry, b: Entry) => number;
} = {
  name: byName,
  birthDate: (a, b) => compareText(a.listed.birthDate, b.listed.birthDate) || byName(a, b),
  expiresOn: (a, b) =>
    compareText(a.listed.expiresOn ?? NEVER, b.listed.expiresOn ?? NEVER) || byName(a, b),
  status: (a, b) => compareText(a.listed.status, b.listed.status) || byName(a, b),
};
