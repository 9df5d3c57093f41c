/**
 * What is odd, yet possible, in a valid code beside the person it is said to belong to.
 * Warnings never block: the tax office itself has issued codes that earn them.
 */
import type { Sex } from './patient.ts';
import type { PlaceCodes } from './placeCodes.ts';
import { datePartsOf, plainDate, type PlainDate } from './plainDate.ts';
import type { TaxCode, TaxCodeBirth } from './taxCode.ts';
import { foldName } from './names.ts';
import {
  firstNameCouldHave,
  firstNameLetters,
  lastNameCouldHave,
  lastNameLetters,
} from './taxCodeLetters.ts';

/** What a list says of the person; what it does not say (null or '') is not compared. */
export interface NamedPerson {
  readonly lastName: string | null;
  readonly firstName: string | null;
  readonly birthDate: PlainDate | null;
  readonly sex: Sex | null;
}

export interface WarningOptions {
  /** The known places; without them the place is not judged. */
  readonly places?: PlaceCodes | null;
  /** The list is known to cut names; otherwise it is guessed from their length and end. */
  readonly namesTruncated?: boolean;
}

export type TaxCodeWarning =
  | { readonly kind: 'unknownPlace'; readonly placeCode: string }
  | {
      readonly kind: 'placeNotExistingAtBirth';
      readonly placeCode: string;
      readonly placeName: string;
      readonly from: PlainDate | null;
      readonly to: PlainDate | null;
    }
  /** One of the two names does not have the letters of the code, the other does. */
  | {
      readonly kind: 'lettersMismatch';
      readonly name: 'lastName' | 'firstName';
      readonly inCode: string;
      readonly expected: string;
    }
  | { readonly kind: 'namesSwapped' }
  | { readonly kind: 'otherPerson' }
  | { readonly kind: 'sexMismatch'; readonly inCode: Sex }
  | {
      readonly kind: 'birthDateMismatch';
      readonly inCode: { readonly year2: number; readonly month: number; readonly day: number };
      readonly birthDate: PlainDate;
    };

/** All the warnings of a code beside its person; none for kinds of code that say nothing of a person. */
export function taxCodeWarnings(
  code: TaxCode,
  person: NamedPerson,
  options: WarningOptions = {},
): TaxCodeWarning[] {
  if (!code.birth) return [];
  return [
    ...nameWarnings(code.value, person, options.namesTruncated ?? looksTruncated(person)),
    ...birthWarnings(code.birth, person),
    ...(options.places ? placeWarnings(code.birth, person, options.places) : []),
  ];
}

function nameWarnings(value: string, person: NamedPerson, truncated: boolean): TaxCodeWarning[] {
  const lastName = person.lastName ?? '';
  const firstName = person.firstName ?? '';
  const lastInCode = value.slice(0, 3);
  const firstInCode = value.slice(3, 6);
  const hasLast = foldName(lastName) !== '';
  const hasFirst = foldName(firstName) !== '';
  const lastFits =
    !hasLast ||
    lastNameLetters(lastName) === lastInCode ||
    (truncated && lastNameCouldHave(lastName, lastInCode));
  const firstFits =
    !hasFirst ||
    firstNameLetters(firstName) === firstInCode ||
    (truncated && firstNameCouldHave(firstName, firstInCode));
  if (lastFits && firstFits) return [];

  if (hasLast && hasFirst) {
    const swappedLast = lastNameLetters(firstName) === lastInCode;
    const swappedFirst = firstNameLetters(lastName) === firstInCode;
    if (swappedLast && swappedFirst) return [{ kind: 'namesSwapped' }];
    if (!lastFits && !firstFits && !swappedLast && !swappedFirst) return [{ kind: 'otherPerson' }];
  }
  const warnings: TaxCodeWarning[] = [];
  if (!lastFits) {
    const expected = lastNameLetters(lastName);
    warnings.push({ kind: 'lettersMismatch', name: 'lastName', inCode: lastInCode, expected });
  }
  if (!firstFits) {
    const expected = firstNameLetters(firstName);
    warnings.push({ kind: 'lettersMismatch', name: 'firstName', inCode: firstInCode, expected });
  }
  return warnings;
}

function birthWarnings(birth: TaxCodeBirth, person: NamedPerson): TaxCodeWarning[] {
  const warnings: TaxCodeWarning[] = [];
  if (person.sex !== null && person.sex !== birth.sex) {
    warnings.push({ kind: 'sexMismatch', inCode: birth.sex });
  }
  if (person.birthDate !== null) {
    const { year, month, day } = datePartsOf(person.birthDate);
    if (year % 100 !== birth.year2 || month !== birth.month || day !== birth.day) {
      const inCode = { year2: birth.year2, month: birth.month, day: birth.day };
      warnings.push({ kind: 'birthDateMismatch', inCode, birthDate: person.birthDate });
    }
  }
  return warnings;
}

function placeWarnings(
  birth: TaxCodeBirth,
  person: NamedPerson,
  known: PlaceCodes,
): TaxCodeWarning[] {
  const { placeCode } = birth;
  const place = known.places.get(placeCode);
  if (!place) return known.mayBeNewer(placeCode) ? [] : [{ kind: 'unknownPlace', placeCode }];
  const { name: placeName, from, to } = place;
  const days = person.birthDate !== null ? [person.birthDate] : possibleDays(birth);
  const existed = days.some((date) => (from ?? date) <= date && date <= (to ?? date));
  return existed ? [] : [{ kind: 'placeNotExistingAtBirth', placeCode, placeName, from, to }];
}

/** Without a birth date the century is unknown: a place is odd only if it existed in neither. */
function possibleDays({ year2, month, day }: TaxCodeBirth): PlainDate[] {
  return [1900, 2000]
    .map((century) => plainDate(century + year2, month, day))
    .filter((date) => date !== null);
}

/**
 * Lists cut names at a width (from 15 characters a name, 24 both), or abbreviate them ("MARIA T.").
 * A cut name is compared by what it could become.
 */
function looksTruncated({ lastName, firstName }: NamedPerson): boolean {
  const last = (lastName ?? '').trim();
  const first = (firstName ?? '').trim();
  if (last.length >= 15 || first.length >= 15 || last.length + first.length + 1 >= 24) return true;
  return [last, first].some((name) => /(\.|…|\s\p{L})$/u.test(name));
}
