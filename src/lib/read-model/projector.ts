/**
 * Keeps the rows equal to a pure function of the documents. Only touched patients are projected, in
 * transactions of at most 500 rows. Where that takes several, the watermark goes with the first and comes
 * back with the last: after a stop in between the rows are known to be a part, and are compared anew.
 */
import * as Y from 'yjs';
import { sameValue } from '#lib/domain/change.ts';
import type { ImportSummary } from '#lib/domain/importSummary.ts';
import { COLUMNS, type PatientId } from '#lib/domain/patient.ts';
import { patientIdsOf, patientOf } from '#lib/replica/columns.ts';
import { type DocumentName, documentKind, holdsRequests } from '#lib/replica/documents.ts';
import type { Projection, Touched } from '#lib/replica/replica.ts';
import { storedTeamIn } from '#lib/replica/teamColumns.ts';
import { coversAll, stateVectorOf } from '#lib/replica/written.ts';
import { projectRequests } from './requests.ts';
import type { PatientRow } from './patientRow.ts';
import { projectPatient } from './projectPatient.ts';
import { PROJECTION_VERSION, type ImportRow, type RowStore, type TeamRow } from './rowStore.ts';

const CHUNK = 500;
/** Sorts after every id. */
const HIGHEST = '\uffff';

export interface ProjectorDependencies {
  readonly rows: RowStore;
  /**
   * Told once, after the last chunk or when the store fails, so that the search index goes from one state of
   * the document to the next and never shows a part, though the rows may have no more than that.
   */
  readonly changed: (rows: readonly PatientRow[], removed: readonly RowKey[]) => void;
  /** Told when a practice's team may be another. */
  readonly teamChanged?: (team: TeamRow) => void;
  /** Called between chunks; tests throw here to stop at any point. */
  readonly reached?: (step: string) => void;
}

export type RowKey = readonly [document: string, id: PatientId];

export function createProjector(dependencies: ProjectorDependencies): Projection {
  const { rows, changed, teamChanged, reached } = dependencies;

  async function projectTeam(name: DocumentName, document: Y.Doc): Promise<void> {
    const team: TeamRow = { document: name, ...storedTeamIn(document) };
    const stateVector = Y.encodeStateVector(document);
    try {
      await rows.write(async () => {
        await rows.teams.put(team);
        await rows.watermarks.put({ document: name, version: PROJECTION_VERSION, stateVector });
      });
    } finally {
      teamChanged?.(team);
    }
  }

  return {
    async project(name, document, touched, onRows) {
      if (documentKind(name) === 'practice') return projectTeam(name, document);
      if (holdsRequests(name)) {
        await projectRequests(rows, name, document);
        return changed([], []);
      }
      // Rows that were deleted under us have no watermark: what was touched is not enough for them.
      const scope = (await isProjected(rows, name)) ? touched : 'all';
      const { put, remove } =
        scope === 'all'
          ? await differences(rows, name, document)
          : projected(name, document, touchedPatients(scope));
      const imports = importRows(name, document, scope);
      const stateVector = Y.encodeStateVector(document);
      const total = put.length;
      let start = 0;
      do {
        const chunk = put.slice(start, start + CHUNK);
        const first = start === 0;
        start += CHUNK;
        const last = start >= total;
        const writing = rows.write(async () => {
          if (first && !last) await rows.watermarks.delete(name);
          if (chunk.length > 0) await rows.patients.bulkPut(chunk);
          if (first && remove.length > 0) await rows.patients.bulkDelete(remove);
          if (first && imports.length > 0) await rows.imports.bulkPut(imports);
          if (last) {
            await rows.watermarks.put({ document: name, version: PROJECTION_VERSION, stateVector });
          }
        });
        try {
          await writing;
        } catch (error) {
          changed(put, remove);
          throw error;
        }
        onRows?.(Math.min(start, total), total);
        reached?.('projected');
      } while (start < total);
      changed(put, remove);
    },
    async distrust(names) {
      await rows.watermarks.bulkDelete([...names]);
    },
    async forget(names) {
      for (const name of names) {
        const ofDocument = rows.patients
          .where('[document+id]')
          .between([name, ''], [name, HIGHEST]);
        const removed = (await ofDocument.primaryKeys()) as unknown as RowKey[];
        await rows.write(async () => {
          await rows.watermarks.delete(name);
          await ofDocument.delete();
          await rows.imports.filter(({ document }) => document === name).delete();
          await rows.requests.where('document').equals(name).delete();
        });
        changed([], removed);
      }
    },
  };
}

/** Whether the rows of a document were made by this version of the projection. */
export async function isProjected(rows: RowStore, name: DocumentName): Promise<boolean> {
  return (await rows.watermarks.get(name))?.version === PROJECTION_VERSION;
}

/**
 * Whether the rows of a document are those of its present state: what came from a server is in no journal that
 * would tell after a stop that its rows are missing.
 */
export async function isCurrent(
  rows: RowStore,
  name: DocumentName,
  document: Y.Doc,
): Promise<boolean> {
  const watermark = await rows.watermarks.get(name);
  if (watermark?.version !== PROJECTION_VERSION) return false;
  const [projected, present] = [
    Y.decodeStateVector(watermark.stateVector),
    stateVectorOf(document),
  ];
  return coversAll(projected, present) && coversAll(present, projected);
}

/** Whether the rows of these documents, of whatever version, are all there are and not a part. */
export async function areWhole(rows: RowStore, names: readonly DocumentName[]): Promise<boolean> {
  const watermarks = await rows.watermarks.bulkGet([...names]);
  return watermarks.every((watermark) => watermark !== undefined);
}

function touchedPatients(touched: Touched): Set<PatientId> {
  const ids = new Set<PatientId>();
  for (const column of COLUMNS) for (const id of touched.get(column) ?? []) ids.add(id);
  return ids;
}

function projected(name: DocumentName, document: Y.Doc, ids: Iterable<PatientId>) {
  const put: PatientRow[] = [];
  const remove: [string, PatientId][] = [];
  for (const id of ids) {
    const patient = patientOf(document, name, id);
    if (patient) put.push(projectPatient(patient, name));
    else remove.push([name, id]);
  }
  return { put, remove };
}

/** Rows that are not what the document says, whatever the reason. */
async function differences(rows: RowStore, name: DocumentName, document: Y.Doc) {
  const stored = new Map<PatientId, PatientRow>();
  const ofDocument = rows.patients.where('[document+id]').between([name, ''], [name, HIGHEST]);
  await ofDocument.each((row) => {
    stored.set(row.id, row);
  });
  // Patients of the document that are not to be shown may be in the search index without being in the rows.
  const { put, remove } = projected(name, document, patientIdsOf(document));
  const known = new Set([...put.map(({ id }) => id), ...remove.map(([, id]) => id)]);
  const strangers = [...stored.keys()].filter((id) => !known.has(id));
  return {
    put: put.filter((row) => !sameValue(stored.get(row.id), row)),
    remove: [...remove, ...strangers.map((id): [string, PatientId] => [name, id])],
  };
}

function importRows(name: DocumentName, document: Y.Doc, touched: Touched | 'all'): ImportRow[] {
  const summaries = document.getMap<ImportSummary>('imports');
  const ids = touched === 'all' ? summaries.keys() : (touched.get('imports') ?? []);
  const found: ImportRow[] = [];
  for (const id of ids) {
    const summary = summaries.get(id);
    if (summary) found.push({ ...summary, document: name });
  }
  return found;
}
