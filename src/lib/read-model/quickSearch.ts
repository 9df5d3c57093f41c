/** One box over all lists that somebody may see: who is found, wherever he stands. */
import type { PatientId } from '#lib/domain/patient.ts';
import type { ListTab } from './listQuery.ts';
import type { ListedPatient } from './patientRow.ts';
import type { SearchIndex } from './searchIndex.ts';

export interface QuickQuestion {
  readonly text: string;
  /** Active patients, or the archive too. */
  readonly scope: 'active' | 'all';
  /** Shown while nothing is typed, those opened last at the head. */
  readonly recent: readonly PatientId[];
}

export interface QuickAnswer {
  readonly found: number;
  /** The first of them. */
  readonly rows: readonly ListedPatient[];
}

const SCOPES: { readonly [S in QuickQuestion['scope']]: readonly ListTab[] } = {
  active: ['ssn', 'group', 'private'],
  all: ['ssn', 'group', 'private', 'archive'],
};
const SHOWN = 50;

export function quickSearch(index: SearchIndex, question: QuickQuestion): QuickAnswer {
  const { text, scope, recent } = question;
  const tabs = SCOPES[scope];
  const found = text.trim() === '' ? index.patients(recent, tabs) : index.everywhere(text, tabs);
  return { found: found.length, rows: found.slice(0, SHOWN) };
}
