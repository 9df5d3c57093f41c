/** What the import screens say about their own steps; the file's and the plan's words stand in their own modules. */
import type { ImportSummary } from '#lib/domain/importSummary.ts';
import { formatItalianDate } from '#lib/domain/plainDate.ts';
import type {
  CommitFailure,
  FileSummary,
  ImportProgress,
  PreviewEntry,
  UndoOutcome,
} from '#lib/import/importDesk.ts';
import type { Group } from '#lib/import/plan.ts';
import type { WizardFailure } from '#lib/ui/import/importWizard.svelte.ts';
import { fileRefusalText } from './fileReading.ts';
import { importKindWords } from './importKind.ts';
import { formatCount } from './importPlan.ts';

/** One sentence or two: what happened, what was kept, what to do. */
export function wizardFailureText(failure: WizardFailure): string {
  switch (failure.kind) {
    case 'noFile':
      return importKindWords[failure.of].noFile;
    case 'readingInterrupted':
      return 'Lettura interrotta: non è stato scritto nulla. Puoi scegliere un altro file.';
    case 'refused':
      return fileRefusalText(failure.refusal);
    case 'correctionRefused':
      return `Letto così, il file non va: ${lowerFirst(fileRefusalText(failure.refusal))} La lettura di prima è rimasta.`;
    case 'notMapped':
      return importKindWords[failure.of].notMapped;
    case 'readAgain':
      return 'Il file è appena stato riletto come hai chiesto: non è stato scritto nulla. Ricontrolla l’anteprima, poi conferma.';
    case 'notCommitted':
      return commitFailureText(failure.failure);
    case 'unexpected':
      return 'Qualcosa non ha funzionato. Riprova; se succede ancora, ricarica la pagina: i dati già salvati non si perdono.';
  }
}

export function commitFailureText(failure: CommitFailure): string {
  switch (failure.kind) {
    case 'interrupted':
      return 'Importazione interrotta: non è stato scritto nulla.';
    case 'storageFull':
      return failure.megabytesNeeded === null
        ? 'Lo spazio su questo computer è finito: non è stato scritto nulla e l’elenco è rimasto com’era. Libera spazio sul disco e riprova.'
        : `Su questo computer non c’è abbastanza spazio (servono circa ${formatCount(failure.megabytesNeeded)} MB): non è stato scritto nulla. Libera spazio sul disco e riprova.`;
    case 'storageLost':
      return 'Il browser ha chiuso i dati locali: non è stato scritto nulla e ciò che era salvato non si perde. Ricarica la pagina e ripeti l’importazione.';
    case 'forbidden':
      return failure.count === 1
        ? 'Una delle modifiche non ti è permessa: non è stato scritto nulla. Chiedi al medico titolare dell’elenco.'
        : `${formatCount(failure.count)} delle modifiche non ti sono permesse: non è stato scritto nulla. Chiedi al medico titolare dell’elenco.`;
    case 'previewChanged':
      return 'Nel frattempo l’elenco è cambiato: non è stato scritto nulla e l’anteprima è stata rifatta. Ricontrollala, poi conferma.';
    case 'nothingToImport':
      return 'Non c’è niente da importare: l’elenco è già come nel file, o hai escluso tutte le righe.';
    case 'savedNotShown':
      return 'L’importazione è salvata, ma l’elenco non la mostra ancora tutta. Ricarica la pagina: riparte da sola.';
  }
}

export function undoFailureText(failure: CommitFailure | { readonly kind: 'notHere' }): string {
  switch (failure.kind) {
    case 'notHere':
      return 'Questa importazione si può annullare solo dal computer su cui è stata fatta. Niente è cambiato.';
    case 'interrupted':
      return 'Annullamento interrotto: l’importazione è rimasta com’era.';
    case 'storageFull':
      return 'Lo spazio su questo computer è finito: l’importazione non è stata annullata e niente è cambiato. Libera spazio sul disco e riprova.';
    case 'storageLost':
      return 'Il browser ha chiuso i dati locali: l’importazione non è stata annullata. Ricarica la pagina e riprova.';
    case 'forbidden':
      return 'Non ti è permesso annullare questa importazione: niente è cambiato. Chiedi al medico titolare dell’elenco.';
    case 'previewChanged':
      return 'Nel frattempo l’elenco è cambiato: l’importazione non è stata annullata. Riprova.';
    case 'nothingToImport':
      return 'Non c’è niente da annullare: l’importazione è già stata annullata.';
    case 'savedNotShown':
      return 'L’importazione è annullata, ma l’elenco non lo mostra ancora tutto. Ricarica la pagina: riparte da sola.';
  }
}

const PHASES: { readonly [P in ImportProgress['phase']]: string } = {
  reading: 'Leggo il file',
  checking: 'Controllo le righe',
  saving: 'Salvo su questo computer',
  showing: 'Aggiorno l’elenco',
};

export function phaseText(progress: ImportProgress | null): string {
  return progress ? PHASES[progress.phase] : 'Comincio';
}

