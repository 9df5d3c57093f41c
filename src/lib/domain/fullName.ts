/** Surname and name written in one cell ("DE LUCA MARIA PIA"), taken apart. */
import { foldName, isParticle } from './names.ts';
import type { TaxCode } from './taxCode.ts';
import {
  firstNameCouldHave,
  firstNameLetters,
  lastNameCouldHave,
  lastNameLetters,
} from './taxCodeLetters.ts';

export interface SplitName {
  readonly lastName: string;
  readonly firstName: string;
  /** The tax code's letters allow this split and no other. */
  readonly certain: boolean;
}

interface Cut extends SplitName {
  readonly lastFirst: boolean;
}

/**
 * Splits a full name with the letters of the code: every cut is tried, surname first and name first.
 * Without a code, or when none or several fit, it keeps particles (DE, DI, D'...) with the surname
 * and takes one word for it, as most Italian surnames are; `certain` is then false.
 */
export function splitFullName(fullName: string, code: TaxCode | null): SplitName {
  const words = fullName
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.length < 2) return { lastName: words.join(' '), firstName: '', certain: false };

  const guess = usualCut(words);
  const cuts = code?.kind === 'regular' ? cutsOf(words) : [];
  const exact = code ? cuts.filter((cut) => fits(cut, code)) : [];
  const [only] = exact;
  if (only && exact.length === 1) return split(only, true);
  const fitting = only || !code ? exact : cuts.filter((cut) => fitsIfCutShort(cut, code));
  // Several fit: the usual cut if it is among them, else the first, which puts the surname first.
  const usual = fitting.find((cut) => cut.lastFirst && cut.lastName === guess.lastName);
  return split(usual ?? fitting[0] ?? guess, false);
}

function cutsOf(words: readonly string[]): Cut[] {
  const cut = (lastFirst: boolean) =>
    words.slice(1).map((_, index): Cut => {
      const start = words.slice(0, index + 1).join(' ');
      const end = words.slice(index + 1).join(' ');
      return lastFirst
        ? { lastName: start, firstName: end, lastFirst, certain: false }
        : { lastName: end, firstName: start, lastFirst, certain: false };
    });
  return [...cut(true), ...cut(false)];
}

function fits(cut: Cut, code: TaxCode): boolean {
  return (
    lastNameLetters(cut.lastName) === code.value.slice(0, 3) &&
    firstNameLetters(cut.firstName) === code.value.slice(3, 6)
  );
}

/** A column cuts the end of what it holds: the second part may be the beginning of a longer one. */
function fitsIfCutShort(cut: Cut, code: TaxCode): boolean {
  const lastInCode = code.value.slice(0, 3);
  const firstInCode = code.value.slice(3, 6);
  return cut.lastFirst
    ? lastNameLetters(cut.lastName) === lastInCode && firstNameCouldHave(cut.firstName, firstInCode)
    : firstNameLetters(cut.firstName) === firstInCode &&
        lastNameCouldHave(cut.lastName, lastInCode);
}

/** The surname is the leading particles and one word more; at least one word is left for the name. */
function usualCut(words: readonly string[]): Cut {
  let length = 1;
  while (length < words.length - 1 && isParticle(foldName(words[length - 1] ?? ''))) length++;
  return {
    lastName: words.slice(0, length).join(' '),
    firstName: words.slice(length).join(' '),
    lastFirst: true,
    certain: false,
  };
}

function split({ lastName, firstName }: SplitName, certain: boolean): SplitName {
  return { lastName, firstName, certain };
}
