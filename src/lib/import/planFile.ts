/** The input of a plan, from the file and from the replica's documents as they are now. */
import * as Y from 'yjs';
import { bringsPatients, type ImportKind } from '#lib/domain/importKind.ts';
import type { ImportSummary } from '#lib/domain/importSummary.ts';
import { type PlainDate, plainDateAt } from '#lib/domain/plainDate.ts';
import { mayRead } from '#lib/domain/policy.ts';
import type { Practice } from '#lib/domain/practice.ts';
import type { Session } from '#lib/domain/session.ts';
import { assigneeName } from '#lib/domain/team.ts';
import { erasedIn, patientsIn } from '#lib/replica/columns.ts';
import { practiceDocument, privateDocument, ssnDocument } from '#lib/replica/documents.ts';
import { millisecondsOf } from '#lib/replica/hybridClock.ts';
import type { Replica } from '#lib/replica/replica.ts';
import { teamIn } from '#lib/replica/teamColumns.ts';
import { type OpenFile, hasDoctorColumn } from './openFile.ts';
import type { PatientIds, PlanInput } from './plan.ts';

export interface Planner {
  readonly replica: Replica;
  readonly practice: Practice;
  readonly session: Session;
  /** Whose list is imported. */
  readonly panel: string;
  readonly ids: PatientIds;
  readonly today: () => PlainDate;
}

/** `state` names the documents' content: as long as it is the same, the same decisions give the same plan. */
export interface PlanBasis {
  readonly input: PlanInput;
  readonly state: string;
}

type Documents = readonly [ssn: Y.Doc, privateList: Y.Doc, practice: Y.Doc];

function documentsOf({ replica, practice, panel }: Planner): Promise<Documents> {
  return Promise.all([
    replica.document(ssnDocument(panel)),
    replica.document(privateDocument(panel)),
    replica.document(practiceDocument(practice.id)),
  ]);
}

function stateOf(documents: Documents): string {
  return documents.map((document) => Y.encodeStateVector(document).join()).join('|');
}

/** Names what the documents hold: it changes with every write. */
export async function documentsState(planner: Planner): Promise<string> {
  return stateOf(await documentsOf(planner));
}

/** Whether anybody stands in a list, archive and bin included. */
export async function holdsPatients(planner: Planner): Promise<boolean> {
  const [ssn, privateList] = await documentsOf(planner);
  const { panel } = planner;
  return (
    patientsIn(ssn, ssnDocument(panel)).length > 0 ||
    patientsIn(privateList, privateDocument(panel)).length > 0
  );
}

export async function gatherPlanInput(
  planner: Planner,
  file: OpenFile,
  kind: ImportKind = 'region',
): Promise<PlanBasis> {
  const { practice, session, panel, ids, today } = planner;
  const documents = await documentsOf(planner);
  const [ssn, privateList, practiceData] = documents;
  const { assignees } = teamIn(practiceData, practice);
  const others = assignees.filter((assignee) => assignee.panel !== panel);
  const seesPrivate = mayRead(session, panel, 'private', today());
  const summaries = [...ssn.getMap<ImportSummary>('imports').values()];
  return {
    state: stateOf(documents),
    input: {
      rows: file.rows,
      hasDoctorColumn: hasDoctorColumn(file.table),
      hasExpiryColumn: (file.table.mapping.expiresOn?.length ?? 0) > 0,
      isOwnExport: (file.table.mapping.listStatus?.length ?? 0) > 0,
      damage: file.table.damage,
      fileHash: file.hash,
      panel,
      doctorCodes: assignees.find((assignee) => assignee.panel === panel)?.codes ?? [],
      colleagues: others.map((other) => ({ name: assigneeName(other), codes: other.codes })),
      patients: patientsIn(ssn, ssnDocument(panel)),
      erased: erasedIn(ssn),
      privatePatients: seesPrivate ? patientsIn(privateList, privateDocument(panel)) : [],
      earlierImports: summaries
        .filter((earlier) => isSamePurpose(earlier.kind ?? 'region', kind))
        .sort((a, b) => a.at - b.at)
        .map(({ undone, ...earlier }) => ({ ...earlier, undone: undone !== null })),
      today: today(),
      dayOf: (t) => plainDateAt(millisecondsOf(t)),
      ids,
    },
  };
}

/** The contacts of a file whose patients were imported already are not the same file again. */
function isSamePurpose(one: ImportKind, other: ImportKind): boolean {
  return one === other || (bringsPatients(one) && bringsPatients(other));
}
