/** What the wizard says of a file: why it was refused, how it was read, what is wrong with a row. */
import type { DateField, RowProblem, RowWarning } from '#lib/import/checkedRow.ts';
import type { ListField } from '#lib/import/fields.ts';
import type { Damage, DateOrder, Delimiter, Encoding, FileRefusal } from '#lib/import/reading.ts';
import { taxCodeErrorText, taxCodeWarningText } from './taxCode.ts';

const UNTOUCHED = 'Non è stato modificato nulla.';
const DOWNLOAD_AGAIN = 'Scarica di nuovo l’elenco e riprova.';

/** What happened, that nothing was changed, and what to do. */
export function fileRefusalText(refusal: FileRefusal): string {
  switch (refusal.kind) {
    case 'empty':
      return `Il file è vuoto. ${UNTOUCHED} ${DOWNLOAD_AGAIN}`;
    case 'tooLarge':
      return `Il file è troppo grande: ${refusal.megabytes} MB, il limite è ${refusal.limit} MB. ${UNTOUCHED} Controlla di aver scelto l’elenco degli assistiti, oppure dividilo in più file.`;
    case 'html':
      return `Il file è una pagina web, non un elenco. La sessione del portale è probabilmente scaduta. ${UNTOUCHED} Accedi di nuovo al portale, scarica l’elenco e riprova.`;
    case 'pdf':
      return `Il file è un PDF, da cui non si possono leggere gli assistiti. ${UNTOUCHED} Sul portale scegli il formato CSV e riprova.`;
    case 'zip':
      return `Il file è un archivio compresso, non un elenco. ${UNTOUCHED} Estrai il file che contiene e scegli quello.`;
    case 'image':
      return `Il file è un’immagine, non un elenco. ${UNTOUCHED} Scegli il file CSV o Excel scaricato dal portale.`;
    case 'binary':
      return `Il contenuto del file non è un testo né un foglio Excel, oppure è rovinato. ${UNTOUCHED} ${DOWNLOAD_AGAIN}`;
    case 'protectedWorkbook':
      return `Il file Excel è protetto da una password. ${UNTOUCHED} Aprilo in Excel, salvalo senza password e riprova.`;
    case 'corruptWorkbook':
      return `Il file Excel è rovinato o incompleto e non si apre. ${UNTOUCHED} ${DOWNLOAD_AGAIN}`;
    case 'unpacksTooLarge':
      return `Il file Excel, una volta aperto, occuperebbe più di ${refusal.limit} MB. ${UNTOUCHED} Controlla di aver scelto l’elenco degli assistiti; se è quello, copia le righe in un file nuovo e riprova.`;
    case 'noTable':
      return `Nel file non c’è una tabella con righe e colonne. ${UNTOUCHED} Scegli il file CSV o Excel scaricato dal portale.`;
    case 'noRows':
      return `Il file non contiene nessun assistito: c’è al più l’intestazione. ${UNTOUCHED} Richiedi di nuovo l’elenco al portale e riprova.`;
    case 'tooManyRows':
      return `Il file ha troppe righe: ${formatCount(refusal.rows)}, il limite è ${formatCount(refusal.limit)}. ${UNTOUCHED} Dividi l’elenco in più file.`;
  }
}

/** What of the file could not be read, and that archiving is off for it. */
export function damageText(damage: Damage): string {
  switch (damage.kind) {
    case 'unclosedQuote':
      return `Alla riga ${formatCount(damage.line)} si aprono virgolette che non si chiudono: la riga può essere stata letta male.`;
    case 'truncatedLastRow':
      return `L’ultima riga, la ${formatCount(damage.line)}, è incompleta: il file sembra interrotto a metà.`;
    case 'nulBytes':
      return damage.count === 1
        ? 'Nel file c’era un carattere non valido, che è stato tolto.'
        : `Nel file c’erano ${formatCount(damage.count)} caratteri non validi, che sono stati tolti.`;
  }
}

