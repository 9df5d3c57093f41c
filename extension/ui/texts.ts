/** All Italian texts of the extension. */
import type { Last, Miss, Notice } from '../messages.ts';
import type { ConnectRefusal } from '../settings/connectApp.ts';

const COUNT = new Intl.NumberFormat('it-IT', { useGrouping: 'always' });

export function rowsText(rows: number): string {
  return rows === 1 ? '1 riga' : `${COUNT.format(rows)} righe`;
}

/** What happened, what was kept, what to do. */
export function noticeText(notice: Notice): string {
  switch (notice.kind) {
    case 'captured':
      return `Elenco catturato (${rowsText(notice.rows)}): apro Assistiti.`;
    case 'sent':
      return `Elenco inviato ad Assistiti (${rowsText(notice.rows)}). Nell’estensione non ne resta niente.`;
    case 'missed':
      return missText(notice.why, notice.status);
  }
}

export function onlyHereText(): string {
  return 'Nella cartella dei download non c’è nessun file.';
}

function missText(why: Miss, status: number | undefined): string {
  switch (why) {
    case 'notSeen':
      return 'Non ho visto il file: trascinalo qui.';
    case 'tooLarge':
      return 'Il file supera i 5 MB: non l’ho preso, lo trovi nei download. Trascinalo in Assistiti.';
    case 'sessionOver':
      return 'La sessione del portale è scaduta: al posto dell’elenco è arrivata una pagina. Accedi di nuovo e premi ancora Scarica.';
    case 'portalError':
      return `Il portale ha risposto con un errore${status === undefined ? '' : ` (${status})`}: non è arrivato nessun file. Premi di nuovo Scarica, o chiedi un nuovo report.`;
    case 'noAnswer':
      return 'Il portale non ha risposto: non è arrivato nessun file. Controlla la connessione e premi di nuovo Scarica.';
    case 'pressAgain':
      return 'Non ho ricevuto il file. Metti in pausa la cattura dall’icona dell’estensione, premi di nuovo Scarica e trascina il file in Assistiti.';
    case 'noApp':
      return 'Elenco catturato, ma nessuna app è collegata: scegli «Collega la tua app». Lo tengo per 10 minuti.';
    case 'appTooOld':
      return 'L’app aperta è più vecchia dell’estensione: ricarica la pagina di Assistiti. Tengo l’elenco per 10 minuti.';
    case 'notKept':
      return 'Il browser non mi ha lasciato passare l’elenco ad Assistiti: scaricalo con la cattura in pausa e trascinalo qui.';
  }
}

export function lastText({ outcome, rows }: Last): string {
  if (outcome === 'sent') return `Inviato ad Assistiti: ${rowsText(rows ?? 0)}`;
  if (outcome === 'captured') return `Catturato, in attesa di Assistiti: ${rowsText(rows ?? 0)}`;
  return missText(outcome, undefined);
}

export function connectRefusalText(refusal: ConnectRefusal): string {
  switch (refusal) {
    case 'empty':
      return 'Scrivi l’indirizzo di Assistiti, come sta nella barra del browser.';
    case 'notAnAddress':
      return 'Questo non è un indirizzo. Scrivilo come sta nella barra del browser, per esempio https://assistiti.studio.it. Niente è cambiato.';
    case 'notSecure':
      return 'L’indirizzo deve cominciare con https:// (solo su questo computer va bene http://localhost). Niente è cambiato.';
    case 'notAllowed':
      return 'Il browser non ha dato il permesso: niente è cambiato. Premi di nuovo e rispondi Consenti.';
  }
}

export const STATES = {
  noApp: 'Nessuna app collegata',
  paused: 'In pausa: i download del portale restano come sono',
  listening: 'In ascolto sul portale',
  captured: 'Elenco catturato: apri Assistiti e accedi',
} as const;
export type State = keyof typeof STATES;
