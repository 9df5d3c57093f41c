/** From an edit to what it writes: the rule and the policy are asked for each patient. */
import { planAddition } from '#lib/domain/addPatient.ts';
import type { Change } from '#lib/domain/change.ts';
import { type PatientEdit, planEdit } from '#lib/domain/edits.ts';
import { type LifeEdit, planLifeEdit } from '#lib/domain/lifeEdits.ts';
import type { EditMoment, PlacedChanges } from '#lib/domain/lifePlan.ts';
import type { Identity, Lifecycle, PatientId } from '#lib/domain/patient.ts';
import { type Result, failed, ok } from '#lib/domain/result.ts';
import { samePeople } from '#lib/domain/samePeople.ts';
import { parseTaxCode } from '#lib/domain/taxCode.ts';
import type { Author, KnownValues } from './author.ts';
import type { Write } from './command.ts';
import { listDocument } from './documents.ts';
import type { Edit, EditFailure, LeftOut } from './editDesk.ts';
import { type PatientPart, type PlannedEdit, partsInOrder, planOf } from './editPlan.ts';
import type { HistoryRow } from './ledger.ts';
import { type OpenList, type OpenLists, valuesIn } from './openLists.ts';
import type { PatientIdFunction } from './patientIds.ts';
import { planAnswer, planAsking, requestsForgotten } from './planRequests.ts';
import { storedValues } from './storedValues.ts';

export interface EditPlanner {
  readonly lists: OpenLists;
  readonly ids: PatientIdFunction;
  readonly author: Author;
  /** What was ever done to these patients on this desktop. */
  readonly history: (patients: readonly PatientId[]) => Promise<readonly HistoryRow[]>;
  readonly moment: Pick<EditMoment, 'today' | 'now' | 'by' | 'byName' | 'moveId'>;
}

export async function planEdits(planner: EditPlanner, edit: Edit): Promise<PlannedEdit> {
  const { lists, ids, author, moment } = planner;
  if (edit.kind === 'addPatient') {
    const { panel, list } = edit;
    const open = lists.at({ panel, list });
    if (!open) return failed({ kind: 'forbidden' });
    const added = planAddition(edit, lists.known, ids, moment.today);
    if (!added.ok) return added;
    const { patient, changes } = added.value;
    if (author.refused(changes, undefined, open) > 0) return failed({ kind: 'forbidden' });
    return planOf([patient], partsInOrder([{ patient, document: open.name, changes }], write), []);
  }
  if (edit.kind === 'askRestore') return planAsking(planner, edit);
  if (edit.kind === 'answerRequest') return planAnswer(planner, edit);
  const patients = 'patients' in edit ? [...new Set(edit.patients)] : [edit.patient];
  const history = await planner.history(patients);
  const stored = new Map(lists.all.map((open) => [open.name, storedValues(open, history)]));
  const parts: PatientPart[] = [];
  const done: PatientId[] = [];
  const leftOut: LeftOut[] = [];
  for (const patient of patients) {
    const planned = planOne(planner, edit, patient, stored);
    if (planned.ok) {
      done.push(patient);
      for (const { place, changes } of planned.value) {
        parts.push({ patient, document: listDocument(place), changes });
      }
    } else leftOut.push({ patient, why: planned.error });
  }
  if (edit.kind !== 'erase') return planOf(done, partsInOrder(parts, write), leftOut);
  const forgotten = partsInOrder(parts, forgettingWrite);
  const plan = planOf(done, [...forgotten, ...requestsForgotten(lists, done)], leftOut);
  const forgets = done.map((patient) => valuesIn(lists.holding(patient), patient)('identity'));
  return plan.ok ? ok({ ...plan.value, forgets: forgets as Identity[] }) : plan;
}

type PatientsEdit = PatientEdit | LifeEdit;

export function planOne(
  planner: EditPlanner,
  edit: PatientsEdit,
  patient: PatientId,
  stored: ReadonlyMap<string, KnownValues>,
): Result<readonly PlacedChanges[], EditFailure> {
  const { lists, author } = planner;
  const here = lists.holding(patient);
  if (!here) return failed({ kind: 'noPatient' });
  const planned = changesOf(planner, edit, patient, here, stored);
  if (!planned.ok) return planned;
  const isForbidden = planned.value.some(({ place, changes }) => {
    const open = lists.at(place);
    return open === null || author.refused(changes, stored.get(open.name), open) > 0;
  });
  return isForbidden ? failed({ kind: 'forbidden' }) : planned;
}

function changesOf(
  { lists, moment }: EditPlanner,
  edit: PatientsEdit,
  patient: PatientId,
  here: OpenList,
  stored: ReadonlyMap<string, KnownValues>,
): Result<readonly PlacedChanges[], EditFailure> {
  const current = valuesIn(here, patient);
  if (!isLifeEdit(edit)) {
    const changes = planEdit(edit, current);
    return changes.ok ? ok([{ place: here, changes: changes.value }]) : changes;
  }
  const replaced = stored.get(here.name)?.('lifecycle', patient)?.replaced ?? null;
  return planLifeEdit(
    edit,
    { patient, place: { panel: here.panel, list: here.list }, current },
    {
      ...moment,
      at: (place) => valuesIn(lists.at(place), patient),
      other: (identity) => otherWithCode(lists, patient, identity),
      replaced: replaced as Lifecycle | null,
    },
  );
}

function isLifeEdit(edit: PatientsEdit): edit is LifeEdit {
  return 'patients' in edit;
}

function otherWithCode({ known }: OpenLists, patient: PatientId, identity: Identity) {
  const code = identity.taxCode === null ? null : parseTaxCode(identity.taxCode);
  if (!code?.ok) return null;
  const person = { ...identity, taxCode: code.value, birthDate: null };
  return (
    samePeople(person, known).find(({ id, place }) => id !== patient && place !== 'bin') ?? null
  );
}

export function write({ column, patient, from, to }: Change): Write {
  return { map: column, key: patient, from, to };
}

/** An erasure keeps no word of what it erases. */
function forgettingWrite(change: Change): Write {
  return { ...write(change), from: null };
}
