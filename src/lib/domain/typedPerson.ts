/** What a search that found nobody says of the person to add: a code, a phone, an e-mail, a birth date, a name. */
import { splitFullName } from './fullName.ts';
import { isEmailAddress, isPhoneNumber } from './phone.ts';
import { isPlainDate, type PlainDate } from './plainDate.ts';
import { parseSearch } from './search.ts';
import { parseTaxCode, type TaxCode } from './taxCode.ts';

export interface TypedPerson {
  readonly lastName: string;
  readonly firstName: string;
  readonly taxCode: string;
  readonly birthDate: PlainDate | null;
  readonly phone: string;
  readonly email: string;
}

/** Shorter runs of digits are a piece of something, not a number to call. */
const PHONE_DIGITS = 6;

export function typedPerson(text: string): TypedPerson {
  const words: string[] = [];
  const digits: string[] = [];
  let code: TaxCode | null = null;
  let taxCode = '';
  let email = '';
  let birthDate: PlainDate | null = null;
  for (const piece of text.trim().split(/\s+/u)) {
    const parsed = parseTaxCode(piece);
    const date = dateOf(piece);
    if (parsed.ok) {
      code = parsed.value;
      taxCode = parsed.value.value;
    } else if (isEmailAddress(piece)) email = piece;
    else if (date) birthDate = date;
    else if (/^\+?[\d./-]+$/.test(piece)) digits.push(piece);
    // A code with an error in it is a code to correct, not a name.
    else if (/\d/.test(piece)) taxCode ||= piece.length >= 11 ? piece.toUpperCase() : '';
    else words.push(piece);
  }
  const { lastName, firstName } = splitFullName(asName(words.join(' ')), code);
  const number = digits.join(' ');
  const isPhone = isPhoneNumber(number) && number.replace(/\D/g, '').length >= PHONE_DIGITS;
  return { lastName, firstName, taxCode, birthDate, phone: isPhone ? number : '', email };
}

function dateOf(piece: string): PlainDate | null {
  if (!/\d/.test(piece)) return null;
  const [term] = parseSearch(piece);
  return term && isPlainDate(term.text) ? term.text : null;
}

/** Searches are typed in small letters, names are not. */
function asName(text: string): string {
  if (text !== text.toLowerCase()) return text;
  return text.replace(/(^|[\s'’-])\p{Ll}/gu, (start) => start.toUpperCase());
}
