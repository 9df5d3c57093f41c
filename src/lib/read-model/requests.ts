/** Requests as rows: written whole with every change of their document, for there are few. */
import * as Y from 'yjs';
import type { PatientRequest } from '#lib/domain/requests.ts';
import type { Stamp } from '#lib/domain/patient.ts';
import type { DocumentName } from '#lib/replica/documents.ts';
import { type ListedPatient, listedPatient } from './patientRow.ts';
import { PROJECTION_VERSION, type RequestRow, type RowStore } from './rowStore.ts';

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

/** Newest first. */
export async function readRequests(rows: RowStore): Promise<ListedRequest[]> {
  const requests = await rows.requests.toArray();
  const about = await Promise.all(
    requests.map(({ patient }) => rows.patients.get({ id: patient })),
  );
  return requests
    .map((request, place): ListedRequest => {
      const row = about[place];
      return { ...request, about: row ? listedPatient(row) : null };
    })
    .sort((a, b) => b.askedAt - a.askedAt);
}
