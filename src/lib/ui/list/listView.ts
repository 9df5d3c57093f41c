/** Tab, filters and sort of the list, and how they stand in the address: Italian words, never a person's data. */
import type { Status } from '#lib/domain/patient.ts';
import {
  defaultListQuery,
  type ListQuery,
  type ListTab,
  NO_DOCTOR,
  type SortColumn,
} from '#lib/read-model/listQuery.ts';

export type ListView = Omit<ListQuery, 'text' | 'offset' | 'limit'>;

const TABS: { readonly [T in ListTab]: string } = {
  ssn: 'ssn',
  group: 'gruppo',
  private: 'privati',
  archive: 'archivio',
};

const STATUSES: { readonly [S in Status]: string } = {
  ssn: 'ssn',
  ssnTemporary: 'temporaneo',
  ssnRevoked: 'revocato',
  ssnDeceased: 'deceduto',
  private: 'privato',
};

const CONTACTS: { readonly [C in ListQuery['contact']]: string } = {
  any: 'tutti',
  withPhone: 'con-telefono',
  withoutPhone: 'senza-telefono',
  withEmail: 'con-mail',
  withoutEmail: 'senza-mail',
};

const APPS: { readonly [A in ListQuery['app']]: string } = { any: 'tutti', yes: 'si', no: 'no' };

const SORTS: { readonly [By in SortColumn]: string } = {
  name: 'nome',
  birthDate: 'nascita',
  status: 'stato',
  doctor: 'medico',
};

const WITHOUT_DOCTOR = 'senza';

/** A tab as it opens: no filter, by name. */
export function plainView(tab: ListTab): ListView {
  const { text: _, offset: _from, limit: _count, ...view } = defaultListQuery(tab);
  return view;
}

/** Reads an address; words it does not know are ignored, an address may be typed by hand. */
export function readView(params: URLSearchParams): ListView {
  const plain = plainView(keyOf(TABS, params.get('scheda')) ?? 'ssn');
  const year = Number(params.get('nato'));
  return {
    ...plain,
    status: keyOf(STATUSES, params.get('stato')),
    contact: keyOf(CONTACTS, params.get('contatti')) ?? plain.contact,
    app: keyOf(APPS, params.get('app')) ?? plain.app,
    birthYear: isBirthYear(year) ? year : null,
    doctor: readDoctor(params.get('medico')),
    sort: {
      by: keyOf(SORTS, params.get('ordine')) ?? plain.sort.by,
      descending: params.get('verso') === 'decrescente',
    },
  };
}

/** '' for the list as it opens, else '?scheda=archivio&nato=1973'. */
export function writeView(view: ListView): string {
  const params = new URLSearchParams();
  if (view.tab !== 'ssn') params.set('scheda', TABS[view.tab]);
  if (view.status !== null) params.set('stato', STATUSES[view.status]);
  if (view.contact !== 'any') params.set('contatti', CONTACTS[view.contact]);
  if (view.app !== 'any') params.set('app', APPS[view.app]);
  if (view.birthYear !== null) params.set('nato', String(view.birthYear));
  if (view.doctor !== null) {
    params.set('medico', view.doctor === NO_DOCTOR ? WITHOUT_DOCTOR : view.doctor);
  }
  if (view.sort.by !== 'name') params.set('ordine', SORTS[view.sort.by]);
  if (view.sort.descending) params.set('verso', 'decrescente');
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** A panel's id says nothing of a person. */
function readDoctor(word: string | null): string | null {
  if (word === WITHOUT_DOCTOR) return NO_DOCTOR;
  return word !== null && /^[\w-]{1,64}$/.test(word) ? word : null;
}

export function isBirthYear(year: number): boolean {
  return Number.isInteger(year) && year >= 1880 && year <= 2100;
}

function keyOf<Key extends string>(words: { readonly [K in Key]: string }, word: string | null) {
  return (Object.keys(words) as Key[]).find((key) => words[key] === word) ?? null;
}
