/** A patient's history in words: what each column is called, and what it held and holds. */
import type { Change } from '#lib/domain/change.ts';
import type { Archive, Column, Lifecycle, PatientColumns } from '#lib/domain/patient.ts';
import type { PatientHistoryEntry } from '#lib/read-model/history.ts';
import { archiveReasonLabel, statusLabel } from './importPlan.ts';
import { statusReasonText } from './life.ts';
import { inviteText } from './invite.ts';
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
    ['Motivo dello stato', (value) => value.statusChange && statusReasonText(value.statusChange)],
    ['Decorrenza', (value) => dateText(value.statusChange?.effectiveOn)],
    ['Saputo il', (value) => dateText(value.statusChange?.knownOn)],
    ['Archivio', (value) => value.archive && archiveText(value.archive)],
    ['Data del decesso', (value) => dateText(value.deathDate)],
    ['Cestino', (value) => value.binned && 'nel cestino'],
    ['Eliminato', (value) => dateText(value.erasedOn)],
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
  invite: [
    ['App', (value) => (value.hasApp ? 'Si' : 'No')],
    ['Invito', inviteText],
  ],
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
      return isCreation(entry) ? 'Aggiunto a mano' : editTitle(entry);
    case 'undoEdit':
      return 'Modifica annullata';
  }
}

/** What an edit by hand did to the patient's life, when it did that. */
function editTitle({ changes }: PatientHistoryEntry): string {
  const change = changes.find(({ column }) => column === 'lifecycle');
  const from = change?.from as Lifecycle | null | undefined;
  const to = change?.to as Lifecycle | null | undefined;
  if (!from || !to) return 'Modifica a mano';
  if (to.moved) return 'Passato a un altro elenco';
  if (to.erasedOn) return 'Eliminato definitivamente';
  if (from.binned === null && to.binned !== null) return 'Messo nel cestino';
  if (from.binned !== null && to.binned === null) return 'Ripristinato dal cestino';
  if (to.status === 'private' && from.status !== 'private') return 'Passato al regime privato';
  if (from.status === 'private' && to.status !== 'private' && to.from) return 'Ripassato a SSN';
  if (from.archive === null && to.archive !== null) return 'Spostato in archivio';
  if (from.archive !== null && to.archive === null) return 'Tolto dall’archivio';
  return 'Stato cambiato';
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

function archiveText({ reason, text, knownOn, effectiveOn }: Archive): string {
  const motive = text ? `${archiveReasonLabel(reason)}: ${text}` : archiveReasonLabel(reason);
  const effective = effectiveOn ? `, decorrenza ${dateText(effectiveOn)}` : '';
  return `${motive}, dal ${dateText(knownOn) ?? knownOn}${effective}`;
}

function phoneText({ label, number, doNotUse }: PatientColumns['phones']['numbers'][number]) {
  return `${label} ${number}${unused(doNotUse)}`;
}

function unused(doNotUse: boolean): string {
  return doNotUse ? ' (non usare)' : '';
}
