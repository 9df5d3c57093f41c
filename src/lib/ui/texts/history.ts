/** A patient's history in words: what each column is called, and what it held and holds. */
import type { Change } from '#lib/domain/change.ts';
import type { Archive, Column, PatientColumns } from '#lib/domain/patient.ts';
import type { PatientHistoryEntry } from '#lib/read-model/history.ts';
import { archiveReasonLabel, statusLabel } from './importPlan.ts';
import { dateText } from './person.ts';

export interface FieldLine {
  readonly label: string;
  readonly from: string | null;
  readonly to: string | null;
}

type Words<C extends Column> = readonly (readonly [
  label: string,
  words: (value: PatientColumns[C]) => string | null | undefined,
])[];

const fields: { readonly [C in Column]: Words<C> } = {
  identity: [
    ['Cognome', (value) => value.lastName],
    ['Nome', (value) => value.firstName],
    ['Codice fiscale', (value) => value.taxCode],
    ['Data di nascita', (value) => dateText(value.birthDate)],
    ['Luogo di nascita', (value) => value.birthPlace],
    ['Sesso', (value) => value.sex],
    ['Tessera sanitaria', (value) => value.cardNumber],
    ['Codici fiscali precedenti', (value) => value.aliases.join(', ')],
  ],
  lifecycle: [
    ['Stato', (value) => statusLabel(value.status)],
    ['Archivio', (value) => value.archive && archiveText(value.archive)],
    ['Data del decesso', (value) => dateText(value.deathDate)],
    ['Cestino', (value) => value.binned && 'nel cestino'],
  ],
  enrolment: [
    ['Scelta', (value) => dateText(value.startedOn)],
    ['Scadenza', (value) => dateText(value.expiresOn)],
    ['Revoca', (value) => dateText(value.revokedOn)],
    ['Tipo di iscrizione', (value) => value.kind],
    ['Codice del medico', (value) => value.doctorCode],
  ],
  residence: [
    ['Residenza (Regione)', addressText],
    ['Telefono (Regione)', (value) => value.phone],
    ['Mail (Regione)', (value) => value.email],
  ],
  address: [
    ['Indirizzo', addressText],
    ['Indirizzo predefinito', (value) => (value.useRegional ? 'quello della Regione' : null)],
  ],
  phones: [
    ['Telefoni', (value) => value.numbers.map(phoneText).join(', ')],
    ['Telefoni della Regione da non usare', (value) => value.regionalDoNotUse?.join(', ')],
  ],
  email: [
    ['Mail', (value) => value.email && value.email + unused(value.doNotUse)],
    ['Mail della Regione da non usare', (value) => value.regionalDoNotUse?.join(', ')],
  ],
  invite: [['App', (value) => (value.hasApp ? 'Si' : 'No')]],
  block: [['Blocchi', (value) => value.areas.join(', ')]],
  exemptions: [['Esenzioni', (value) => value.codes.map(({ code }) => code).join(', ')]],
  note: [['Nota', (value) => value.text]],
};

/** The fields a change really moved; nothing for what was only added empty. */
export function fieldLines(change: Change): FieldLine[] {
  const words = fields[change.column] as Words<Column>;
  const say = (value: Change['from'], read: (value: never) => string | null | undefined) =>
    (value && read(value as never)) || null;
  return words
    .map(([label, read]) => ({
      label,
      from: say(change.from, read),
      to: say(change.to, read),
    }))
    .filter(({ from, to }) => from !== to);
}

/** Whether the patient came with these changes: then old values say nothing. */
export function isCreation(entry: PatientHistoryEntry): boolean {
  return entry.changes.some(({ column, from }) => column === 'identity' && from === null);
}

export function historyTitle(entry: PatientHistoryEntry): string {
  switch (entry.kind) {
    case 'import':
      return isCreation(entry) ? 'Aggiunto da un’importazione' : 'Aggiornato da un’importazione';
    case 'undoImport':
      return 'Importazione annullata';
    case 'edit':
      return isCreation(entry) ? 'Aggiunto a mano' : 'Modifica a mano';
    case 'undoEdit':
      return 'Modifica annullata';
  }
}

const instant = new Intl.DateTimeFormat('it', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Rome',
});

/** "23 novembre 2026 alle ore 10:41" */
export function instantText(at: number): string {
  return instant.format(at);
}

export function addressText(value: {
  readonly address: string | null;
  readonly postcode: string | null;
  readonly town: string | null;
  readonly province: string | null;
}): string | null {
  const place = [value.postcode, value.town, value.province && `(${value.province})`];
  const town = place.filter(Boolean).join(' ');
  return [value.address, town].filter(Boolean).join(', ') || null;
}

function archiveText({ reason, knownOn }: Archive): string {
  return `${archiveReasonLabel(reason)}, dal ${dateText(knownOn) ?? knownOn}`;
}

function phoneText({ label, number, doNotUse }: PatientColumns['phones']['numbers'][number]) {
  return `${label} ${number}${unused(doNotUse)}`;
}

function unused(doNotUse: boolean): string {
  return doNotUse ? ' (non usare)' : '';
}
