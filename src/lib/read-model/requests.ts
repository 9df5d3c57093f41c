/** Requests as rows: written whole with every change of their document, for there are few. */
import * as Y from 'yjs';
import type { PatientRequest } from '#lib/domain/requests.ts';
import type { Stamp } from '#lib/domain/patient.ts';
import { type DocumentName, listPlaceOf, requestsDocument } from '#lib/replica/documents.ts';
import { type ListedPatient, listedPatient } from './patientRow.ts';
import { readPatient } from './readPatient.ts';
import { PROJECTION_VERSION, type RequestRow, type RowStore } from './rowStore.ts';
import type { Sight } from './sight.ts';

/** A request with the patient it is about; null where he is in no list that is open here. */
export interface ListedRequest extends RequestRow {
  readonly about: ListedPatient | null;
}

export async function projectRequests(
  rows: RowStore,
  name: DocumentName,
  document: Y.Doc,
): Promise<void> {
  const found: RequestRow[] = [];
  const requests = document.getMap<(PatientRequest | { readonly cleared: true }) & Stamp>(
    'requests',
  );
  for (const [id, stored] of requests) {
    if ('cleared' in stored) continue;
    const { t: _t, by: _by, ...request } = stored;
    found.push({ ...request, id, document: name });
  }
  const stateVector = Y.encodeStateVector(document);
  await rows.write(async () => {
    await rows.requests.where('document').equals(name).delete();
    await rows.requests.bulkPut(found);
    await rows.watermarks.put({ document: name, version: PROJECTION_VERSION, stateVector });
  });
}

/** Newest first; those about lists that may be seen. */
export async function readRequests(rows: RowStore, sight: Sight): Promise<ListedRequest[]> {
  const seen = new Set([...sight.documents].map(requestsBeside));
  const requests = (await rows.requests.toArray()).filter(({ document }) => seen.has(document));
  const about = await Promise.all(requests.map(({ patient }) => readPatient(rows, patient, sight)));
  return requests
    .map((request, place): ListedRequest => {
      const row = about[place];
      return { ...request, about: row ? listedPatient(row) : null };
    })
    .sort((a, b) => b.askedAt - a.askedAt);
}

/** The requests about the patients of a list. */
function requestsBeside(list: DocumentName): DocumentName | null {
  const place = listPlaceOf(list);
  return place && requestsDocument(place);
}