/** Why a row stands in Problemi. */
export function rowProblemText(problem: RowProblem): string {
  switch (problem.kind) {
    case 'missingTaxCode':
      return 'Manca il codice fiscale.';
    case 'taxCode':
      return `${taxCodeErrorText(problem.error)} Nel file: «${problem.text}».`;
    case 'impossibleDate':
      return `${fieldLabel(problem.field)}: «${problem.text}» non è una data possibile.`;
    case 'wrongContacts':
      return `Né un numero di telefono né un indirizzo e-mail: «${problem.text}».`;
    case 'missingExemption':
      return 'Manca il codice dell’esenzione.';
    case 'missingName':
      return 'Manca il cognome o il nome.';
    case 'repeatedTaxCode':
      return `Lo stesso codice fiscale è già alla riga ${formatCount(problem.firstLine)}.`;
    case 'tooFewCells':
      return `La riga ha meno celle dell’intestazione: ${problem.cells} invece di ${problem.expected}.`;
    case 'tooManyCells':
      return `La riga ha più celle dell’intestazione: ${problem.cells} invece di ${problem.expected}.`;
  }
}

/** What is odd in a row, though it is accepted. */
export function rowWarningText(warning: RowWarning): string {
  switch (warning.kind) {
    case 'taxCode':
      return taxCodeWarningText(warning.warning);
    case 'nameSplit':
      return warning.certain
        ? 'Cognome e nome erano in una sola cella: sono stati divisi.'
        : 'Cognome e nome erano in una sola cella: la divisione è incerta, controllala.';
    case 'wrongContact':
      return `«${warning.text}» non è un numero di telefono né un indirizzo e-mail: non viene scritto.`;
    case 'unknownSex':
      return `Sesso «${warning.text}» non riconosciuto.`;
    case 'unknownKind':
      return `Tipo di assistenza «${warning.text}» non riconosciuto.`;
    case 'ageOutOfRange':
      return warning.age === 1
        ? 'Età insolita: 1 anno. Controlla la data di nascita.'
        : `Età insolita: ${warning.age} anni. Controlla la data di nascita.`;
  }
}

const FIELD_LABELS: { readonly [Field in ListField]: string } = {
  taxCode: 'Codice Fiscale',
  lastName: 'Cognome',
  firstName: 'Nome',
  fullName: 'Cognome e nome',
  birthDate: 'Data di nascita',
  birthPlace: 'Comune di nascita',
  sex: 'Sesso',
  enrolledOn: 'Data scelta',
  revokedOn: 'Data revoca',
  expiresOn: 'Scadenza',
  kind: 'Tipologia',
  doctorCode: 'Codice medico',
  doctorName: 'Medico',
  address: 'Indirizzo',
  postcode: 'CAP',
  town: 'Comune di residenza',
  province: 'Provincia',
  phone: 'Telefono',
  email: 'E-mail',
  exemptions: 'Esenzioni',
  exemptionStartsOn: 'Inizio esenzione',
  exemptionEndsOn: 'Fine esenzione',
  deathDate: 'Data decesso',
  cardNumber: 'Numero tessera',
  stpEni: 'Codice STP/ENI',
  listStatus: 'Stato in elenco',
  archivedOn: 'Archiviato il',
  archiveReason: 'Motivo archiviazione',
};

export function fieldLabel(field: ListField | DateField): string {
  return FIELD_LABELS[field];
}

export function encodingLabel(encoding: Encoding): string {
  switch (encoding) {
    case 'utf-8':
      return 'UTF-8';
    case 'utf-16le':
      return 'UTF-16';
    case 'utf-16be':
      return 'UTF-16 (big endian)';
    case 'windows-1252':
      return 'Windows-1252 (Europa occidentale)';
  }
}

export function delimiterLabel(delimiter: Delimiter): string {
  switch (delimiter) {
    case ';':
      return 'punto e virgola';
    case ',':
      return 'virgola';
    case '\t':
      return 'tabulazione';
    case '|':
      return 'barra verticale';
  }
}

export function dateOrderLabel(order: DateOrder): string {
  switch (order) {
    case 'dayMonthYear':
      return 'gg/mm/aaaa';
    case 'monthDayYear':
      return 'mm/gg/aaaa';
    case 'yearMonthDay':
      return 'aaaa-mm-gg';
  }
}

function formatCount(count: number): string {
  return count.toLocaleString('it-IT', { useGrouping: 'always' });
}
