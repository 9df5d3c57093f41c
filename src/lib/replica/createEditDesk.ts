/**
 * Edits as they run in the worker: rule, policy, journal, in turn. An edit is judged on what the one before it
 * wrote, and answered as soon as it is durable.
 */
import type * as Y from 'yjs';
import { planAddition } from '#lib/domain/addPatient.ts';
import { type Change, valueOf } from '#lib/domain/change.ts';
import { planEdit } from '#lib/domain/edits.ts';
import type { ListKind } from '#lib/domain/lifecycleSteps.ts';
import type { Cell, Column, PatientId } from '#lib/domain/patient.ts';
import { type PlainDate, plainDateAt } from '#lib/domain/plainDate.ts';
import { type Result, failed, ok } from '#lib/domain/result.ts';
import { freeIdFor, samePeople } from '#lib/domain/samePeople.ts';
import { planUndo, writerOf } from '#lib/domain/undo.ts';
import type { Author, KnownValues } from './author.ts';
import { cellOf } from './columns.ts';
import { type DocumentCommand, patientsOf, writesOf } from './command.ts';
import { storageFault } from './databases.ts';
import { privateDocument, ssnDocument } from './documents.ts';
import type { Edit, EditDesk, EditFailure, EditOutcome } from './editDesk.ts';
import { millisecondsOf } from './hybridClock.ts';
import { knownPeople } from './knownPeople.ts';
import type { HistoryRow, Ledger } from './ledger.ts';
import type { PatientIdFunction } from './patientIds.ts';
import type { Replica } from './replica.ts';

export interface EditDeskDependencies {
  readonly replica: Replica;
  readonly ledger: Ledger;
  readonly panel: string;
  readonly ids: PatientIdFunction;
  readonly author: Author;
  readonly today: () => PlainDate;
}

type Answer = Result<EditOutcome, EditFailure>;

/** What an edit or an undo writes: all of it in one list of one patient. */
interface Plan {
  readonly list: ListKind;
  readonly patient: PatientId;
  readonly changes: readonly Change[];
  readonly undoes?: string;
}

export function createEditDesk(dependencies: EditDeskDependencies): EditDesk {
  const { replica, ledger, panel, ids, author, today } = dependencies;
  const names = { ssn: ssnDocument(panel), private: privateDocument(panel) };
  const written = new Map<string, Answer>();
  let turn: Promise<unknown> = Promise.resolve();
  let shown: Promise<unknown> = Promise.resolve();

  /** One at a time, each after the one before it stands in the documents. */
  function inTurn(id: string, plan: () => Promise<Result<Plan, EditFailure>>): Promise<Answer> {
    const answer = turn.then(async (): Promise<Answer> => {
      await shown.catch(() => {});
      try {
        const before = written.get(id) ?? (await answerOf(id));
        if (before) return before;
        const planned = await plan();
        return planned.ok ? await write(id, planned.value) : planned;
      } catch (error) {
        const fault = storageFault(error);
        if (fault === null) throw error;
        return failed({ kind: fault === 'full' ? 'storageFull' : 'storageLost' });
      }
    });
    turn = answer.catch(() => {});
    return answer;
  }

  async function write(id: string, { list, patient, changes, undoes }: Plan): Promise<Answer> {
    if (changes.length === 0) return ok({ patient, changed: false });
    const history = await ledger.history.where('patients').equals(patient).toArray();
    const document = await replica.document(names[list]);
    if (author.refused(changes, storedValues(document, history), list) > 0) {
      return failed({ kind: 'forbidden' });
    }
    const command: DocumentCommand = {
      ...author.head(id),
      document: names[list],
      kind: undoes === undefined ? 'edit' : 'undoEdit',
      importId: null,
      ...(undoes === undefined ? {} : { undoes }),
      writes: writesOf(changes),
    };
    const execution = replica.execute([command]);
    shown = execution.shown;
    await execution.saved;
    const outcome = ok({ patient, changed: true });
    written.set(id, outcome);
    return outcome;
  }

  /** An earlier worker may have written it before it could answer. */
  async function answerOf(id: string): Promise<Answer | null> {
    const [row] = await rowsOf(id);
    const patient = row?.patients[0];
    return patient === undefined ? null : ok({ patient, changed: true });
  }

  function rowsOf(command: string): Promise<HistoryRow[]> {
    return ledger.history.where('id').startsWith(`${command} `).toArray();
  }

  async function documents() {
    return {
      ssn: await replica.document(names.ssn),
      private: await replica.document(names.private),
    };
  }

  async function plan(edit: Edit): Promise<Result<Plan, EditFailure>> {
    const lists = await documents();
    if (edit.kind === 'addPatient') {
      if (edit.panel !== panel) return failed({ kind: 'forbidden' });
      const added = planAddition(edit, knownPeople(lists), ids, today());
      return added.ok ? ok({ list: edit.list, ...added.value }) : added;
    }
    const { patient } = edit;
    const list = (['ssn', 'private'] as const).find(
      (kind) => valueOf(cellOf(lists[kind], 'identity', patient)) !== null,
    );
    if (!list) return failed({ kind: 'noPatient' });
    const changes = planEdit(edit, (column) => valueOf(cellOf(lists[list], column, patient)));
    return changes.ok ? ok({ list, patient, changes: changes.value }) : changes;
  }

  async function planTakingBack(editId: string): Promise<Result<Plan, EditFailure>> {
    const [done] = await rowsOf(editId);
    const patient = done && patientsOf(writesOf(done.changes))[0];
    if (!done || patient === undefined) return failed({ kind: 'changedSince' });
    const list = done.document === names.private ? 'private' : 'ssn';
    const document = await replica.document(names[list]);
    const history = await ledger.history.where('patients').equals(patient).toArray();
    const current = (column: Column, id: PatientId): Cell | null => {
      const cell = cellOf(document, column, id);
      if (!cell) return null;
      const t = writerOf(history, column, id, cell.t);
      return t === null ? null : { ...cell, t };
    };
    const { changes } = planUndo(done.changes, current, done.t);
    if (changes.length === 0) return failed({ kind: 'changedSince' });
    return ok({ list, patient, changes, undoes: editId });
  }

  return {
    edit: (id, edit) => inTurn(id, () => plan(edit)),
    undo: (id, editId) => inTurn(id, () => planTakingBack(editId)),
    async samePeople(person) {
      const known = knownPeople(await documents());
      const erasedOn = person.taxCode && freeIdFor(person.taxCode, ids, known).erasedOn;
      return { people: samePeople(person, known), erasedOn };
    },
  };
}

/** What the policy asks about the values that are replaced; what they had replaced is in the history. */
function storedValues(document: Y.Doc, history: readonly HistoryRow[]): KnownValues {
  return (column, patient) => {
    const cell = cellOf(document, column, patient);
    if (!cell) return null;
    const replaced = history
      .find(({ t }) => t === cell.t)
      ?.changes.find((change) => change.column === column && change.patient === patient);
    return {
      by: cell.by,
      on: plainDateAt(millisecondsOf(cell.t)),
      receivedAt: null,
      replaced: replaced?.from ?? null,
    };
  };
}
