/**
 * Edits as they run in the worker: rule, policy, journal, in turn. An edit is judged on what the one before it
 * wrote, and answered as soon as it is durable. Whatever it writes, in however many documents and of however many
 * patients, is one command: it is there whole or not at all, and is taken back as one.
 */
import type { Identity, PatientId } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import { type Result, failed, ok } from '#lib/domain/result.ts';
import { freeIdFor, samePeople } from '#lib/domain/samePeople.ts';
import type { Author } from './author.ts';
import type { DocumentCommand } from './command.ts';
import { storageFault } from './databases.ts';
import type { EditDesk, EditFailure, EditOutcome } from './editDesk.ts';
import type { EditPlan, PlannedEdit } from './editPlan.ts';
import type { HistoryRow, Ledger } from './ledger.ts';
import { type ListAccess, openLists } from './openLists.ts';
import type { PatientIdFunction } from './patientIds.ts';
import { type EditPlanner, planEdits } from './planEdits.ts';
import { planTakingBack } from './planTakingBack.ts';
import type { Replica } from './replica.ts';

export interface EditDeskDependencies extends Omit<ListAccess, 'replica'> {
  readonly replica: Replica;
  readonly ledger: Ledger;
  readonly ids: PatientIdFunction;
  readonly author: Author;
  /** The report of an import without those people; null where it does not name them. */
  readonly forgetInReport: (report: Uint8Array, people: readonly Identity[]) => Uint8Array | null;
  readonly now: () => number;
  readonly today: () => PlainDate;
}

type Answer = Result<EditOutcome, EditFailure>;

export function createEditDesk(dependencies: EditDeskDependencies): EditDesk {
  const { replica, ledger, session, ids, author, forgetInReport, now, today } = dependencies;
  const written = new Map<string, Answer>();
  let turn: Promise<unknown> = Promise.resolve();
  let shown: Promise<unknown> = Promise.resolve();

  /** One at a time, each after the one before it stands in the documents. */
  function inTurn(id: string, plan: () => Promise<PlannedEdit>): Promise<Answer> {
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

  async function write(id: string, { parts, undoes, patients, leftOut, forgets }: EditPlan) {
    if (parts.length === 0) return outcomeOf(patients, false, leftOut);
    if (forgets) await ledger.forgetInReports((report) => forgetInReport(report, forgets));
    const head = author.head(id);
    const execution = replica.execute(
      parts.map((part): DocumentCommand => ({
        ...head,
        ...part,
        kind: undoes === undefined ? 'edit' : 'undoEdit',
        importId: null,
        ...(undoes === undefined ? {} : { undoes }),
      })),
    );
    shown = execution.shown;
    await execution.saved;
    const outcome = outcomeOf(patients, true, leftOut);
    written.set(id, outcome);
    return outcome;
  }

  /** An earlier worker may have written it before it could answer. */
  async function answerOf(id: string): Promise<Answer | null> {
    const rows = await rowsOf(id);
    const patients = new Set(rows.flatMap((row) => row.patients));
    return rows.length === 0 ? null : outcomeOf([...patients], true, []);
  }

  function rowsOf(command: string): Promise<HistoryRow[]> {
    return ledger.history.where('id').startsWith(`${command} `).toArray();
  }

  async function planner(id: string): Promise<EditPlanner> {
    return {
      lists: await openLists(dependencies, today()),
      ids,
      author,
      history: (patients) =>
        ledger.history
          .where('patients')
          .anyOf([...patients])
          .distinct()
          .toArray(),
      moment: {
        today: today(),
        now: now(),
        by: session.userId,
        byName: session.name,
        moveId: id,
      },
    };
  }

  return {
    edit: (id, edit) => inTurn(id, async () => planEdits(await planner(id), edit)),
    undo: (id, editId) =>
      inTurn(id, async () => planTakingBack(await planner(id), editId, await rowsOf(editId))),
    async samePeople(person) {
      const { known } = await openLists(dependencies, today());
      const erasedOn = person.taxCode && freeIdFor(person.taxCode, ids, known).erasedOn;
      return { people: samePeople(person, known), erasedOn };
    },
  };
}

function outcomeOf(
  patients: readonly PatientId[],
  changed: boolean,
  leftOut: EditOutcome['leftOut'],
): Answer {
  return ok({ patient: patients[0] ?? '', patients, changed, leftOut });
}
