/**
 * Documents and their columns (DESIGN.md §3). Read rules are document boundaries; a list document is a
 * set of root maps, one per column, keyed by patient id. Client and server read these definitions alike.
 */
import { readableLists } from '#lib/domain/panelAccess.ts';
import { COLUMNS, type ListPlace } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { Session } from '#lib/domain/session.ts';

export type DocumentKind = 'practice' | 'ssn' | 'private';
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

/** Null for a name that is none of ours. */
export function documentKind(name: string): DocumentKind | null {
  const kind = name.slice(0, name.indexOf(':'));
  return kind === 'practice' || kind === 'ssn' || kind === 'private' ? kind : null;
}

/** The practice or panel a document belongs to. */
export function documentOwner(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/**
 * Root maps of a document: for lists the patients' columns and the summaries of imports; for the practice its
 * team, their ceilings and the columns of lists mapped by hand.
 */
export function rootMaps(kind: DocumentKind): readonly string[] {
  return kind === 'practice' ? [...TEAM_MAPS, 'ceilings', 'mappings'] : [...COLUMNS, 'imports'];
}

/** Who the patients are assigned to: doctors, clinics, who left when, the kind of practice. */
export const TEAM_MAPS = ['doctors', 'clinics', 'departures', 'settings'] as const;
