/** The words of exports: choices, columns, and what the dialog says. */
import type { ExportChoice, ExportFormat } from '#lib/domain/exportChoices.ts';
import type { ExportDeskDependencies } from '#lib/export/createExportDesk.ts';
import type { ExportFailure, ExportedFile } from '#lib/export/exportDesk.ts';
import type { ListTab } from '#lib/read-model/listQuery.ts';
import { archiveReasonLabel, formatCount, statusLabel } from './importPlan.ts';
import { tabLabels } from './list.ts';

export const exportChoiceLabels: { readonly [C in ExportChoice]: string } = {
  all: 'Tutti',
  ssn: 'Pazienti SSN (attivi e temporanei)',
  group: 'Pazienti della medicina di gruppo SSN',
  deceased: 'Pazienti SSN deceduti',
  revoked: 'Pazienti SSN revocati',
  private: 'Pazienti in regime privato',
  archived: 'Pazienti archiviati',
  view: 'Elenco filtrato a schermo',
  selected: 'Pazienti selezionati',
};

export const exportFormats: readonly { readonly value: ExportFormat; readonly label: string }[] = [
  { value: 'csv', label: 'CSV' },
  { value: 'xlsx', label: 'Excel (XLSX)' },
];

export const exportFileTypes: { readonly [F in ExportFormat]: string } = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** What the list on the screen is: "Pazienti SSN · Nati nel 1973 · con la ricerca scritta". */
export function viewText(
  tab: ListTab,
  filters: readonly { readonly label: string }[],
  search: string,
): string {
  return [
    tabLabels[tab],
    ...filters.map(({ label }) => label),
    ...(search.trim() === '' ? [] : ['con la ricerca scritta']),
  ].join(' · ');
}

/** "2.000 righe di 5.400" */
export function exportProgressText({ done, total }: { done: number; total: number }): string {
  return `${formatCount(done)} righe di ${formatCount(total)}`;
}

/** Why a choice is closed to the session. */
export function closedChoiceText(choice: ExportChoice): string {
  return choice === 'private'
    ? 'Solo per chi può vedere l’elenco dei pazienti privati.'
    : 'Solo per il medico titolare, il suo sostituto e la sua segreteria.';
}

export const NO_EXPORT = {
  title: 'Non puoi esportare questi pazienti',
  text: 'Esportano il medico titolare, il suo sostituto, la sua segreteria e, per l’elenco SSN, i colleghi della medicina di gruppo. Chiedi a loro il file che ti serve.',
} as const;

/** The worker did not answer. */
export const EXPORT_NO_ANSWER =
  'L’esportazione non è riuscita: non è stato scritto nessun file. Riprova; se succede ancora, ricarica la pagina.';

export function exportedText({
  fileName,
  count,
}: Pick<ExportedFile, 'fileName' | 'count'>): string {
  const patients =
    count === 1 ? '1 paziente esportato' : `${formatCount(count)} pazienti esportati`;
  return `${patients} nel file ${fileName}`;
}

export function exportFailureText({ kind }: ExportFailure): string {
  switch (kind) {
    case 'forbidden':
      return 'Questa esportazione non ti è permessa: non è stato scritto nessun file.';
    case 'interrupted':
      return 'Esportazione interrotta: non è stato scritto nessun file.';
  }
}

const FILE_NAMES: { readonly [C in ExportChoice]: string } = {
  all: 'tutti',
  ssn: 'ssn',
  group: 'medicina-di-gruppo',
  deceased: 'deceduti',
  revoked: 'revocati',
  private: 'privati',
  archived: 'archiviati',
  view: 'elenco-filtrato',
  selected: 'selezionati',
};

/** The import knows these columns again: `BUILT_IN_LISTS` names them too. */
export const exportWords: ExportDeskDependencies['exportWords'] = {
  sheetName: 'Assistiti',
  headers: {
    lastName: 'Cognome',
    firstName: 'Nome',
    birthDate: 'Data di nascita',
    sex: 'Sesso',
    birthPlace: 'Comune di nascita',
    taxCode: 'Codice fiscale',
    status: 'Stato in elenco',
    doctorName: 'Medico',
    doctorCode: 'Codice medico',
    phoneToUse: 'Telefono da usare',
    emailToUse: 'E-mail da usare',
    exemptions: 'Esenzioni',
    kind: 'Tipo scelta',
    enrolledOn: 'Data scelta',
    expiresOn: 'Scadenza',
    revokedOn: 'Data revoca',
    archivedOn: 'Archiviato il',
    archiveReason: 'Motivo archiviazione',
    deathDate: 'Data decesso',
    address: 'Indirizzo residenza',
    postcode: 'CAP',
    town: 'Comune residenza',
    province: 'Provincia',
    phone: 'Telefono',
    email: 'E-mail',
    ownAddress: 'Altro indirizzo',
    ownPostcode: 'Altro CAP',
    ownTown: 'Altro comune',
    ownProvince: 'Altra provincia',
    ownPhones: 'Altri telefoni',
    ownEmail: 'Altra e-mail',
    cardNumber: 'Numero tessera',
    note: 'Note',
  },
  status: statusLabel,
  archiveReason: ({ reason, text }) =>
    text ? `${archiveReasonLabel(reason)}: ${text}` : archiveReasonLabel(reason),
  phone: ({ label, number, doNotUse }) => `${label}: ${number}${doNotUse ? ' (non usare)' : ''}`,
  fileName: (choice, day) => `assistiti-${FILE_NAMES[choice]}-${day}`,
};
