/**
 * The one search box: names in any order, tax codes (old ones too), phones, e-mail, birth date.
 * A patient becomes a line of folded words; a query becomes terms that must all be found in it.
 */
import { foldName, nameTokens } from './names.ts';
import type { Patient } from './patient.ts';
import { ITALIAN_MONTHS, plainDate } from './plainDate.ts';

/** `word`: some word starts so. `part`: found anywhere (digits of a phone, a piece of an e-mail or code). */
export interface SearchTerm {
  readonly kind: 'word' | 'part';
  readonly text: string;
}

/** Digits of a phone number without the Italian prefix: `+39 02 1234` and `021234` are the same. */
export function phoneDigits(number: string): string {
  const digits = number.replace(/\D/g, '');
  const international = /^\s*\+/.test(number) || digits.startsWith('00');
  return international ? digits.replace(/^(00)?39/, '') : digits;
}

/** The line that `matchesTerms` looks in: words separated, and surrounded, by one space. */
export function searchWords({ identity, phones, email, residence }: Patient): string {
  const codes = [identity.taxCode, ...identity.aliases].filter((code) => code !== null);
  const numbers = [...(phones?.numbers ?? []).map((phone) => phone.number), residence?.phone];
  const emails = [email?.email, residence?.email];
  const words = [
    ...nameTokens(identity.lastName),
    ...nameTokens(identity.firstName),
    foldName(identity.lastName),
    foldName(identity.firstName),
    ...codes.map((code) => code.toLowerCase()),
    ...(identity.birthDate ? [identity.birthDate] : []),
    ...numbers.filter((number) => number != null).map(phoneDigits),
    ...emails.filter((address) => address != null).map((address) => address.toLowerCase()),
  ];
  return ` ${[...new Set(words)].join(' ')} `;
}

/** What is looked for; no term at all finds everybody. Dates in any usual form, also month and year. */
export function parseSearch(text: string): SearchTerm[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  const terms: SearchTerm[] = [];
  const rest = takeDates(trimmed, terms);
  for (const piece of joinDigits(rest.split(/\s+/).filter((word) => word !== ''))) {
    if (piece.includes('@')) terms.push({ kind: 'part', text: piece.toLowerCase() });
    else if (/^\+?[\d\s./-]+$/.test(piece)) terms.push(digitsTerm(piece));
    else if (/\d/.test(piece)) terms.push({ kind: 'part', text: piece.toLowerCase() });
    else for (const word of plainWords(piece)) terms.push({ kind: 'word', text: word });
  }
  return terms;
}

export function matchesTerms(words: string, terms: readonly SearchTerm[]): boolean {
  return terms.every((term) => words.includes(needleOf(term)));
}

/** The text that a line of words holds where it matches the term. */
export function needleOf({ kind, text }: SearchTerm): string {
  return kind === 'word' ? ` ${text}` : text;
}

/** Whether everything that `terms` find was found by `earlier` too: the search was typed on. */
export function impliesTerms(
  terms: readonly SearchTerm[],
  earlier: readonly SearchTerm[],
): boolean {
  return earlier.every((before) =>
    terms.some(({ kind, text }) =>
      before.kind === 'word'
        ? kind === 'word' && text.startsWith(before.text)
        : text.includes(before.text),
    ),
  );
}

/** Folded words of a query, with the apostrophe closed up: "d'amico" is looked for as "damico". */
function plainWords(piece: string): string[] {
  const tokens = nameTokens(piece);
  const whole = tokens.reduce(
    (longest, token) => (token.length > longest.length ? token : longest),
    '',
  );
  return whole === '' ? [] : [whole];
}

function digitsTerm(piece: string): SearchTerm {
  const digits = phoneDigits(piece);
  return { kind: 'part', text: digits === '' ? piece : digits };
}

/** "333 123 4567" is one number, not three. */
function joinDigits(pieces: readonly string[]): string[] {
  const joined: string[] = [];
  let afterNumber = false;
  for (const piece of pieces) {
    const isNumber = /^\+?[\d./-]+$/.test(piece);
    if (isNumber && afterNumber) joined.push(`${joined.pop()}${piece}`);
    else joined.push(piece);
    afterNumber = isNumber;
  }
  return joined;
}

const DAY_MONTH_YEAR = /(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)/;
const YEAR_MONTH_DAY = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/;
const COMPACT = /(?<!\d)(\d{2})(\d{2})((?:19|20)\d{2})(?!\d)/;
const MONTH_YEAR = /(?<!\d)(\d{1,2})[/-](\d{4})(?!\d)/;
const MONTH_NAMES = new RegExp(
  String.raw`(?<!\d)(\d{1,2})\s+(${ITALIAN_MONTHS.join('|')})\s+(\d{4})(?!\d)`,
  'i',
);
/** Moves the dates of a query into terms and returns what is left of it. */
function takeDates(text: string, terms: SearchTerm[]): string {
  const forms: [RegExp, (match: RegExpExecArray) => string | null][] = [
    [
      MONTH_NAMES,
      ([, d, m, y]) =>
        plainDate(Number(y), ITALIAN_MONTHS.indexOf(String(m).toLowerCase()) + 1, Number(d)),
    ],
    [YEAR_MONTH_DAY, ([, y, m, d]) => plainDate(Number(y), Number(m), Number(d))],
    [DAY_MONTH_YEAR, ([, d, m, y]) => dayMonthYear(Number(d), Number(m), String(y))],
    [COMPACT, ([, d, m, y]) => plainDate(Number(y), Number(m), Number(d))],
    [MONTH_YEAR, ([, m, y]) => monthYear(Number(m), Number(y))],
  ];
  for (const [pattern, read] of forms) {
    const match = pattern.exec(text);
    const date = match && read(match);
    if (!match || !date) continue;
    terms.push({ kind: 'part', text: date });
    return takeDates(text.replace(match[0], ' '), terms);
  }
  return text;
}

/** A two-digit year matches either century: only its end is looked for. */
function dayMonthYear(day: number, month: number, year: string): string | null {
  if (year.length === 4) return plainDate(Number(year), month, day);
  const date =
    plainDate(2000 + Number(year), month, day) ?? plainDate(1900 + Number(year), month, day);
  return date && date.slice(2);
}

function monthYear(month: number, year: number): string | null {
  return plainDate(year, month, 1)?.slice(0, 8) ?? null;
}
