/** The words of what a file is imported for: menu, start screen, mapping, history. */
import type { ImportKind } from '#lib/domain/importKind.ts';
import type { ListField } from '#lib/import/fields.ts';
import type { KindMeaning } from '#lib/import/kindWords.ts';

export interface ImportKindWords {
  /** Of the page and of the menu's item. */
  readonly title: string;
  readonly intro: string;
  readonly fileLabel: string;
  readonly noFile: string;
  readonly notMapped: string;
  /** In the history. */
  readonly short: string;
}

export const importKindWords: { readonly [K in ImportKind]: ImportKindWords } = {
  region: {
    title: 'Importa Pazienti da SISS',
    intro:
      'Niente viene scritto adesso: prima vedi un’anteprima di che cosa cambia, poi decidi. Va bene anche un elenco di un’altra regione o di un altro programma, in CSV o in Excel.',
    fileLabel: 'File CSV scaricato da SISS',
    noFile: 'Scegli prima il file scaricato dal portale SISS.',
    notMapped:
      'Per riconoscere i pazienti serve almeno la colonna del codice fiscale, oppure quelle di cognome, nome e data di nascita.',
    short: 'Elenco regionale',
  },
  patients: {
    title: 'Importa pazienti da file',
    intro:
      'Pazienti di un’altra regione o di un altro programma, in CSV o in Excel. Niente viene scritto adesso: prima vedi un’anteprima. I revocati e i deceduti vanno in archivio, non fra gli attivi.',
    fileLabel: 'File da importare',
    noFile: 'Scegli prima il file da importare.',
    notMapped:
      'Per riconoscere i pazienti servono la colonna del codice fiscale e quelle di cognome e nome, o quella che li tiene insieme.',
    short: 'Pazienti',
  },
  contacts: {
    title: 'Importa contatti',
    intro:
      'Telefoni ed e-mail di chi è già nell’elenco, riconosciuto dal codice fiscale. I numeri nuovi si aggiungono, l’e-mail prende il posto di quella di prima; nessun paziente viene creato e niente viene cancellato.',
    fileLabel: 'File da importare',
    noFile: 'Scegli prima il file con i contatti.',
    notMapped: 'Servono la colonna del codice fiscale e almeno una di telefono o di e-mail.',
    short: 'Contatti',
  },
  exemptions: {
    title: 'Importa esenzioni',
    intro:
      'Codici di esenzione, con inizio e fine, di chi è già nell’elenco, riconosciuto dal codice fiscale. Un paziente può stare su più righe; nessun paziente viene creato.',
    fileLabel: 'File da importare',
    noFile: 'Scegli prima il file con le esenzioni.',
    notMapped: 'Servono la colonna del codice fiscale e quella del codice di esenzione.',
    short: 'Esenzioni',
  },
};

/** Without these an import of that kind cannot begin. */
export const REQUIRED_FIELDS: { readonly [K in ImportKind]: readonly ListField[] } = {
  region: ['taxCode', 'lastName', 'firstName'],
  patients: ['taxCode', 'lastName', 'firstName'],
  contacts: ['taxCode'],
  exemptions: ['taxCode', 'exemptions'],
};

export const kindMeaningLabels: { readonly [M in KindMeaning]: string } = {
  openEnded: 'Attivo, a tempo indeterminato',
  temporary: 'Attivo, temporaneo',
  derogated: 'Attivo, in deroga',
  revoked: 'Revocato',
  deceased: 'Deceduto',
  none: 'Non dice lo stato',
};
