/** The Italian of the import's plan: groups, reasons, notices, alarms, and the words of its report. */
import type { ImportKind } from '#lib/domain/importKind.ts';
import type { ArchiveReason, Status } from '#lib/domain/patient.ts';
import { type PlainDate, formatItalianDate, plainDateAt } from '#lib/domain/plainDate.ts';
import type {
  ArchiveAlarm,
  EntryReason,
  FieldChange,
  Group,
  PlanEntry,
  PlanNotice,
} from '#lib/import/plan.ts';
import type { ReportWords } from '#lib/import/report.ts';
import { damageText, fieldLabel, rowProblemText } from './fileReading.ts';

const GROUP_LABELS: { readonly [G in Group]: string } = {
  added: 'Nuovi',
  changed: 'Modificati',
  reactivated: 'Riattivati',
  statusChanged: 'Stato cambiato',
  toArchive: 'Da archiviare',
  unchanged: 'Invariati',
  otherDoctors: 'Altri medici',
  problems: 'Problemi',
};

const STATUS_LABELS: { readonly [S in Status]: string } = {
  ssn: 'SSN',
  ssnTemporary: 'SSN Temporaneo',
  ssnRevoked: 'SSN Revocato',
  ssnDeceased: 'SSN Deceduto',
  private: 'Regime privato',
};

const ARCHIVE_REASON_LABELS: { readonly [R in ArchiveReason]: string } = {
  ssnRevoked: 'SSN Revocato',
  ssnDeceased: 'SSN Deceduto',
  other: 'Altro',
};

const FIELD_LABELS: { readonly [field: string]: string } = {
  lastName: 'Cognome',
  firstName: 'Nome',
  birthDate: 'Data di nascita',
  birthPlace: 'Comune di nascita',
  sex: 'Sesso',
  cardNumber: 'Numero della tessera sanitaria',
  status: 'Stato',
  deathDate: 'Data del decesso',
  startedOn: 'Data della scelta',
  expiresOn: 'Scadenza',
  revokedOn: 'Data della revoca',
  kind: 'Tipo di scelta',
  doctorCode: 'Codice del medico',
  address: 'Indirizzo (Regione)',
  town: 'Comune (Regione)',
  province: 'Provincia (Regione)',
  postcode: 'CAP (Regione)',
  phone: 'Telefono (Regione)',
  email: 'Mail (Regione)',
  exemptions: 'Esenzioni',
  ownPhones: 'Telefoni',
  ownEmail: 'Mail',
};

/** Italian leaves numbers of four digits ungrouped unless told otherwise. */
const COUNT_FORMAT = new Intl.NumberFormat('it-IT', { useGrouping: 'always' });

/** 1.750 */
export function formatCount(count: number): string {
  return COUNT_FORMAT.format(count);
}

export function groupLabel(group: Group): string {
  return GROUP_LABELS[group];
}

export function statusLabel(status: Status): string {
  return STATUS_LABELS[status];
}

export function archiveReasonLabel(reason: ArchiveReason): string {
  return ARCHIVE_REASON_LABELS[reason];
}

/** The label of `FieldChange.field`. */
export function fieldChangeLabel(field: string): string {
  return FIELD_LABELS[field] ?? field;
}

/** One side of a field change as people read it; what was or becomes empty has a word too. */
export function fieldValueText(field: string, value: string | null): string {
  if (value === null || value === '') return 'vuoto';
  return field === 'status' && Object.hasOwn(STATUS_LABELS, value)
    ? statusLabel(value as Status)
    : value;
}

/** Telefono (Regione): vuoto → 055 123456 */
export function fieldChangeText({ field, from, to }: FieldChange): string {
  return `${fieldChangeLabel(field)}: ${fieldValueText(field, from)} → ${fieldValueText(field, to)}`;
}

export function commitButtonText(count: number): string {
  if (count === 0) return 'Niente da importare';
  return count === 1 ? 'Importa 1 paziente' : `Importa ${formatCount(count)} pazienti`;
}

