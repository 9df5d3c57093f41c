/** Requests as edits write them: asked, answered together with what they ask for, forgotten with an erased patient. */
import type { PatientId, Stamp } from '#lib/domain/patient.ts';
import {
  type AskRestore,
  type PatientRequest,
  REQUEST_LENGTH,
  mayWriteRequest,
} from '#lib/domain/requests.ts';
import { sameValue } from '#lib/domain/change.ts';
import { failed, ok } from '#lib/domain/result.ts';
import type { Write } from './command.ts';
import { listPlaceOf, requestsDocument } from './documents.ts';
import type { AnswerRequest, LeftOut } from './editDesk.ts';
import { type PlanPart, type PlannedEdit, partsInOrder, planOf } from './editPlan.ts';
import type { HistoryRow } from './ledger.ts';
import { type OpenList, type OpenLists, valuesIn } from './openLists.ts';
import { type EditPlanner, planOne, write } from './planEdits.ts';
import { storedValues } from './storedValues.ts';

const MAP = 'requests';

type Stored = (PatientRequest | { readonly cleared: true }) & Stamp;

export function planAsking(planner: EditPlanner, edit: AskRestore): PlannedEdit {
  const { lists, moment } = planner;
  const writes = new Map<OpenList, Write[]>();
  const asked: PatientId[] = [];
  const leftOut: LeftOut[] = [];
  for (const patient of new Set(edit.patients)) {
    const why = fault(patient);
    if (why === null) asked.push(patient);
    else leftOut.push({ patient, why });
  }
  const parts = [...writes].map(([open, ofList]) => partOf(open, ofList));
  return planOf(asked, parts, leftOut);

  function fault(patient: PatientId): LeftOut['why'] | null {
    const here = lists.holding(patient);
    if (!here) return { kind: 'noPatient' };
    const lifecycle = valuesIn(here, patient)('lifecycle');
    if (!lifecycle || !('archive' in lifecycle)) return { kind: 'noPatient' };
    if (lifecycle.archive === null && lifecycle.binned === null) return { kind: 'notArchived' };
    const waits = requestsIn(here).some(
      ([, request]) => request.patient === patient && request.state === 'open',
    );
    if (waits) return { kind: 'alreadyAsked' };
    const to: PatientRequest = {
      kind: 'restore',
      patient,
      text: textOf(edit.text),
      askedBy: moment.by,
      askedByName: moment.byName,
      askedAt: moment.now,
      state: 'open',
      answer: null,
    };
    const key = `${moment.moveId}-${patient}`;
    if (!isAllowed(planner, here, { map: MAP, key, from: null, to })) return { kind: 'forbidden' };
    writes.set(here, [...(writes.get(here) ?? []), { map: MAP, key, from: null, to }]);
    return null;
  }
}

export async function planAnswer(planner: EditPlanner, edit: AnswerRequest): Promise<PlannedEdit> {
  const { lists, moment, history: historyOf } = planner;
  const found = findRequest(lists, edit.request);
  if (!found || found.request.state !== 'open') return failed({ kind: 'requestClosed' });
  const { open, request: from } = found;
  const { patient } = from;
  const answer = {
    by: moment.by,
    byName: moment.byName,
    at: moment.now,
    text: textOf(edit.text),
  };
  const to: PatientRequest = { ...from, state: edit.grant ? 'done' : 'refused', answer };
  const answered: Write = { map: MAP, key: edit.request, from, to };
  if (!isAllowed(planner, open, answered)) return failed({ kind: 'forbidden' });
  const back = edit.grant ? await restoring() : ok([]);
  if (!back.ok) return back;
  return planOf([patient], [...back.value, partOf(open, [answered])], []);

  async function restoring() {
    const here = lists.holding(patient);
    const lifecycle = here && valuesIn(here, patient)('lifecycle');
    if (!here || !lifecycle || !('archive' in lifecycle)) {
      return failed({ kind: 'noPatient' } as const);
    }
    const patients = [patient];
    const isBinned = lifecycle.binned !== null;
    // Brought back meanwhile: there is nothing left to do but to say so.
    if (!isBinned && lifecycle.archive === null) return ok([]);
    if (!isBinned && edit.to === null) {
      return failed({ kind: 'missingField', field: 'reason' } as const);
    }
    const history = await historyOf(patients);
    const stored = new Map(lists.all.map((list) => [list.name, storedValues(list, history)]));
    const planned = isBinned
      ? planOne(planner, { kind: 'unbin', patients }, patient, stored)
      : edit.to &&
        planOne(planner, { kind: 'changeStatus', patients, to: edit.to }, patient, stored);
    if (!planned) return ok([]);
    if (!planned.ok) return planned;
    const parts = planned.value.map(({ place, changes }) => ({
      patient,
      document: lists.at(place)?.name ?? here.name,
      changes,
    }));
    return ok(partsInOrder(parts, write));
  }
}

/** The requests about erased patients, cleared without a word of what they said. */
export function requestsForgotten(
  lists: OpenLists,
  erased: readonly PatientId[],
): readonly PlanPart[] {
  const gone = new Set(erased);
  return lists.all
    .map((open) =>
      partOf(
        open,
        requestsIn(open)
          .filter(([, { patient }]) => gone.has(patient))
          .map(([key]) => ({ map: MAP, key, from: null, to: null })),
      ),
    )
    .filter(({ writes }) => writes.length > 0);
}

/** What a command wrote of requests, taken back; null where somebody wrote there since, or may not be undone. */
export function requestsTakenBack(
  planner: EditPlanner,
  done: readonly HistoryRow[],
): readonly PlanPart[] | null {
  const parts: PlanPart[] = [];
  for (const { document, requests = [] } of done) {
    if (requests.length === 0) continue;
    const place = listPlaceOf(document);
    const open = place && planner.lists.at(place);
    if (!open) return null;
    const back = requests.map((asked): Write => ({ ...asked, from: asked.to, to: asked.from }));
    const isMine = back.every(
      (undo) => sameValue(requestAt(open, undo.key), undo.from) && isAllowed(planner, open, undo),
    );
    if (!isMine) return null;
    parts.push(partOf(open, back));
  }
  return parts;
}

function isAllowed({ author }: EditPlanner, open: OpenList, { from, to }: Write): boolean {
  return author.allows((who, today) =>
    mayWriteRequest(who, open, from as PatientRequest | null, to as PatientRequest | null, today),
  );
}

function partOf(open: OpenList, writes: readonly Write[]): PlanPart {
  return { document: requestsDocument(open), writes };
}

function findRequest({ all }: OpenLists, id: string) {
  for (const open of all) {
    const request = requestAt(open, id);
    if (request) return { open, request };
  }
  return null;
}

function requestsIn({ requests }: OpenList): [string, PatientRequest][] {
  return [...requests.getMap<Stored>(MAP)].flatMap(([id, stored]) => {
    const request = withoutStamp(stored);
    return request ? [[id, request]] : [];
  });
}

function requestAt({ requests }: OpenList, id: string): PatientRequest | null {
  const stored = requests.getMap<Stored>(MAP).get(id);
  return stored ? withoutStamp(stored) : null;
}

function withoutStamp(stored: Stored): PatientRequest | null {
  if ('cleared' in stored) return null;
  const { t: _t, by: _by, ...request } = stored;
  return request;
}

function textOf(text: string | null): string | null {
  return text?.trim().slice(0, REQUEST_LENGTH) || null;
}
