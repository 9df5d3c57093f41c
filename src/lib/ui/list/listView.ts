/** Tab, filters and sort of the list, and how they stand in the address: Italian words, never a person's data. */
import { EXPIRY_DAYS, type AgeRange, type ExpiryFilter } from '#lib/domain/dateRange.ts';
import type { Sex, Status } from '#lib/domain/patient.ts';
import { datePartsOf, isPlainDate, type PlainDate } from '#lib/domain/plainDate.ts';
import { type DataFilter, NO_DOCTOR } from '#lib/read-model/listFilters.ts';
import {
  defaultListQuery,
  type ListQuery,
  type ListTab,
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
  expiresOn: 'scadenza',
  doctor: 'medico',
};

const SEXES: { readonly [S in Sex]: string } = { F: 'f', M: 'm' };

const DATA: { readonly [D in DataFilter]: string } = {
  toCheck: 'da-controllare',
  odd: 'incoerenti',
  noTaxCode: 'senza-codice-fiscale',
  noBirthDate: 'senza-data-di-nascita',
  noPhone: 'senza-telefono',
  noEmail: 'senza-mail',
  noAddress: 'senza-indirizzo',
  noExpiry: 'senza-scadenza',
};

const EXPIRED = 'passata';
const BETWEEN = 'date';
const OLDEST_AGE = 130;
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
    age: readAge(params.get('eta')) ?? plain.age,
    sex: keyOf(SEXES, params.get('sesso')),
    expiry: readExpiry(params),
    exemption: {
      code: exemptionCode(params.get('esenzione') ?? ''),
      endsBy: filterDay(params.get('esenzione-entro')),
    },
    data: keyOf(DATA, params.get('dati')),
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
  const { from, to } = view.age;
  if (from !== null || to !== null) params.set('eta', `${from ?? ''}-${to ?? ''}`);
  if (view.sex !== null) params.set('sesso', SEXES[view.sex]);
  if (view.expiry !== null) writeExpiry(view.expiry, params);
  const { code, endsBy } = view.exemption;
  if (code !== '') params.set('esenzione', code);
  if (endsBy !== null) params.set('esenzione-entro', endsBy);
  if (view.data !== null) params.set('dati', DATA[view.data]);
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

export function isAge(age: number): boolean {
  return Number.isInteger(age) && age >= 0 && age <= OLDEST_AGE;
}

/** The beginning of an exemption's code as lists write it: capitals and digits; '' when there is none. */
export function exemptionCode(text: string): string {
  return text
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .slice(0, 10);
}

/** A day that makes sense as a filter: years on their way to be typed (0002) do not. */
export function filterDay(text: string | null): PlainDate | null {
  if (text === null || !isPlainDate(text)) return null;
  const { year } = datePartsOf(text);
  return year >= 1900 && year <= 2200 ? text : null;
}

/** '60-70', '65-', '-14'. */
function readAge(text: string | null): AgeRange | null {
  const match = /^(\d{0,3})-(\d{0,3})$/.exec(text ?? '');
  if (!match) return null;
  const [from, to] = match.slice(1).map((age) => (age === '' ? null : Number(age)));
  const isRange = [from, to].every((age) => age == null || isAge(age));
  return isRange ? { from: from ?? null, to: to ?? null } : null;
}

function readExpiry(params: URLSearchParams): ExpiryFilter | null {
  const word = params.get('scadenza');
  if (word === EXPIRED) return { kind: 'expired' };
  if (word === BETWEEN) {
    const [from, to] = ['dal', 'al'].map((name) => filterDay(params.get(name)));
    return { kind: 'between', from: from ?? null, to: to ?? null };
  }
  const days = EXPIRY_DAYS.find((known) => String(known) === word);
  return days === undefined ? null : { kind: 'within', days };
}

function writeExpiry(expiry: ExpiryFilter, params: URLSearchParams): void {
  switch (expiry.kind) {
    case 'within':
      return params.set('scadenza', String(expiry.days));
    case 'expired':
      return params.set('scadenza', EXPIRED);
    case 'between':
      params.set('scadenza', BETWEEN);
      if (expiry.from !== null) params.set('dal', expiry.from);
      if (expiry.to !== null) params.set('al', expiry.to);
  }
}

function keyOf<Key extends string>(words: { readonly [K in Key]: string }, word: string | null) {
  return (Object.keys(words) as Key[]).find((key) => words[key] === word) ?? null;
}