export function entryReasonText(reason: EntryReason): string {
  switch (reason.kind) {
    case 'row':
      return rowProblemText(reason.problem);
    case 'identityDiffers':
      return `Stesso codice fiscale ma dati diversi da quelli registrati: ${reason.fields.map(fieldChangeText).join('; ')}. Niente viene scritto.`;
    case 'deceasedHere':
      return `Qui risulta deceduto${onDay(' il', reason.deathDate)}, nell’elenco è ancora presente: non viene riattivato.`;
    case 'isPrivate':
      return 'È un paziente in regime privato: l’importazione non lo tocca.';
    case 'taxCodeReplaced':
      return reason.line === null
        ? `CF sostituito? ${reason.withName} ha lo stesso nome e la stessa data di nascita, ma un altro codice fiscale.`
        : `CF sostituito? Non è nell’elenco con il suo codice fiscale, ma la riga ${reason.line} (${reason.withName}) potrebbe essere la stessa persona. Non viene archiviato.`;
    case 'sameNameAndBirthDate':
      return `Stesso nome e stessa data di nascita di ${reason.candidateName}: è la stessa persona?`;
    case 'notInList':
      return 'Non è nell’elenco: questa importazione non crea pazienti.';
    case 'withRow':
      return `È dello stesso paziente della riga ${formatCount(reason.line)}: vedi lì.`;
    case 'exemptionsAbsent':
      return 'Non è nel file delle esenzioni: le sue vengono tolte.';
    case 'inBin':
      return `Nel cestino dal ${formatItalianDate(reason.since)}.`;
    case 'erased':
      return `Eliminato il ${formatItalianDate(reason.on)}.`;
    case 'absent':
      return 'Non è più nell’elenco.';
    case 'revokedInFile':
      return `Nell’elenco risulta revocato${onDay(' dal', reason.on)}.`;
    case 'deceasedInFile':
      return `Nell’elenco risulta deceduto${onDay(' il', reason.on)}.`;
    case 'archivedInFile':
      return `Nell’elenco risulta archiviato${onDay(' il', reason.on)}.`;
    case 'addedByHand':
      return `Aggiunto a mano il ${formatItalianDate(reason.on)}: l’elenco può essere stato fatto prima.`;
    case 'archivedHere':
      return `Archiviato il ${formatItalianDate(reason.on)} con motivo ${archiveReasonLabel(reason.reason)}.`;
    case 'otherDoctor':
      return `Assistito di un altro medico: ${doctorText(reason)}.`;
    case 'noDoctorCode':
      return 'La riga non dice di quale medico è: il codice medico è vuoto.';
    case 'nowWithOtherDoctor':
      return `Alla riga ${reason.line} l’elenco lo dà a un altro medico: ${doctorText(reason)}.`;
  }
}

/** Answers to `Di chi è questo elenco?`; `owner` is null for one's own. */
export function listIsText(owner: string | null): string {
  return owner === null ? 'È il mio elenco' : `È l’elenco di ${owner}`;
}

export function saidListIsText(owner: string | null): string {
  return `Hai detto che questo è ${owner === null ? 'il tuo elenco' : `l’elenco di ${owner}`}.`;
}

export function listIsNotText(owner: string | null): string {
  return owner === null ? 'Non è il mio' : 'Non è il suo';
}

function codeInFileText({ code, rows, of }: CodeInFile): string {
  return `${code}${of === undefined ? '' : `, di ${of}`} (${rowsText(rows)})`;
}

type CodeInFile = Extract<PlanNotice, { kind: 'noRowOfMine' }>['codes'][number];

export function noticeText(notice: PlanNotice): string {
  switch (notice.kind) {
    case 'reportIsOld':
      return `L’elenco è stato creato ${formatCount(notice.days)} giorni fa: conviene scaricarne uno nuovo.`;
    case 'olderThanLastImport':
      return `L’elenco è più vecchio dell’ultimo importato, che è del ${formatItalianDate(notice.lastReportDate)}.`;
    case 'sameFile':
      return `Questo file è già stato importato il ${formatItalianDate(plainDateAt(notice.at))} (${notice.fileName}).`;
    case 'archivingOff':
      return `L’archiviazione di chi non è nell’elenco è spenta: ${archivingOffText(notice)}`;
    case 'noRowOfMine':
      return `Nessuna riga porta il tuo codice medico. Nel file: ${notice.codes.map(codeInFileText).join(', ')}.`;
    case 'whoseList':
      return 'Il file non dice di quale medico sono i pazienti. Di chi è questo elenco?';
  }
}

