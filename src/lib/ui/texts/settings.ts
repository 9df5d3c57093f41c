/** The words of the settings: safety copy, memory of this computer, ceiling. */
import { type CeilingState, enrolledTotal } from '#lib/domain/ceiling.ts';
import { daysBetween, plainDateAt, type PlainDate } from '#lib/domain/plainDate.ts';
import type { SettingName, SettingRefusal } from '#lib/replica/practiceSettings.ts';
import type { CopyPreview, RestoreFailure } from '#lib/replica/copy/copyDesk.ts';
import type { CopyState, LocalSpace, TakeOverFailure } from '#lib/ui/app.ts';
import { formatInstant } from './import.ts';
import { accountFailureText } from './accounts.ts';
import { formatCount } from './importPlan.ts';

/** What is wrong with a copy, and that nothing changed. */
export function copyFailureText(failure: TakeOverFailure | RestoreFailure): string {
  switch (failure.kind) {
    case 'notACopy':
      return 'Questo file non è una copia di sicurezza di Assistiti: non è cambiato niente.';
    case 'newerVersion':
      return 'Questa copia è stata fatta con una versione più recente di Assistiti: non è cambiato niente. Aggiorna Assistiti e riprova.';
    case 'incomplete':
      return 'Il file della copia non è completo: non è cambiato niente. Copialo di nuovo da dove l’hai conservato.';
    case 'damaged':
      return 'Il file della copia è stato alterato o si è rovinato: non è cambiato niente. Usa un’altra copia.';
    case 'wrongPassphrase':
      return 'La frase segreta non è quella di questa copia: non è cambiato niente. Controlla maiuscole e spazi.';
    case 'otherPractice':
      return 'Questa copia è di un altro studio: non è cambiato niente.';
    case 'unreachable':
      return 'Il server dello studio non risponde: non è cambiato niente. Controlla che Assistiti sia avviato e riprova.';
    case 'notRestored':
      return 'Lo studio è tornato, i pazienti non ancora. Ricarica la pagina e ripristina la copia da Impostazioni.';
    case 'storageFull':
      return 'Su questo computer non c’è abbastanza spazio: non è cambiato niente. Libera spazio sul disco e riprova.';
    case 'storageLost':
      return 'Il browser ha chiuso i dati locali: non è cambiato niente. Ricarica la pagina e riprova.';
    case 'notOpen':
      return 'La copia va scelta di nuovo: non è cambiato niente.';
    default:
      return accountFailureText(failure);
  }
}

/** What the restore will do to what is here, one sentence each. */
export function restoreEffects(preview: CopyPreview): string[] {
  const { added, updated, keptNewer, onlyHere } = preview;
  const effects = [
    added > 0 &&
      (added === 1
        ? '1 paziente che qui non c’è: aggiunto.'
        : `${patients(added)} che qui non ci sono: aggiunti.`),
    updated > 0 &&
      `${patients(updated)} con dati più recenti nella copia: ${updated === 1 ? 'aggiornato' : 'aggiornati'}.`,
    keptNewer > 0 &&
      `${patients(keptNewer)} con modifiche fatte qui dopo la copia: le modifiche restano.`,
    onlyHere > 0 &&
      `${patients(onlyHere)} che la copia non ha: ${onlyHere === 1 ? 'resta' : 'restano'}.`,
  ].filter((effect) => effect !== false);
  return effects.length > 0 ? effects : ['L’elenco è già come nella copia.'];
}

export function restoredText({ madeAt, patients: count }: CopyPreview): string {
  return `Copia del ${formatInstant(madeAt)} ripristinata: ${patients(count)}, con lo storico e i resoconti.`;
}

export function patients(count: number): string {
  return count === 1 ? '1 paziente' : `${formatCount(count)} pazienti`;
}

export function lastCopyText({ lastAt, changedSince }: CopyState): string {
  if (lastAt === null) return 'Su questo computer non ne hai ancora fatta una.';
  const since = changedSince
    ? 'Da allora ci sono state modifiche.'
    : 'Da allora non è cambiato niente.';
  return `L’ultima è del ${formatInstant(lastAt)}. ${since}`;
}

