/** The words of filters and queues, and of what is missing or odd in a patient's data. */
import type { DataIssue } from '#lib/domain/dataIssues.ts';
import type { AgeRange, ExpiryDays, ExpiryFilter } from '#lib/domain/dateRange.ts';
import type { Sex } from '#lib/domain/patient.ts';
import type { DataFilter, ExemptionFilter } from '#lib/read-model/listFilters.ts';
import type { Queue } from '#lib/ui/list/queues.ts';
import { dateText } from './person.ts';

export const sexLabels: { readonly [S in Sex | 'any']: string } = {
  any: 'Tutti',
  F: 'Femmine',
  M: 'Maschi',
};

export type ExpiryChoice = '7' | '30' | '60' | 'expired' | 'between' | 'any';

export const expiryLabels: { readonly [E in ExpiryChoice]: string } = {
  any: 'Tutte',
  '7': 'Entro 7 giorni',
  '30': 'Entro 30 giorni',
  '60': 'Entro 60 giorni',
  expired: 'Già passata',
  between: 'Fra due date',
};

export const dataLabels: { readonly [D in DataFilter | 'any']: string } = {
  any: 'Tutti',
  toCheck: 'Da controllare',
  odd: 'Che non tornano',
  noTaxCode: 'Senza codice fiscale',
  noBirthDate: 'Senza data di nascita',
  noPhone: 'Senza telefono',
  noEmail: 'Senza mail',
  noAddress: 'Senza indirizzo',
  noExpiry: 'Temporanei senza scadenza',
};

export const queueLabels: { readonly [Q in Queue]: string } = {
  expiring: 'In scadenza',
  expired: 'Scaduti',
  toCheck: 'Dati da controllare',
  exemptions: 'Esenzioni in scadenza',
};

export const queueExplanations: { readonly [Q in Queue]: string } = {
  expiring: 'Iscrizioni temporanee che stanno per finire: rinnovale o avvisa il paziente.',
  expired: 'Iscrizioni temporanee già finite: rinnovale o archivia il paziente.',
  toCheck: 'Pazienti a cui manca qualcosa, o con dati che non tornano.',
  exemptions: 'Pazienti con un’esenzione che finisce entro il prossimo 31 marzo, o già finita.',
};

export function queueDaysText(days: ExpiryDays): string {
  return `${days} giorni`;
}

export const issueTexts: { readonly [I in DataIssue]: string } = {
  wrongTaxCode: 'Codice fiscale sbagliato',
  otherPerson: 'Codice fiscale di un’altra persona?',
  namesSwapped: 'Nome e cognome invertiti?',
  lastNameMismatch: 'Cognome diverso dal codice fiscale',
  firstNameMismatch: 'Nome diverso dal codice fiscale',
  birthDateMismatch: 'Nascita diversa dal codice fiscale',
  sexMismatch: 'Sesso diverso dal codice fiscale',
  underSix: 'Meno di 6 anni: è giusto il secolo?',
  noTaxCode: 'Manca il codice fiscale',
  noBirthDate: 'Manca la data di nascita',
  noExpiry: 'Manca la scadenza',
  noAddress: 'Manca l’indirizzo',
  noPhone: 'Manca il telefono',
  noEmail: 'Manca la mail',
};

/** Where a row has little room, beside the birth date. */
export const shortIssueTexts: { readonly [I in DataIssue]: string } = {
  wrongTaxCode: 'CF sbagliato',
  otherPerson: 'CF di un altro?',
  namesSwapped: 'Nomi invertiti?',
  lastNameMismatch: 'Cognome ≠ CF',
  firstNameMismatch: 'Nome ≠ CF',
  birthDateMismatch: 'Nascita ≠ CF',
  sexMismatch: 'Sesso ≠ CF',
  underSix: 'Meno di 6 anni',
  noTaxCode: 'Senza CF',
  noBirthDate: 'Senza nascita',
  noExpiry: 'Senza scadenza',
  noAddress: 'Senza indirizzo',
  noPhone: 'Senza telefono',
  noEmail: 'Senza mail',
};

/** "65 anni e più", "Fino a 14 anni", "Da 60 a 70 anni"; null without bounds. */
export function ageFilterText({ from, to }: AgeRange): string | null {
  if (from === null) return to === null ? null : `Fino a ${yearsText(to)}`;
  if (to === null) return `${yearsText(from)} e più`;
  return from === to ? `Età: ${yearsText(from)}` : `Da ${from} a ${yearsText(to)}`;
}

export function expiryFilterText(expiry: ExpiryFilter): string {
  if (expiry.kind === 'within') return `In scadenza entro ${queueDaysText(expiry.days)}`;
  if (expiry.kind === 'expired') return 'Scaduti';
  const { from, to } = expiry;
  if (from === null && to === null) return 'Con una scadenza';
  if (from === null) return `Scadenza fino al ${dateText(to)}`;
  return `Scadenza dal ${dateText(from)}${to === null ? '' : ` al ${dateText(to)}`}`;
}

/** Null when nothing is asked of exemptions. */
export function exemptionFilterText({ code, endsBy }: ExemptionFilter): string | null {
  if (code === '' && endsBy === null) return null;
  const parts = [`Esenzione${code === '' ? '' : ` ${code}`}`];
  if (endsBy !== null) parts.push(`fino al ${dateText(endsBy)} o prima`);
  return parts.join(' ');
}

export function dataFilterText(data: DataFilter): string {
  return data === 'toCheck' || data === 'odd'
    ? `Dati ${dataLabels[data].toLowerCase()}`
    : dataLabels[data];
}

function yearsText(years: number): string {
  return years === 1 ? '1 anno' : `${years} anni`;
}
