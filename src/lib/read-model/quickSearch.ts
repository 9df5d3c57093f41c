/** One box over all lists that somebody may see: who is found, wherever he stands. */
import { foldText } from '#lib/domain/names.ts';
import type { PatientId } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import { defaultListQuery, type ListQuery } from './listQuery.ts';
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

type ListTab = ListQuery['tab'];

const SCOPES: { readonly [S in QuickQuestion['scope']]: readonly ListTab[] } = {
  active: ['ssn', 'private'],
  all: ['ssn', 'private', 'archive'],
};
const SHOWN = 50;

/** `seen`: the tabs that whoever asks may see. */
export function quickSearch(
  index: SearchIndex,
  { text, scope, recent }: QuickQuestion,
  seen: readonly ListTab[],
  today: PlainDate,
): QuickAnswer {
  const tabs = SCOPES[scope].filter((tab) => seen.includes(tab));
  if (text.trim() === '') {
    const rows = index.patients(recent).filter(({ tab }) => tabs.some((known) => known === tab));
    return { found: rows.length, rows };
  }
  const pages = tabs.map((tab) =>
    index.query({ ...defaultListQuery(tab), text, limit: SHOWN }, today),
  );
  return {
    found: pages.reduce((sum, { found }) => sum + found, 0),
    rows: inOrder(pages.flatMap(({ rows }) => rows)).slice(0, SHOWN),
  };
}

function inOrder(patients: readonly ListedPatient[]): ListedPatient[] {
  return patients
    .map((patient) => ({ patient, name: foldText(`${patient.lastName} ${patient.firstName}`) }))
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0))
    .map(({ patient }) => patient);
}
