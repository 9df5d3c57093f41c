import type { StorageState } from '#lib/ui/app.ts';

/** What is told in place of stale rows; null while all is well. */
export interface StorageText {
  readonly title: string;
  readonly text: string;
  readonly canReload: boolean;
}

export function storageText(state: StorageState): StorageText | null {
  switch (state.kind) {
    case 'opening':
    case 'ready':
      return null;
    case 'blocked':
      return {
        title: 'Un’altra scheda tiene occupati i dati',
        text: 'Assistiti è aperto altrove in una versione precedente. Chiudi le altre schede: questa pagina riparte da sola.',
        canReload: false,
      };
    case 'lost':
      return {
        title: 'I dati locali sono stati chiusi dal browser',
        text: 'Assistiti li sta riaprendo. Ciò che era già salvato su questo computer non si perde; aspetta prima di fare modifiche.',
        canReload: true,
      };
    case 'failed':
      return { ...failureText(state.reason), canReload: true };
  }
}

function failureText(reason: (StorageState & { kind: 'failed' })['reason']) {
  switch (reason) {
    case 'full':
      return {
        title: 'Lo spazio su questo computer è finito',
        text: 'Per ora non si può scrivere altro. Libera spazio sul disco e poi ricarica la pagina: ciò che era già salvato si completa da solo.',
      };
    case 'unavailable':
      return {
        title: 'Il browser non permette di salvare i dati',
        text: 'Succede nelle finestre anonime o quando i dati dei siti sono bloccati. Apri Assistiti in una finestra normale.',
      };
    case 'unknown':
      return {
        title: 'I dati locali non si aprono',
        text: 'Niente è stato cancellato. Ricarica la pagina; se succede ancora, riavvia il browser.',
      };
  }
}
