import type { Status } from '#lib/domain/patient.ts';
import type { ListedPatient, Tab } from './patientRow.ts';

export type SortColumn = 'name' | 'birthDate' | 'status';

/** What the list screen asks for. Filters and sort live in the URL; `text` never does (it may name a patient). */
export interface ListQuery {
  readonly tab: Exclude<Tab, 'none'>;
  /** The search box: names in any order, tax code, phone, e-mail, birth date. */
  readonly text: string;
  readonly status: Status | null;
  readonly contact: 'any' | 'withPhone' | 'withoutPhone' | 'withEmail' | 'withoutEmail';
  readonly app: 'any' | 'yes' | 'no';
  readonly birthYear: number | null;
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
export type TabCounts = { readonly [T in Exclude<Tab, 'none'>]: number };

export function defaultListQuery(tab: ListQuery['tab']): ListQuery {
  return {
    tab,
    text: '',
    status: null,
    contact: 'any',
    app: 'any',
    birthYear: null,
    sort: { by: 'name', descending: false },
    offset: 0,
    limit: 50,
  };
}
