/** The lists that are open on this desktop for whoever is signed in: those of every panel that he may read. */
import type * as Y from 'yjs';
import { valueOf } from '#lib/domain/change.ts';
import type { CurrentValues } from '#lib/domain/edits.ts';
import { readableLists } from '#lib/domain/panelAccess.ts';
import type { Cell, Column, ColumnValue, ListPlace, PatientId } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { KnownPeople } from '#lib/domain/samePeople.ts';
import type { Session } from '#lib/domain/session.ts';
import { cellOf } from './columns.ts';
import { type DocumentName, listDocument, requestsDocument } from './documents.ts';
import { knownPeople } from './knownPeople.ts';
import type { Replica } from './replica.ts';

export interface OpenList extends ListPlace {
  readonly name: DocumentName;
  readonly document: Y.Doc;
  /** The requests about its patients. */
  readonly requests: Y.Doc;
}

export interface OpenLists {
  readonly all: readonly OpenList[];
  /** The list that a document holds; null where it is not open to him. */
  named(name: string): OpenList | null;
  at(place: ListPlace): OpenList | null;
  /** Where a patient stands; null when he stands nowhere that is open. */
  holding(patient: PatientId): OpenList | null;
  readonly known: KnownPeople;
}

export async function openLists(
  { replica, session }: ListAccess,
  today: PlainDate,
): Promise<OpenLists> {
  const all: OpenList[] = [];
  for (const place of readableLists(session, today)) {
    const name = listDocument(place);
    const document = await replica.document(name);
    const requests = await replica.document(requestsDocument(place));
    all.push({ ...place, name, document, requests });
  }
  const named = (name: string) => all.find((open) => open.name === name) ?? null;
  return {
    all,
    named,
    at: (place) => named(listDocument(place)),
    holding: (patient) =>
      all.find(({ document }) => valueOf(cellOf(document, 'identity', patient)) !== null) ?? null,
    known: knownPeople(all),
  };
}

export interface ListAccess {
  readonly replica: Pick<Replica, 'document'>;
  readonly session: Session;
}

/** What the list holds of a patient; nothing of anybody where it is not open. */
export function valuesIn(open: OpenList | null, patient: PatientId): CurrentValues {
  return <C extends Column>(column: C): ColumnValue<C> =>
    open && valueOf(cellOf(open.document, column, patient) as Cell<C> | undefined);
}
