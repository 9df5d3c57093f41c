import type { ExpiryDays } from '#lib/domain/dateRange.ts';
import { NO_FILTERS, type ListFilters } from './listFilters.ts';
import type { ListedPatient } from './patientRow.ts';

/** Pazienti SSN, Medicina di gruppo SSN, Pazienti regime privato, Archivio, Cestino. */
export type ListTab = 'ssn' | 'group' | 'private' | 'archive' | 'bin';

/** `expiresOn`: those without an expiry come last. */
export type SortColumn = 'name' | 'birthDate' | 'status' | 'expiresOn' | 'doctor';

/** What the list screen asks for. Filters and sort live in the URL; `text` never does (it may name a patient). */
export interface ListQuery extends ListFilters {
  readonly tab: ListTab;
  /** The search box: names in any order, tax code, phone, e-mail, birth date. */
  readonly text: string;
  readonly sort: { readonly by: SortColumn; readonly descending: boolean };
  readonly offset: number;
  readonly limit: number;
}

export interface ListPage {
  /** All patients of the tab, and those that pass search and filters. */
  readonly total: number;
  readonly found: number;
  readonly offset: number;
  readonly rows: readonly ListedPatient[];
}

/** Sizes of the tabs, the bin included. */
export type TabCounts = { readonly [T in ListTab]: number };

/** Of patients chosen in a tab: how many it still holds, and how many of those a query finds. */
export interface ChosenCounts {
  readonly listed: number;
  readonly found: number;
}

/** Sizes of the queues, all of them within Pazienti SSN. */
export interface QueueCounts {
  /** Temporary enrolments that end within so many days, today included. */
  readonly expiring: { readonly [Days in ExpiryDays]: number };
  readonly expired: number;
  readonly toCheck: number;
  /** Patients with an exemption that ends by the next 31 March, or has ended. */
  readonly exemptions: number;
}

export function defaultListQuery(tab: ListTab): ListQuery {
  return {
    ...NO_FILTERS,
    tab,
    text: '',
    sort: { by: 'name', descending: false },
    offset: 0,
    limit: 50,
  };
}