const OLD_DAYS = 7;

/** Null while there is nothing to remind of. */
export function copyReminder(state: CopyState, today: PlainDate): string | null {
  const { lastAt, changedSince, quietToday } = state;
  if (!changedSince || quietToday) return null;
  if (lastAt === null) return 'Nessuna copia di sicurezza';
  const days = daysBetween(plainDateAt(lastAt), today);
  return days > OLD_DAYS ? `Copia di sicurezza di ${formatCount(days)} giorni fa` : null;
}

export function keptText(kept: LocalSpace['kept']): string {
  if (kept === null) return 'Il browser non lo dice';
  return kept
    ? 'Sì: il browser non li cancella da solo'
    : 'No: se il disco si riempie, il browser può cancellarli';
}

/** "312 MB", "1,2 GB". */
export function bytesText(bytes: number | null): string {
  if (bytes === null) return 'Il browser non lo dice';
  const [unit, size] = bytes >= 1e9 ? ['GB', bytes / 1e9] : ['MB', bytes / 1e6];
  const digits = size < 10 ? 1 : 0;
  return `${size.toLocaleString('it-IT', { maximumFractionDigits: digits })} ${unit}`;
}

/** "1.620 / 1.500" */
export function ceilingText({ ceiling, enrolled }: CeilingState): string {
  return `${formatCount(enrolledTotal(enrolled))} / ${formatCount(ceiling)}`;
}

/** "1.540 a tempo indeterminato · 60 temporanei · 20 in deroga"; what is not there is left out. */
export function enrolledText({ enrolled }: CeilingState): string {
  const { openEnded, temporary, derogated } = enrolled;
  return [
    `${formatCount(openEnded)} a tempo indeterminato`,
    temporary > 0 && `${formatCount(temporary)} ${temporary === 1 ? 'temporaneo' : 'temporanei'}`,
    derogated > 0 && `${formatCount(derogated)} in deroga`,
  ]
    .filter((part) => part !== false)
    .join(' · ');
}

/** How many are above the ceiling: "120 oltre il massimale". Null when none is. */
export function overCeilingText({ ceiling, enrolled }: CeilingState): string | null {
  const over = enrolledTotal(enrolled) - ceiling;
  return over > 0 ? `${formatCount(over)} oltre il massimale` : null;
}

/** Why a setting was not saved. */
export function settingRefusalText(name: SettingName, { kind }: SettingRefusal): string {
  const words = SETTING_WORDS[name];
  switch (kind) {
    case 'forbidden':
      return words.forbidden;
    case 'invalid':
      return words.invalid;
    case 'storageFull':
      return `Lo spazio su questo computer è finito: ${words.kept}.`;
    case 'storageLost':
      return `Il browser ha chiuso i dati locali: ${words.kept}. Ricarica la pagina.`;
  }
}

const SETTING_WORDS: {
  readonly [S in SettingName]: { readonly [W in 'forbidden' | 'invalid' | 'kept']: string };
} = {
  ceiling: {
    forbidden: 'Il massimale lo cambia solo il medico titolare dell’elenco.',
    invalid: 'Scrivi un numero intero da 1 a 9.999.',
    kept: 'il massimale è rimasto com’era',
  },
  retention: {
    forbidden: 'La durata del cestino la cambia solo il medico.',
    invalid: 'Scrivi un numero intero di giorni, da 1 a 365.',
    kept: 'la durata è rimasta com’era',
  },
  inviteMessage: {
    forbidden: 'Il messaggio d’invito lo cambia solo il medico.',
    invalid: 'Scrivi un messaggio, al massimo di 1.000 caratteri.',
    kept: 'il messaggio è rimasto com’era',
  },
  mailFrom: {
    forbidden: 'La posta in uscita la cambia solo il medico.',
    invalid: 'Scrivi un indirizzo di posta come nome@esempio.it.',
    kept: 'la posta in uscita è rimasta com’era',
  },
};
