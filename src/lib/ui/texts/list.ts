/** The words of the list screen. */
import type { Status } from '#lib/domain/patient.ts';
import type { ListQuery } from '#lib/read-model/listQuery.ts';
import type { ListView } from '#lib/ui/list/listView.ts';
import { formatCount, statusLabel } from './importPlan.ts';

export type ListTab = ListQuery['tab'];

/** The lists in the row of tabs; the bin is reached from the archive. */
export const LIST_TABS: readonly ListTab[] = ['ssn', 'private', 'archive'];

export const tabLabels: { readonly [T in ListTab]: string } = {
  ssn: 'Pazienti SSN',
  private: 'Pazienti regime privato',
  archive: 'Archivio',
  bin: 'Cestino',
};

export const tabExplanations: { readonly [T in ListTab]: string } = {
  ssn: 'I tuoi assistiti del Servizio Sanitario: iscritti, temporanei e quelli ancora da archiviare.',
  private: 'Le persone che segui fuori dal Servizio Sanitario.',
  archive: 'Chi non è più tuo assistito, con il motivo. Niente viene eliminato.',
  bin: 'Chi è stato eliminato: fino alla scadenza si può ripristinare, poi i suoi dati vengono cancellati.',
};

/** Where found: "in Archivio". */
export const tabPlaces: { readonly [T in ListTab]: string } = {
  ssn: 'in Pazienti SSN',
  private: 'in regime privato',
  archive: 'in Archivio',
  bin: 'nel Cestino',
};

/** Statuses that a tab can hold, in the order of the filter. */
export const tabStatuses: { readonly [T in ListTab]: readonly Status[] } = {
  ssn: ['ssn', 'ssnTemporary', 'ssnRevoked', 'ssnDeceased'],
  private: [],
  archive: ['ssnRevoked', 'ssnDeceased', 'ssn', 'ssnTemporary', 'private'],
  bin: ['ssnRevoked', 'ssnDeceased', 'ssn', 'ssnTemporary', 'private'],
};

export const contactLabels: { readonly [C in ListQuery['contact']]: string } = {
  any: 'Tutti i contatti',
  withPhone: 'Con telefono',
  withoutPhone: 'Senza telefono',
  withEmail: 'Con mail',
  withoutEmail: 'Senza mail',
};

export const appLabels: { readonly [A in ListQuery['app']]: string } = {
  any: 'Tutti',
  yes: 'Si',
  no: 'No',
};

/** "Righe dalla 1 alla 50 di 1.734"; `end` is one past the last. */
export function rangeText(first: number, end: number, found: number): string {
  if (found === 0 || end <= first) return 'Nessuna riga';
  return `Righe dalla ${formatCount(first + 1)} alla ${formatCount(end)} di ${formatCount(found)}`;
}

/** How many are listed: "1.734 pazienti", "12 trovati su 1.734". */
export function countText(found: number, total: number): string {
  if (found === total) return total === 1 ? '1 paziente' : `${formatCount(total)} pazienti`;
  return `${formatCount(found)} ${found === 1 ? 'trovato' : 'trovati'} su ${formatCount(total)}`;
}

/** The way to the bin, with how many are in it. */
export function binLabel(count: number): string {
  return `Cestino (${formatCount(count)})`;
}

export function resultsText(count: number): string {
  return count === 1 ? '1 risultato' : `${formatCount(count)} risultati`;
}

export interface FilterChip {
  readonly id: 'status' | 'contact' | 'app' | 'birthYear';
  readonly label: string;
  /** The view without this filter. */
  readonly without: ListView;
}

/** The filters that are on, each with a way to take it off. */
export function filterChips(view: ListView): FilterChip[] {
  const chips: FilterChip[] = [];
  if (view.birthYear !== null) {
    const label = `Nati nel ${view.birthYear}`;
    chips.push({ id: 'birthYear', label, without: { ...view, birthYear: null } });
  }
  if (view.contact !== 'any') {
    const label = contactLabels[view.contact];
    chips.push({ id: 'contact', label, without: { ...view, contact: 'any' } });
  }
  if (view.app !== 'any') {
    const label = `App: ${appLabels[view.app]}`;
    chips.push({ id: 'app', label, without: { ...view, app: 'any' } });
  }
  if (view.status !== null) {
    const label = `Stato: ${statusLabel(view.status)}`;
    chips.push({ id: 'status', label, without: { ...view, status: null } });
  }
  return chips;
}
