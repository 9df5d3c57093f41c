/** Sync in plain words (UX.md, "Sync and safety, said truthfully"). Plain offline is no alarm. */
import type { PendingChange } from '#lib/replica/pendingChange.ts';
import type { RecoverFailure } from '#lib/replica/sync/inbox.ts';
import type { NeededAction, SyncStatus } from '#lib/replica/sync/syncStatus.ts';
import { formatCount } from './importPlan.ts';
import { countOfPatients } from './life.ts';

const time = new Intl.DateTimeFormat('it', { timeStyle: 'short', timeZone: 'Europe/Rome' });
const dayAndTime = new Intl.DateTimeFormat('it', {
  ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  timeZone: 'Europe/Rome',
});

/** "10:41" of the same day, else "23 nov, 10:41". */
export function momentText(at: number, now: number): string {
  const isToday = dayAndTime.format(at).split(',')[0] === dayAndTime.format(now).split(',')[0];
  return isToday && Math.abs(now - at) < 2 * DAY ? time.format(at) : dayAndTime.format(at);
}

const DAY = 24 * 60 * 60_000;

export function changesText(count: number): string {
  return count === 1 ? '1 modifica' : `${formatCount(count)} modifiche`;
}

/** What stands in the header. */
export function statusText(status: SyncStatus, now: number): string {
  switch (status.kind) {
    case 'savedHere':
      return 'Salvato qui';
    case 'sending':
      if (status.changes > 0) return `Invio di ${changesText(status.changes)}`;
      return status.progress ? 'Arrivano gli elenchi' : 'Controllo in corso';
    case 'synced':
      return `Sincronizzato alle ${momentText(status.at, now)}`;
    case 'offline':
      return `Non in linea dal${isTime(status.since, now) ? 'le' : ''} ${momentText(status.since, now)}`;
    case 'actionNeeded':
      return ACTION_TITLES[status.action];
  }
}

function isTime(at: number, now: number): boolean {
  return !momentText(at, now).includes(',');
}

const ACTION_TITLES: { readonly [A in NeededAction]: string } = {
  signIn: 'Serve un nuovo accesso',
  update: 'Aggiornamento necessario',
  refused: 'Modifiche rifiutate',
  storage: 'Spazio su questo computer',
};

/** The same in a sentence or two: what is safe, and what there is to do. */
export function statusSentence(status: SyncStatus): string {
  switch (status.kind) {
    case 'savedHere':
      return 'Tutto è salvato su questo computer. Il server dello studio non è stato ancora raggiunto.';
    case 'sending':
      return status.changes > 0
        ? 'Sono già salvate su questo computer: stanno andando al server dello studio.'
        : 'Si ascolta che cosa hanno scritto gli altri computer dello studio.';
    case 'synced':
      return 'Ciò che hai scritto è sul disco del server dello studio, e qui c’è ciò che hanno scritto gli altri.';
    case 'offline':
      return status.changes > 0
        ? `Si lavora come sempre: ${changesText(status.changes)} salvate su questo computer partono da sole quando il server risponde.`
        : 'Si lavora come sempre: ciò che scrivi resta su questo computer e parte da solo quando il server risponde.';
    case 'actionNeeded':
      return ACTION_SENTENCES[status.action];
  }
}

const ACTION_SENTENCES: { readonly [A in NeededAction]: string } = {
  signIn:
    'La sessione è finita. Si può continuare a lavorare: ciò che scrivi resta su questo computer e parte dopo l’accesso.',
  update:
    'Il server dello studio è più recente di questa pagina. Ricaricala: ciò che hai scritto resta su questo computer.',
  refused: 'Alcune modifiche non sono state accettate dal server: qui sotto c’è il perché.',
  storage: 'Su questo computer non si riesce a scrivere. Guarda l’avviso in alto.',
};

/** What a pending change is, without saying more than the journal knows. */
export function pendingTitle({ kind, maps, patientCount }: PendingChange): string {
  const whom = patientCount > 1 ? ` (${countOfPatients(patientCount)})` : '';
  switch (kind) {
    case 'import':
      return `Importazione${whom}`;
    case 'undoImport':
      return `Importazione annullata${whom}`;
    case 'undoEdit':
      return `Modifica annullata${whom}`;
    case 'edit':
      if (patientCount === 0) return maps.includes('requests') ? 'Richiesta' : 'Impostazioni';
      return `Modifica${whom}`;
  }
}

export function recoverFailureText({ kind }: RecoverFailure): string {
  switch (kind) {
    case 'forbidden':
      return 'Non hai il permesso di fare questa modifica: chiedila al medico.';
    case 'gone':
      return 'Qui non c’è più niente da recuperare.';
    case 'storageFull':
      return 'Lo spazio su questo computer è finito: niente è cambiato.';
    case 'storageLost':
      return 'I dati locali si stanno riaprendo: riprova tra poco.';
  }
}
