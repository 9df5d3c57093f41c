/** The words around edits by hand: what was done, and why something could not be. */
import type { SamePerson } from '#lib/domain/samePeople.ts';
import type { EditFailure } from '#lib/replica/editDesk.ts';
import { plainDateAt } from '#lib/domain/plainDate.ts';
import { leftOutText, lifeRefusalText } from './life.ts';
import { dateText, fullName } from './person.ts';
import { taxCodeErrorText } from './taxCode.ts';

/** Why an edit was not written; what was typed is still there. */
export function editFailureText(failure: EditFailure): string {
  switch (failure.kind) {
    case 'wrongPhone':
      return 'Scrivi un numero di telefono: cifre e spazi, con o senza prefisso.';
    case 'samePhone':
      return 'Questo numero c’è già.';
    case 'noPhone':
      return 'Questo numero è appena cambiato: guardalo di nuovo.';
    case 'wrongEmail':
      return 'Scrivi un indirizzo di posta come nome@esempio.it.';
    case 'noAddress':
      return 'Prima scrivi l’indirizzo dello studio.';
    case 'notRestorable':
      return 'Questo valore non si ripristina da qui: nome, cognome e codice fiscale restano fissi.';
    case 'missingName':
      return failure.field === 'lastName' ? 'Scrivi il cognome.' : 'Scrivi il nome.';
    case 'wrongTaxCode':
      return taxCodeErrorText(failure.error);
    case 'missingBirthDate':
      return 'Il codice fiscale non dice in che secolo è nata questa persona: scrivi la data di nascita.';
    case 'wrongBirthDate':
      return 'Questa data di nascita non è possibile.';
    case 'alreadyThere':
      return `Questo codice fiscale è già di ${fullName(failure.person)}: apri la sua scheda.`;
    case 'missingField':
    case 'wrongDay':
    case 'notTemporary':
    case 'isPrivate':
    case 'notPrivate':
    case 'alreadyArchived':
    case 'notArchived':
    case 'inBin':
    case 'notInBin':
    case 'hasApp':
    case 'noUsableEmail':
      return lifeRefusalText(failure);
    case 'alreadyAsked':
      return 'Il ripristino è già stato chiesto.';
    case 'requestClosed':
      return 'Questa richiesta ha già avuto risposta, o è stata ritirata.';
    case 'noneOfThem':
      return `Nessuno è stato modificato. ${leftOutText(failure.leftOut, ({ why }) => editFailureText(why))}`;
    case 'erasedForGood':
      return 'Un’eliminazione definitiva non si può annullare.';
    case 'forbidden':
      return 'Non hai il permesso per questa modifica: chiedila al medico.';
    case 'noPatient':
      return 'Questo paziente non c’è più.';
    case 'changedSince':
      return 'Non si può più annullare: qualcuno ha cambiato questo dato dopo di te.';
    case 'storageFull':
      return 'Lo spazio su questo computer è finito. Libera spazio sul disco e riprova.';
    case 'storageLost':
      return 'Il browser ha chiuso i dati locali. Aspetta un momento e riprova.';
  }
}

/** When the worker itself did not answer. */
export const NO_ANSWER = 'Assistiti non ha risposto. Riprova, o ricarica la pagina.';

/** Where somebody who is known already stands, and by what he was recognised. */
export function samePersonText(person: SamePerson): string {
  const born = dateText(person.birthDate);
  const who = `${fullName(person)}${born ? `, nascita ${born}` : ''}`;
  const how = {
    taxCode: 'ha lo stesso codice fiscale',
    alias: 'aveva questo codice fiscale',
    name: 'ha lo stesso nome e la stessa data di nascita',
  }[person.by];
  return `${who}: ${how} ed è ${placeText(person)}.`;
}

function placeText({ place, list, archivedOn, binnedAt }: SamePerson): string {
  if (place === 'bin') {
    const since = binnedAt === null ? null : dateText(plainDateAt(binnedAt));
    return since ? `nel cestino dal ${since}` : 'nel cestino';
  }
  if (place === 'archive') return `in archivio dal ${dateText(archivedOn) ?? archivedOn}`;
  return list === 'private' ? 'tra i pazienti in regime privato' : 'tra i pazienti SSN';
}
