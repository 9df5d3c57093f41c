/** The words around a patient's life: why an enrolment ends or lasts, what is asked, why it is refused. */
import type { LifeRefusal } from '#lib/domain/lifePlan.ts';
import type { RevocationReason, StatusChange, TemporaryReason } from '#lib/domain/patient.ts';
import type { LeftOut } from '#lib/replica/editDesk.ts';
import { formatCount } from './importPlan.ts';
import { fullName } from './person.ts';

const REVOCATION_LABELS: { readonly [R in RevocationReason]: string } = {
  changeOfDoctor: 'Cambio medico',
  transfer: 'Trasferimento',
  refusal: 'Ricusazione',
  suspension: 'Sospensione',
  temporaryExpired: 'Scadenza del temporaneo',
  doubleEnrolment: 'Doppia iscrizione',
};

const TEMPORARY_LABELS: { readonly [R in TemporaryReason]: string } = {
  work: 'Lavoro',
  study: 'Studio',
  health: 'Salute',
  family: 'Famiglia',
  other: 'Altro',
};

export function revocationLabel(reason: RevocationReason): string {
  return REVOCATION_LABELS[reason];
}

export function temporaryLabel(reason: TemporaryReason): string {
  return TEMPORARY_LABELS[reason];
}

/** Why the status is what it is, in a few words. */
export function statusReasonText({ reason, text }: StatusChange): string | null {
  if (reason === null) return text;
  if (reason === 'other' && text) return text;
  return { ...REVOCATION_LABELS, ...TEMPORARY_LABELS }[reason];
}

/** Whom a dialog is about: "ROSSI MARIA", "12 pazienti". */
export function patientsText(
  patients: readonly { readonly lastName: string; readonly firstName: string }[],
): string {
  const [only] = patients;
  return only && patients.length === 1 ? fullName(only) : countOfPatients(patients.length);
}

export function countOfPatients(count: number): string {
  return count === 1 ? '1 paziente' : `${formatCount(count)} pazienti`;
}

/** "30 giorni", "1 giorno" */
export function daysText(days: number): string {
  return days === 1 ? '1 giorno' : `${formatCount(days)} giorni`;
}

export function lifeRefusalText(refusal: LifeRefusal): string {
  switch (refusal.kind) {
    case 'missingField':
      return MISSING[refusal.field];
    case 'wrongDay':
      return wrongDayText(refusal);
    case 'notTemporary':
      return 'Questo motivo vale solo per chi è SSN Temporaneo.';
    case 'isPrivate':
      return 'È in regime privato: lo stato non si cambia da qui. Usa «Ripassa a SSN».';
    case 'notPrivate':
      return 'Non è in regime privato.';
    case 'alreadyArchived':
      return 'È già in archivio.';
    case 'notArchived':
      return 'Non è più in archivio, o non si sa com’era prima.';
    case 'inBin':
      return 'È nel cestino: prima ripristinalo.';
    case 'notInBin':
      return 'Non è più nel cestino.';
    case 'hasApp':
      return 'Ha già l’app.';
    case 'noUsableEmail':
      return 'Non ha una mail che si possa usare.';
    case 'alreadyThere':
      return `Questo codice fiscale è già di ${fullName(refusal.person)}: apri la sua scheda.`;
  }
}

const MISSING: { readonly [F in (LifeRefusal & { kind: 'missingField' })['field']]: string } = {
  reason: 'Scegli il motivo.',
  expiresOn: 'Scrivi quando scade.',
  deathDate: 'Scrivi la data del decesso.',
  effectiveOn: 'Scrivi da quando vale.',
  knownOn: 'Scrivi quando l’hai saputo.',
};

function wrongDayText({ field, why }: LifeRefusal & { readonly kind: 'wrongDay' }): string {
  switch (why) {
    case 'noDay':
      return 'Questa data non esiste.';
    case 'ahead':
      return field === 'deathDate'
        ? 'Il decesso non può venire dopo il giorno in cui l’hai saputo.'
        : 'Questa data deve ancora venire.';
    case 'beforeBirth':
      return 'È prima della data di nascita.';
    case 'past':
      return 'Questa scadenza è già passata.';
    case 'beforeStart':
      return 'La scadenza viene prima della decorrenza.';
    case 'beforeDue':
      return 'La ricusazione vale dal 16° giorno dopo la comunicazione.';
  }
}

/** Who was left as he was, and why: "2 pazienti lasciati com’erano: sono già in archivio." */
export function leftOutText(leftOut: readonly LeftOut[], why: (left: LeftOut) => string): string {
  const reasons = [...Map.groupBy(leftOut, why)];
  const parts = reasons.map(
    ([reason, left]) => `${countOfPatients(left.length)}: ${reason.replace(/\.$/, '')}`,
  );
  return `${leftOut.length === 1 ? 'Lasciato' : 'Lasciati'} com’era${leftOut.length === 1 ? '' : 'no'}: ${parts.join('; ')}.`;
}
