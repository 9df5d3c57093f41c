/**
 * A doctor's list of made-up people, the same for the same options: common and rare names, homonyms, twins,
 * omocodia, provisional and foreigners' codes, centenarians, temporaries. Every row is valid and importable.
 *
 * The steps: births, then people who resemble others, then codes (unique, so they come after), then the rest.
 */
import { foldName } from '#lib/domain/names.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import { centenarianBirth, foreignBirth, italianBirth } from './births.ts';
import { drawContacts } from './contacts.ts';
import { drawExemptions, openEndedEnrolment, temporaryEnrolment } from './enrolments.ts';
import { makeLookAlikes } from './lookAlikes.ts';
import type { Birth, SamplePerson } from './person.ts';
import { LOMBARD_TOWNS, type Town } from './places.ts';
import { seededRandom, type Random } from './random.ts';
import { drawRoles, type Roles } from './roles.ts';
import { taxCodeOffice, type TaxCodeOffice } from './taxCodes.ts';

export const DEFAULT_DOCTOR_CODE = '12345';
const DOCTOR_NAME = 'Bianchi Luisa';

export interface SampleOptions {
  readonly rows: number;
  readonly seed: number;
  /** Ages and enrolments are counted from this day. */
  readonly today: PlainDate;
  readonly doctorCode?: string;
}

/** In the order of the alphabet, as regional lists come. */
export function samplePeople(options: SampleOptions): SamplePerson[] {
  const random = seededRandom(options.seed);
  return drawPeople(random, options, random.pick(LOMBARD_TOWNS), new Set());
}

/** The same from a chance, a home town and codes already given: for people who join a list. */
export function drawPeople(
  random: Random,
  options: Omit<SampleOptions, 'seed'>,
  home: Town,
  takenCodes: Set<string>,
): SamplePerson[] {
  const { rows, today, doctorCode = DEFAULT_DOCTOR_CODE } = options;
  const roles = drawRoles(random, rows);
  const births = Array.from({ length: rows }, (_, index) => {
    if (roles.foreignBorn.has(index)) return foreignBirth(random, today);
    if (roles.centenarians.has(index)) return centenarianBirth(random, today, home);
    return italianBirth(random, today, home);
  });
  makeLookAlikes(random, births, roles);

  const office = taxCodeOffice(random, takenCodes);
  const people = births.map((birth, index): SamplePerson => ({
    ...birth,
    ...taxCode(office, birth, index, roles),
    ...drawContacts(random, birth, home),
    ...(roles.temporaries.has(index)
      ? temporaryEnrolment(random, today)
      : openEndedEnrolment(random, birth.birthDate, today)),
    exemptions: drawExemptions(random, birth.birthDate, today),
    doctorCode,
    doctorName: DOCTOR_NAME,
  }));
  return inAlphabet(people);
}

/** By folded surname, first name, birth date: no locale data, so the same everywhere. */
export function inAlphabet(people: readonly SamplePerson[]): SamplePerson[] {
  return people
    .map((person) => ({
      person,
      key: `${foldName(person.lastName)} ${foldName(person.firstName)} ${person.birthDate} ${person.taxCode}`,
    }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .map(({ person }) => person);
}

function taxCode(
  office: TaxCodeOffice,
  birth: Birth,
  index: number,
  roles: Roles,
): Pick<SamplePerson, 'taxCode' | 'taxCodeKind'> {
  if (roles.stp.has(index)) return { taxCode: office.foreign('STP'), taxCodeKind: 'stp' };
  if (roles.eni.has(index)) return { taxCode: office.foreign('ENI'), taxCodeKind: 'eni' };
  if (roles.provisional.has(index)) {
    return { taxCode: office.provisional(), taxCodeKind: 'provisional' };
  }
  const code = roles.omocodia.has(index) ? office.omocodia(birth) : office.regular(birth);
  return { taxCode: code, taxCodeKind: 'regular' };
}
