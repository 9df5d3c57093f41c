/** Why the server did not start, in one line for whoever started it. */
import type { ListenFailure } from './listen.ts';
import type { SettingsFailure } from './settings.ts';
import type { OpenFailure } from './storage/sqliteStorage.ts';

export type StartFailure =
  | SettingsFailure
  | ListenFailure
  | { readonly kind: 'badTls' }
  | { readonly kind: 'noBuild' | 'notDemo'; readonly folder: string }
  | { readonly kind: OpenFailure['kind']; readonly folder: string };

export function formatStartFailure(failure: StartFailure): string {
  switch (failure.kind) {
    case 'badPort':
      return `PORT non è un numero di porta: "${failure.text}". Serve un numero da 0 a 65535.`;
    case 'portInUse':
      return `La porta ${failure.port} è già in uso: forse Assistiti è già aperto. Chiudi l’altro programma o scegli un’altra porta con PORT.`;
    case 'portRefused':
      return `Il sistema non permette di usare la porta ${failure.port}. Scegline un’altra con PORT.`;
    case 'noSuchHost':
      return `HOST non è un indirizzo di questo computer: "${failure.host}".`;
    case 'badOrigin':
      return `PUBLIC_ORIGIN non è un indirizzo https senza percorso: "${failure.text}". Serve, ad esempio, https://assistiti.studio.it.`;
    case 'badAuditMonths':
      return `AUDIT_MONTHS è per quanti mesi si tiene il registro: "${failure.text}" non va bene. Serve un numero intero, almeno 24.`;
    case 'halfTls':
      return 'TLS_CERT e TLS_KEY vanno indicati insieme: il certificato e la sua chiave.';
    case 'badTls':
      return 'Non riesco a usare il certificato di TLS_CERT con la chiave di TLS_KEY: controlla i due file.';
    case 'plainElsewhere':
      return 'Con HOST le password viaggerebbero in chiaro sulla rete: servono TLS_CERT e TLS_KEY, oppure PUBLIC_ORIGIN dietro un proxy https.';
    case 'demoElsewhere':
      return 'La dimostrazione fa entrare chiunque: si apre solo da questo computer, senza HOST né PUBLIC_ORIGIN.';
    case 'noBuild':
      return `Manca l’applicazione costruita in ${failure.folder}: avvia Assistiti con "npm start".`;
    case 'notDemo':
      return `Nella cartella ${failure.folder} c’è uno studio vero: la dimostrazione non la tocca. Scegline una vuota con DATA_DIR.`;
    case 'inUse':
      return `La cartella dei dati ${failure.folder} è già in uso da un altro Assistiti. Chiudilo, o scegli un’altra cartella con DATA_DIR.`;
    case 'notWritable':
      return `Non posso scrivere nella cartella dei dati ${failure.folder}. Controlla i permessi e lo spazio, o scegli un’altra cartella con DATA_DIR.`;
    case 'damaged':
      return `I dati in ${failure.folder} sono danneggiati: non li ho toccati. Rimetti una copia di sicurezza della cartella.`;
    case 'tooNew':
      return `I dati in ${failure.folder} sono di una versione più recente di Assistiti: aggiorna il programma.`;
  }
}
