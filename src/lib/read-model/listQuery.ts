import type { Status } from '#lib/domain/patient.ts';
import type { ListedPatient } from './patientRow.ts';

/** Pazienti SSN, Medicina di gruppo SSN, Pazienti regime privato, Archivio. */
export type ListTab = 'ssn' | 'group' | 'private' | 'archive';

export type SortColumn = 'name' | 'birthDate' | 'status' | 'doctor';

/** `Senza medico`, in place of a doctor's panel. */
export const NO_DOCTOR = 'none';

/** What the list screen asks for. Filters and sort live in the URL; `text` never does (it may name a patient). */
export interface ListQuery {
  readonly tab: ListTab;
  /** The search box: names in any order, tax code, phone, e-mail, birth date. */
  readonly text: string;
  readonly status: Status | null;
  readonly contact: 'any' | 'withPhone' | 'withoutPhone' | 'withEmail' | 'withoutEmail';
  readonly app: 'any' | 'yes' | 'no';
  readonly birthYear: number | null;
  /** A panel, or `NO_DOCTOR`; null: whoever's. */
  readonly doctor: string | null;
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

/** Sizes of the tabs. */
export type TabCounts = { readonly [T in ListTab]: number };

export function defaultListQuery(tab: ListQuery['tab']): ListQuery {
  return {
    tab,
    text: '',
    status: null,
    contact: 'any',
    app: 'any',
    birthYear: null,
    doctor: null,
    sort: { by: 'name', descending: false },
    offset: 0,
    limit: 50,
  };
}