/** "420 di 1.750 righe"; empty until the total is known. */
export function progressText(progress: ImportProgress | null): string {
  if (!progress || progress.total === 0) return '';
  return `${formatCount(progress.done)} di ${formatCount(progress.total)} righe`;
}

/** What is read aloud: only at every quarter, so that nobody hears each row. */
export function progressMilestone(progress: ImportProgress | null): string {
  if (!progress) return '';
  if (progress.total === 0) return `${phaseText(progress)}…`;
  const quarter = Math.floor((progress.done * 4) / progress.total);
  return `${phaseText(progress)}: ${quarter * 25}%`;
}

/** "Ho ripristinato 12 pazienti." with what was left as it is. */
export function undoOutcomeText({ reverted, kept }: UndoOutcome): string {
  const back =
    reverted === 1
      ? 'Importazione annullata: 1 paziente è tornato com’era.'
      : `Importazione annullata: ${formatCount(reverted)} pazienti sono tornati com’erano.`;
  if (kept.length === 0) return back;
  return kept.length === 1
    ? `${back} 1 paziente è rimasto com’è, perché qualcuno l’ha modificato dopo:`
    : `${back} ${formatCount(kept.length)} pazienti sono rimasti come sono, perché qualcuno li ha modificati dopo:`;
}

export function undoneText(undone: NonNullable<ImportSummary['undone']>): string {
  if (undone.why === 'interrupted')
    return `Interrotta il ${formatInstant(undone.at)}: non è rimasto nulla.`;
  const back = `Annullata il ${formatInstant(undone.at)}.`;
  if (undone.kept === 0) return back;
  return undone.kept === 1
    ? `${back} 1 paziente è rimasto com’era, perché qualcuno l’ha modificato dopo.`
    : `${back} ${formatCount(undone.kept)} pazienti sono rimasti com’erano, perché qualcuno li ha modificati dopo.`;
}

/** What it means to stand in a group, in a line under its heading. */
export const GROUP_EXPLANATIONS: { readonly [G in Group]: string } = {
  added: 'Sono nel file e non ancora nel tuo elenco.',
  changed: 'Sono già nel tuo elenco: cambiano solo i dati indicati.',
  reactivated: 'Erano in archivio o nel cestino e tornano nell’elenco.',
  statusChanged: 'Cambia il loro stato, per esempio da SSN Temporaneo a SSN.',
  toArchive: 'Vanno in archivio: non sono nel file, oppure il file li dà revocati o deceduti.',
  unchanged: 'Sono già come nel file: non viene scritto nulla.',
  otherDoctors: 'Il file li assegna ad altri medici: non vengono toccati.',
  problems: 'Non vengono importati finché non decidi tu. Qui sotto trovi il motivo di ognuno.',
};

const LEFT_OUT: {
  readonly [Why in keyof FileSummary['leftOut']]: readonly [one: string, many: string];
} = {
  title: ['1 riga di titolo', 'righe di titolo'],
  total: ['1 riga di totale', 'righe di totale'],
  repeatedHeader: ['1 intestazione ripetuta', 'intestazioni ripetute'],
  empty: ['1 riga vuota', 'righe vuote'],
};

/** Lines that are not patients; empty when there are none. */
export function leftOutText(leftOut: FileSummary['leftOut']): string {
  return (Object.keys(LEFT_OUT) as (keyof typeof LEFT_OUT)[])
    .filter((why) => leftOut[why] > 0)
    .map((why) => {
      const [one, many] = LEFT_OUT[why];
      return leftOut[why] === 1 ? one : `${formatCount(leftOut[why])} ${many}`;
    })
    .join(', ');
}

/** Rows that the sheet hides are patients all the same. */
export function hiddenRowsText(rows: number): string {
  return rows === 1
    ? 'Nel foglio c’è 1 riga nascosta: è stata letta anche quella.'
    : `Nel foglio ci sono ${formatCount(rows)} righe nascoste, per esempio da un filtro: sono state lette anche quelle.`;
}

export function rowsText(rows: number): string {
  return rows === 1 ? '1 riga' : `${formatCount(rows)} righe`;
}

/** In place of a tax code: the cell was empty, or what it held cannot be one. */
export function missingCodeText({ reasons }: PreviewEntry): string {
  const isInvalid = reasons.some(
    (reason) => reason.kind === 'row' && reason.problem.kind === 'taxCode',
  );
  return isInvalid ? 'codice non valido' : 'senza codice fiscale';
}

const SIZE = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 1 });

export function fileSizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} byte`;
  if (bytes < 1_000_000) return `${SIZE.format(bytes / 1_000)} kB`;
  return `${SIZE.format(bytes / 1_000_000)} MB`;
}

const INSTANT = new Intl.DateTimeFormat('it-IT', {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/Rome',
});

/** "23/11/2026, 21:57", as a clock on the wall of an Italian practice says. */
export function formatInstant(ms: number): string {
  return INSTANT.format(ms);
}

export function reportDateText(date: string | null): string {
  return date === null ? 'data non indicata' : formatItalianDate(date);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