function archivingOffText(notice: Extract<PlanNotice, { kind: 'archivingOff' }>): string {
  switch (notice.why) {
    case 'ownExport':
      return 'è un file esportato da Assistiti, non l’elenco della Regione.';
    case 'scopeUnknown':
      return 'non si sa di chi è l’elenco.';
    case 'noRowOfMine':
      return 'nessuna riga porta il tuo codice medico.';
    case 'damaged':
      return `una parte del file non si legge. ${notice.damage.map(damageText).join(' ')}`;
  }
}

export function alarmText({ why, archived, active, rowsInFile }: ArchiveAlarm): string {
  const leaving = archived === 1 ? '1 paziente' : `${formatCount(archived)} pazienti`;
  const outOf = `${leaving} su ${formatCount(active)}`;
  return why === 'manyArchived'
    ? `Stai per archiviare ${outOf}: più del 5 % della tua lista.`
    : `Il file ha ${rowsText(rowsInFile)} per ${formatCount(active)} pazienti attivi, meno della metà: forse non è l’elenco intero. Stai per archiviare ${outOf}.`;
}

const WRITTEN_OUTCOMES: { readonly [G in Group]?: string } = {
  added: 'Aggiunto',
  changed: 'Modificato',
  reactivated: 'Riattivato',
  statusChanged: 'Stato cambiato',
  toArchive: 'Archiviato',
};

/** `Esito` of an entry: what was done, or the group it was left in. */
export function outcomeText({
  group,
  included,
  skipped,
}: Pick<PlanEntry, 'group' | 'included' | 'skipped'>): string {
  if (skipped) return 'Saltata';
  const done = WRITTEN_OUTCOMES[group];
  if (done === undefined) return OUTCOMES_WITHOUT_WRITING[group] ?? groupLabel(group);
  return included ? done : `Non importato (${groupLabel(group)})`;
}

const OUTCOMES_WITHOUT_WRITING: { readonly [G in Group]?: string } = {
  unchanged: 'Invariato',
  otherDoctors: 'Altro medico',
  problems: 'Problema',
};

const TEMPLATE_NAMES: { readonly [K in ImportKind]: string } = {
  region: 'Modello pazienti',
  patients: 'Modello pazienti',
  contacts: 'Modello contatti',
  exemptions: 'Modello esenzioni',
};

/** The columns Esito and Motivo of the per-row report. */
export const reportWords: ReportWords = {
  outcomeHeader: 'Esito',
  reasonHeader: 'Motivo',
  outcome: outcomeText,
  field: fieldLabel,
  templateName: (kind) => TEMPLATE_NAMES[kind],
  problemsFileName: (fileName) => `${fileName.replace(/\.[^.]+$/, '')} - da correggere.xlsx`,
  problemsSheet: 'Da correggere',
  reasons: (entry) =>
    [
      ...entry.reasons.map(entryReasonText),
      ...entry.fields.map(fieldChangeText),
      // A patient who is not in the file has no cell for the code.
      ...(entry.line === null && entry.taxCode !== null ? [`CF ${entry.taxCode}`] : []),
    ].join(' '),
};

function onDay(preposition: string, day: PlainDate | null): string {
  return day === null ? '' : `${preposition} ${formatItalianDate(day)}`;
}

function doctorText({
  doctorCode,
  doctorName,
}: {
  readonly doctorCode: string;
  readonly doctorName: string | null;
}): string {
  return doctorName ? `${doctorName}, codice ${doctorCode}` : `codice ${doctorCode}`;
}

function rowsText(rows: number): string {
  return rows === 1 ? '1 riga' : `${formatCount(rows)} righe`;
}
