/** The input of a plan, from the file and from the replica's documents as they are now. */
import * as Y from 'yjs';
import type { ImportSummary } from '#lib/domain/importSummary.ts';
import { type PlainDate, plainDateAt } from '#lib/domain/plainDate.ts';
import type { Practice } from '#lib/domain/practice.ts';
import { erasedIn, patientsIn } from '#lib/replica/columns.ts';
import { practiceDocument, privateDocument, ssnDocument } from '#lib/replica/documents.ts';
import { millisecondsOf } from '#lib/replica/hybridClock.ts';
import { doctorOf } from '#lib/replica/practiceColumns.ts';
import type { Replica } from '#lib/replica/replica.ts';
import { type OpenFile, hasDoctorColumn } from './openFile.ts';
import type { PatientIds, PlanInput } from './plan.ts';

export interface Planner {
  readonly replica: Replica;
  readonly practice: Practice;
  readonly panel: string;
  readonly ids: PatientIds;
  readonly today: () => PlainDate;
}

/** `state` names the documents' content: as long as it is the same, the same decisions give the same plan. */
export interface PlanBasis {
  readonly input: PlanInput;
  readonly state: string;
}

export async function gatherPlanInput(planner: Planner, file: OpenFile): Promise<PlanBasis> {
  const { replica, practice, panel, ids, today } = planner;
  const names = [
    ssnDocument(panel),
    privateDocument(panel),
    practiceDocument(practice.id),
  ] as const;
  const [ssn, privateList, practiceData] = (await Promise.all(
    names.map((name) => replica.document(name)),
  )) as [Y.Doc, Y.Doc, Y.Doc];
  const summaries = [...ssn.getMap<ImportSummary>('imports').values()];
  return {
    state: [ssn, privateList, practiceData]
      .map((document) => Y.encodeStateVector(document).join())
      .join('|'),
    input: {
      rows: file.rows,
      hasDoctorColumn: hasDoctorColumn(file.table),
      hasExpiryColumn: (file.table.mapping.expiresOn?.length ?? 0) > 0,
      damage: file.table.damage,
      fileHash: file.hash,
      panel,
      doctorCodes: doctorOf(practiceData, practice).codes,
      patients: patientsIn(ssn, names[0]),
      erased: erasedIn(ssn),
      privatePatients: patientsIn(privateList, names[1]),
      earlierImports: summaries
        .sort((a, b) => a.at - b.at)
        .map(({ undone, ...earlier }) => ({ ...earlier, undone: undone !== null })),
      today: today(),
      dayOf: (t) => plainDateAt(millisecondsOf(t)),
      ids,
    },
  };
}
