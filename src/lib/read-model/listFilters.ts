/** The filters of the list, and how they become one test of a patient, made once for a whole query. */
import {
  birthDatesUnderSix,
  ISSUES_TO_CHECK,
  type MissingDatum,
  ODD_DATA,
  type DataIssue,
} from '#lib/domain/dataIssues.ts';
import {
  type AgeRange,
  birthDatesOfAge,
  type ExpiryFilter,
  expiryRange,
  isInRange,
} from '#lib/domain/dateRange.ts';
import type { Exemption, Sex, Status } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import { isReached, type ListedPatient } from './patientRow.ts';

/** Exemptions whose code begins so and, where a day is given, that end by that day or have ended already. */
export interface ExemptionFilter {
  /** Upper case; '' for any code. */
  readonly code: string;
  readonly endsBy: PlainDate | null;
}

/** `toCheck` is the queue `Dati da controllare`, `odd` whatever does not agree, the others one missing datum. */
export type DataFilter = 'toCheck' | 'odd' | MissingDatum;

/** `Senza medico`, in place of a doctor's panel. */
export const NO_DOCTOR = 'none';

export interface ListFilters {
  readonly status: Status | null;
  readonly contact: 'any' | 'withPhone' | 'withoutPhone' | 'withEmail' | 'withoutEmail';
  readonly app: 'any' | 'yes' | 'no';
  readonly birthYear: number | null;
  /** A panel, or `NO_DOCTOR`; null: whoever's. */
  readonly doctor: string | null;
  readonly age: AgeRange;
  readonly sex: Sex | null;
  /** Of temporary enrolments. */
  readonly expiry: ExpiryFilter | null;
  readonly exemption: ExemptionFilter;
  readonly data: DataFilter | null;
}

export const NO_FILTERS: ListFilters = {
  status: null,
  contact: 'any',
  app: 'any',
  birthYear: null,
  doctor: null,
  age: { from: null, to: null },
  sex: null,
  expiry: null,
  exemption: { code: '', endsBy: null },
  data: null,
};

/** What the filters look at. */
export interface Filtered {
  readonly listed: ListedPatient;
  readonly sex: Sex | null;
  readonly exemptions: readonly Exemption[];
}

/** What filters depend on beside the patients: the day, and whose lists have no doctor any more. */
export interface Known {
  readonly today: PlainDate;
  readonly withoutDoctor: ReadonlySet<string>;
}

type Test = (patient: Filtered) => boolean;

/** The filters alone, of a question that may hold more. */
export function filtersOf(query: ListFilters): ListFilters {
  const { status, contact, app, birthYear, doctor } = query;
  const { age, sex, expiry, exemption, data } = query;
  return { status, contact, app, birthYear, doctor, age, sex, expiry, exemption, data };
}

/** The same text for the same filters. */
export function filterKey(query: ListFilters): string {
  return JSON.stringify(filtersOf(query));
}

const NO_FILTERS_KEY = filterKey(NO_FILTERS);

export function isUnfiltered(query: ListFilters): boolean {
  return filterKey(query) === NO_FILTERS_KEY;
}

/** One test for all the filters, those that leave out most first; null when none is on. */
export function compileFilters(query: ListFilters, known: Known): Test | null {
  const tests = testsOf(query, known);
  const [first, second] = tests;
  if (!first) return null;
  if (!second) return first;
  return (patient) => tests.every((test) => test(patient));
}

function testsOf(query: ListFilters, { today, withoutDoctor }: Known): Test[] {
  const { status, contact, app, birthYear, doctor, age, sex, expiry, exemption, data } = query;
  const tests: Test[] = [];
  if (expiry) {
    const range = expiryRange(expiry, today);
    tests.push(({ listed: { expiresOn } }) => expiresOn !== null && isInRange(expiresOn, range));
  }
  if (birthYear !== null) {
    const year = `${birthYear}-`;
    tests.push(({ listed }) => listed.birthDate.startsWith(year));
  }
  if (doctor === NO_DOCTOR) tests.push(({ listed }) => withoutDoctor.has(listed.panel));
  else if (doctor !== null) tests.push(({ listed }) => listed.panel === doctor);
  if (status) tests.push(({ listed }) => listed.status === status);
  if (exemption.code !== '' || exemption.endsBy !== null) tests.push(exemptionTest(exemption));
  if (age.from !== null || age.to !== null) {
    const range = birthDatesOfAge(age, today);
    tests.push(({ listed: { birthDate } }) => birthDate !== '' && isInRange(birthDate, range));
  }
  if (data) tests.push(dataTest(data, today));
  if (contact !== 'any') tests.push(contactTest(contact));
  if (app !== 'any') tests.push(({ listed }) => (app === 'yes') === (listed.hasApp === 1));
  if (sex) tests.push((patient) => patient.sex === sex);
  return tests;
}

function exemptionTest({ code, endsBy }: ExemptionFilter): Test {
  return ({ exemptions }) =>
    exemptions.some(
      (exemption) =>
        exemption.code.startsWith(code) &&
        (endsBy === null || (exemption.validTo !== null && exemption.validTo <= endsBy)),
    );
}

function dataTest(data: DataFilter, today: PlainDate): Test {
  if (data !== 'toCheck' && data !== 'odd') return ({ listed }) => listed.issues.includes(data);
  const wanted = new Set<DataIssue>(data === 'odd' ? ODD_DATA : ISSUES_TO_CHECK);
  const young = birthDatesUnderSix(today);
  return ({ listed: { issues, birthDate } }) =>
    issues.some((issue) => wanted.has(issue)) || (birthDate !== '' && isInRange(birthDate, young));
}

function contactTest(contact: Exclude<ListFilters['contact'], 'any'>): Test {
  switch (contact) {
    case 'withPhone':
      return ({ listed }) => isReached(listed.contacts, 'phone');
    case 'withoutPhone':
      return ({ listed }) => !isReached(listed.contacts, 'phone');
    case 'withEmail':
      return ({ listed }) => isReached(listed.contacts, 'email');
    case 'withoutEmail':
      return ({ listed }) => !isReached(listed.contacts, 'email');
  }
}
