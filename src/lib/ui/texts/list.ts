/** The words of the list screen. */
import type { Status } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { Session } from '#lib/domain/session.ts';
import { assigneeName, assigneeOf, isInService, type Team } from '#lib/domain/team.ts';
import { type ListFilters, NO_DOCTOR, NO_FILTERS } from '#lib/read-model/listFilters.ts';
import type { ListQuery, ListTab } from '#lib/read-model/listQuery.ts';
import type { ListView } from '#lib/ui/list/listView.ts';
import {
  ageFilterText,
  dataFilterText,
  exemptionFilterText,
  expiryFilterText,
  sexLabels,
} from './filters.ts';
import { formatCount, statusLabel } from './importPlan.ts';

export type { ListTab };

export const LIST_TABS: readonly ListTab[] = ['ssn', 'group', 'private', 'archive'];

export const tabLabels: { readonly [T in ListTab]: string } = {
  ssn: 'Pazienti SSN',
  group: 'Medicina di gruppo SSN',
  private: 'Pazienti regime privato',
  archive: 'Archivio',
};

export const tabExplanations: { readonly [T in ListTab]: string } = {
  ssn: 'I tuoi assistiti del Servizio Sanitario: iscritti, temporanei e quelli ancora da archiviare.',
  group: 'Gli assistiti SSN di tutti i medici dello studio, i tuoi compresi.',
  private: 'Le persone che segui fuori dal Servizio Sanitario.',
  archive: 'Chi non è più tuo assistito, con il motivo. Niente viene eliminato.',
};

/** Where found: "in Archivio". */
export const tabPlaces: { readonly [T in ListTab]: string } = {
  ssn: 'in Pazienti SSN',
  group: 'in Medicina di gruppo SSN',
  private: 'in regime privato',
  archive: 'in Archivio',
};

/** Statuses that a tab can hold, in the order of the filter. */
export const tabStatuses: { readonly [T in ListTab]: readonly Status[] } = {
  ssn: ['ssn', 'ssnTemporary', 'ssnRevoked', 'ssnDeceased'],
  group: ['ssn', 'ssnTemporary', 'ssnRevoked', 'ssnDeceased'],
  private: [],
  archive: ['ssnRevoked', 'ssnDeceased', 'ssn', 'ssnTemporary', 'private'],
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

/** "12 selezionati". */
export function selectedText(count: number): string {
  return count === 1 ? '1 selezionato' : `${formatCount(count)} selezionati`;
}

/** Selected ones that search or filters hide. */
export function outsideText(count: number): string {
  return count === 1
    ? '1 non è in questo elenco'
    : `${formatCount(count)} non sono in questo elenco`;
}

export function resultsText(count: number): string {
  return count === 1 ? '1 risultato' : `${formatCount(count)} risultati`;
}

export interface FilterChip {
  readonly id: keyof ListFilters;
  readonly label: string;
  /** The view without this filter. */
  readonly without: ListView;
}

/** The filters that are on, each with a way to take it off. */
export function filterChips(view: ListView, team: Team): FilterChip[] {
  const labels: { readonly [F in keyof ListFilters]: string | null } = {
    birthYear: view.birthYear === null ? null : `Nati nel ${view.birthYear}`,
    age: ageFilterText(view.age),
    sex: view.sex && sexLabels[view.sex],
    contact: view.contact === 'any' ? null : contactLabels[view.contact],
    app: view.app === 'any' ? null : `App: ${appLabels[view.app]}`,
    doctor: view.doctor && doctorFilterText(view.doctor, team),
    status: view.status && `Stato: ${statusLabel(view.status)}`,
    expiry: view.expiry && expiryFilterText(view.expiry),
    exemption: exemptionFilterText(view.exemption),
    data: view.data && dataFilterText(view.data),
  };
  return (Object.keys(labels) as (keyof ListFilters)[]).flatMap((id) => {
    const label = labels[id];
    return label === null ? [] : [{ id, label, without: { ...view, [id]: NO_FILTERS[id] } }];
  });
}

export const WITHOUT_DOCTOR = 'Senza medico';

function doctorFilterText(doctor: string, team: Team): string {
  return doctor === NO_DOCTOR ? WITHOUT_DOCTOR : `Medico: ${doctorName(team, doctor)}`;
}

/** Whose list it is. Somebody unknown here: a list of a team that is not yet known. */
export function doctorName(team: Team, panel: string): string {
  const assignee = assigneeOf(team, panel);
  return assignee ? assigneeName(assignee) : 'Medico non noto';
}

/** Under the name of a doctor who left; null for who is in service. */
export function departureText(team: Team, panel: string, today: PlainDate): string | null {
  const assignee = assigneeOf(team, panel);
  return assignee && !isInService(assignee, today) ? 'non più in servizio' : null;
}

/** What a tab holds: for staff the lists are their doctors', in an AMT the group tab is another. */
export function tabExplanation(tab: ListTab, { role }: Pick<Session, 'role'>, team: Team): string {
  const isStaff = role === 'secretary' || role === 'nurse';
  if (tab === 'group' && team.kind === 'temporary') {
    return 'I pazienti temporanei dell’ambulatorio, di chiunque sia l’elenco.';
  }
  return (isStaff ? staffExplanations[tab] : undefined) ?? tabExplanations[tab];
}

const staffExplanations: { readonly [T in ListTab]?: string } = {
  ssn: 'Gli assistiti SSN dei medici per cui lavori: iscritti, temporanei e quelli ancora da archiviare.',
  group: 'Gli assistiti SSN di tutti i medici dello studio.',
  private: 'Le persone seguite fuori dal Servizio Sanitario.',
  archive: 'Chi non è più assistito dello studio, con il motivo. Niente viene eliminato.',
};
