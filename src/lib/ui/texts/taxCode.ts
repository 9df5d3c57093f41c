/** What is wrong, or odd, in a tax code, in words for the practice. */
import { ITALIAN_MONTHS, formatItalianDate } from '#lib/domain/plainDate.ts';
import type { TaxCodeError, TaxCodeWarning } from '#lib/domain/taxCode.ts';

/** Why a code cannot be accepted. */
export function taxCodeErrorText(error: TaxCodeError): string {
  switch (error.kind) {
    case 'empty':
      return 'Il codice fiscale manca.';
    case 'length':
      return `Il codice fiscale ha ${countOf(error.length)}: devono essere 16 (11 cifre se è provvisorio).`;
    case 'alphabet':
      return error.expected === 'letter'
        ? `Il carattere ${error.position} del codice fiscale è «${error.character}»: lì va una lettera.`
        : `Il carattere ${error.position} del codice fiscale è «${error.character}»: lì va una cifra.`;
    case 'checkCharacter':
      return 'Il codice fiscale contiene un errore: il carattere di controllo, l’ultimo, non corrisponde agli altri.';
    case 'impossibleDate':
      return error.month === null
        ? 'Il codice fiscale contiene un mese di nascita che non esiste.'
        : `Il codice fiscale contiene una data di nascita che non esiste: ${error.day} ${monthName(error.month)}.`;
    case 'placeholder':
      return 'Il codice fiscale è fatto di soli zeri: è un segnaposto, non un codice vero.';
  }
}

/** What to look at in a code that is accepted all the same. */
export function taxCodeWarningText(warning: TaxCodeWarning): string {
  switch (warning.kind) {
    case 'unknownPlace':
      return `Il luogo di nascita nel codice fiscale (${warning.placeCode}) non è tra quelli conosciuti.`;
    case 'placeNotExistingAtBirth':
      return `Il luogo di nascita nel codice fiscale è ${warning.placeName}${existenceText(warning)}: alla data di nascita non c’era.`;
    case 'lettersMismatch':
      return warning.name === 'lastName'
        ? `Il cognome non corrisponde al codice fiscale, che ha ${warning.inCode} invece di ${warning.expected}.`
        : `Il nome non corrisponde al codice fiscale, che ha ${warning.inCode} invece di ${warning.expected}. Forse manca un secondo nome.`;
    case 'namesSwapped':
      return 'Nome e cognome invertiti? Il codice fiscale li ha scambiati di posto.';
    case 'otherPerson':
      return 'Codice fiscale di un’altra persona? Non corrisponde né al cognome né al nome.';
    case 'sexMismatch':
      return `Il sesso non corrisponde: il codice fiscale è di ${warning.inCode === 'F' ? 'una donna' : 'un uomo'}.`;
    case 'birthDateMismatch': {
      const { year2, month, day } = warning.inCode;
      const inCode = `${two(day)}/${two(month)}/..${two(year2)}`;
      return `La data di nascita non corrisponde: nel codice fiscale è ${inCode}, qui ${formatItalianDate(warning.birthDate)}.`;
    }
  }
}

function existenceText({ from, to }: TaxCodeWarning & { kind: 'placeNotExistingAtBirth' }): string {
  const parts = [
    ...(from ? [`comune dal ${formatItalianDate(from)}`] : []),
    ...(to ? [`non più esistente dopo il ${formatItalianDate(to)}`] : []),
  ];
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}

function countOf(length: number): string {
  return length === 1 ? '1 carattere' : `${length} caratteri`;
}

function monthName(month: number): string {
  return ITALIAN_MONTHS[month - 1] ?? '';
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
