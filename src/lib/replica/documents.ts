/**
 * Documents and their columns (DESIGN.md §3). Read rules are document boundaries; a list document is a
 * set of root maps, one per column, keyed by patient id. Client and server read these definitions alike.
 */
import { readableLists } from '#lib/domain/panelAccess.ts';
import { COLUMNS, type ListPlace } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { Session } from '#lib/domain/session.ts';

const KINDS = ['practice', 'ssn', 'private', 'requests', 'requests-private'] as const;
export type DocumentKind = (typeof KINDS)[number];
export type DocumentName = `${DocumentKind}:${string}`;

export function practiceDocument(practice: string): DocumentName {
  return `practice:${practice}`;
}

/** SSN patients of one assignee, archived ones included. */
export function ssnDocument(panel: string): DocumentName {
  return `ssn:${panel}`;
}

export function privateDocument(panel: string): DocumentName {
  return `private:${panel}`;
}

export function listDocument({ panel, list }: ListPlace): DocumentName {
  return list === 'ssn' ? ssnDocument(panel) : privateDocument(panel);
}

/** The documents that hold a panel's patients. */
export function listDocuments(panel: string): readonly DocumentName[] {
  return [ssnDocument(panel), privateDocument(panel)];
}

/** The list documents that a session may open today. */
export function readableDocuments(session: Session, today: PlainDate): readonly DocumentName[] {
  return readableLists(session, today).map(listDocument);
}

/** What the desk asks of the doctor about a list's patients: whoever reads the list reads it. */
export function requestsDocument({ panel, list }: ListPlace): DocumentName {
  return list === 'ssn' ? `requests:${panel}` : `requests-private:${panel}`;
}

export function readableRequests(session: Session, today: PlainDate): readonly DocumentName[] {
  return readableLists(session, today).map(requestsDocument);
}

/** The list that a document holds, or holds requests about; null for the practice. */
export function listPlaceOf(name: string): ListPlace | null {
  const kind = documentKind(name);
  if (kind === null || kind === 'practice') return null;
  const list = kind === 'private' || kind === 'requests-private' ? 'private' : 'ssn';
  return { panel: documentOwner(name), list };
}

export function holdsRequests(name: string): boolean {
  const kind = documentKind(name);
  return kind === 'requests' || kind === 'requests-private';
}

/** Null for a name that is none of ours. */
export function documentKind(name: string): DocumentKind | null {
  const kind = name.slice(0, name.indexOf(':'));
  return KINDS.find((known) => known === kind) ?? null;
}

/** The practice or panel a document belongs to. */
export function documentOwner(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/**
 * Root maps of a document: for lists the patients' columns and the summaries of imports; for the practice its
 * team, their ceilings, the columns of lists mapped by hand and its settings; for requests the requests.
 */
export function rootMaps(kind: DocumentKind): readonly string[] {
  switch (kind) {
    case 'practice':
      return [...TEAM_MAPS, 'ceilings', 'mappings'];
    case 'ssn':
    case 'private':
      return [...COLUMNS, 'imports'];
    case 'requests':
    case 'requests-private':
      return ['requests'];
  }
}

/** Who the patients are assigned to: doctors, clinics, who left when; the kind of practice and other settings. */
export const TEAM_MAPS = ['doctors', 'clinics', 'departures', 'settings'] as const;
