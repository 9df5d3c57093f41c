/** The words of `Medici e ambulatori`. */
import { type Assignee, assigneeName, type PracticeKind } from '#lib/domain/team.ts';
import type { TeamRefusal } from '#lib/domain/teamEdits.ts';
import type { TeamFailure } from '#lib/replica/teamDesk.ts';
import { dateText } from './person.ts';

export const practiceKindLabels: { readonly [K in PracticeKind]: string } = {
  group: 'Medico singolo o medicina di gruppo',
  temporary: 'AMT (Ambulatorio Medico Temporaneo)',
};

export const practiceKindHints: { readonly [K in PracticeKind]: string } = {
  group:
    'In «Medicina di gruppo SSN» ci sono gli assistiti di tutti i medici dello studio, i tuoi compresi.',
  temporary:
    'In «Medicina di gruppo SSN» ci sono i pazienti temporanei, che possono essere assegnati all’ambulatorio.',
};

const missingTexts: {
  readonly [F in Extract<TeamRefusal, { kind: 'missing' }>['field']]: string;
} = {
  firstName: 'Scrivi il nome.',
  lastName: 'Scrivi il cognome.',
  name: 'Scrivi il nome dell’ambulatorio.',
  doctorCode: 'Scrivi il codice regionale del medico.',
};

/** Why the team is as it was. */
export function teamFailureText(failure: TeamFailure): string {
  switch (failure.kind) {
    case 'forbidden':
      return 'Medici e ambulatori li gestisce solo il medico.';
    case 'missing':
      return missingTexts[failure.field];
    case 'codeTaken':
      return `Questo codice è già di ${assigneeName(failure.by)}.`;
    case 'wrongDate':
      return 'Questa data non è possibile.';
    case 'lastInService':
      return 'Nello studio deve restare in servizio almeno un medico: prima aggiungi chi continua.';
    case 'noAssignee':
      return 'Questo medico non c’è più: ricarica la pagina.';
    case 'storageFull':
      return 'Lo spazio su questo computer è finito: non è cambiato niente.';
    case 'storageLost':
      return 'Il browser ha chiuso i dati locali: non è cambiato niente. Ricarica la pagina.';
  }
}

/** "codice regionale 12345", with those confirmed at an import. */
export function codesText({ kind, codes }: Assignee): string {
  if (codes.length === 0) return 'nessun codice';
  const what = kind === 'clinic' ? 'codice' : 'codice regionale';
  return codes.length === 1 ? `${what} ${codes[0]}` : `codici ${codes.join(', ')}`;
}

export function serviceText({ inactiveSince }: Assignee): string {
  return `non più in servizio dal ${dateText(inactiveSince) ?? ''}`;
}
