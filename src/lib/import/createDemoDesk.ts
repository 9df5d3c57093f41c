/**
 * `Carica dati dimostrativi`: made-up patients, brought in as imports of their own and taken away whole. On a server
 * for reviewers two colleagues have theirs too, each imported by himself: the doctor may not import for others.
 */
import { panelAccessOf } from '#lib/domain/panelAccess.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import { isDemonstration, type Practice } from '#lib/domain/practice.ts';
import { failed } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import {
  assigneeName,
  assigneeOf,
  firstTeam,
  type Team,
  type TeamDoctor,
} from '#lib/domain/team.ts';
import { practiceDocument } from '#lib/replica/documents.ts';
import type { Author } from '#lib/replica/author.ts';
import type { Replica } from '#lib/replica/replica.ts';
import { teamIn, teamWrites } from '#lib/replica/teamColumns.ts';
import { type CommitDependencies, commitImport, earlierOutcome } from './commitImport.ts';
import type { DemoDesk, ImportDesk, ImportProgress } from './importDesk.ts';
import { type FileReader, openFile } from './openFile.ts';
import { NO_DECISIONS } from './plan.ts';
import { gatherPlanInput, holdsPatients } from './planFile.ts';
import { planImport } from './planImport.ts';
import { panelOfImport, takeBackImport } from './takeBackImport.ts';

/** A list of made-up patients of a doctor, as bytes of a file: the first doctor's, or a colleague's from 1. */
export type MakeDemoList = (
  today: PlainDate,
  doctorCode: string,
  colleague?: number,
) => Promise<Uint8Array>;

export interface DemoDeskDependencies {
  readonly replica: Replica;
  readonly practice: Practice;
  readonly session: Session;
  readonly today: () => PlainDate;
  readonly makeDemoList: MakeDemoList;
  readonly reader: FileReader;
  /** What writes into a panel as somebody. */
  readonly into: (panel: string, session?: Session) => CommitDependencies;
  readonly author: Author;
  readonly newId: () => string;
  /** Stops what is begun now when `Interrompi` is pressed. */
  readonly begin: () => AbortSignal;
}

const DEMO_FILE = 'dati-dimostrativi.csv';

export function createDemoDesk(
  dependencies: DemoDeskDependencies,
): DemoDesk & Pick<ImportDesk, 'undo'> {
  const { replica, practice, session, today, makeDemoList, reader, into, author, newId, begin } =
    dependencies;
  const practiceName = practiceDocument(practice.id);

  /** Asked twice with one id, it imports once. */
  async function importMadeUp(
    id: string,
    bytes: Uint8Array,
    writing: CommitDependencies,
    signal: AbortSignal,
    onProgress: (progress: ImportProgress) => void,
  ): ReturnType<DemoDesk['loadDemo']> {
    const before = await earlierOutcome(writing, id);
    if (before) return before;
    const read = await openFile(reader, bytes, DEMO_FILE, {}, {}, { signal, onProgress });
    if (!read.ok) throw new Error(`The demonstration list was refused: ${read.error.kind}`);
    const file = read.value;
    const decisions = { ...NO_DECISIONS, reportDate: file.table.reportDate };
    const { input } = await gatherPlanInput(writing, file);
    const plan = planImport(input, decisions);
    const planned = { id, file, decisions, plan, demonstration: true };
    return commitImport(writing, planned, signal, onProgress);
  }

  /** The colleagues join the practice, which an earlier demonstration may have seen already. */
  async function addColleagues(): Promise<Team> {
    const team = teamIn(await replica.document(practiceName), practice);
    const known = new Set(team.assignees.map(({ id }) => id));
    const fresh = COLLEAGUES.filter(({ id }) => !known.has(id));
    const joined = { ...team, assignees: [...team.assignees, ...fresh] };
    const writes = teamWrites(team, joined);
    if (writes.length === 0) return team;
    const head = author.head();
    const command = { ...head, document: practiceName, kind: 'edit', importId: null } as const;
    const { saved, shown } = replica.execute([{ ...command, writes }]);
    await saved;
    await shown;
    return joined;
  }

  /** As whom what is made up is written: in a demonstration each list's own doctor. */
  function doctorOf(team: Team, panel: string): Session {
    const assignee = assigneeOf(team, panel);
    if (!isDemonstration(practice) || session.role !== 'doctor' || !assignee) return session;
    const { id: userId } = assignee;
    const panels = panelAccessOf('doctor', userId, team);
    return { ...session, userId, name: assigneeName(assignee), role: 'doctor', panels };
  }

  return {
    async loadDemo(onProgress, id = newId()) {
      const own = into(practice.panelId);
      const before = await earlierOutcome(own, id);
      if (before === null && (await holdsPatients(own))) return failed({ kind: 'notEmpty' });
      const signal = begin();
      try {
        // The doctor's own comes last: where it is missing, what was stopped half-way is begun again.
        const team = isDemonstration(practice) ? await addColleagues() : null;
        for (const [index, { panel, codes }] of team === null ? [] : COLLEAGUES.entries()) {
          const theirs = await makeDemoList(today(), codes[0] ?? '', index + 1);
          const writing = into(panel, doctorOf(team ?? firstTeam(practice), panel));
          const imported = await importMadeUp(newId(), theirs, writing, signal, onProgress);
          if (!imported.ok && imported.error.kind !== 'nothingToImport') return imported;
        }
        const bytes = await makeDemoList(today(), practice.doctor.doctorCode);
        return await importMadeUp(id, bytes, into(practice.panelId), signal, onProgress);
      } catch (error) {
        if (signal.aborted) return failed({ kind: 'interrupted' });
        throw error;
      }
    },
    async undo(importId) {
      const panel = await panelOfImport(into(practice.panelId).ledger, importId);
      if (panel === null) return failed({ kind: 'notHere' });
      const team = teamIn(await replica.document(practiceName), practice);
      return takeBackImport(into(panel, doctorOf(team, panel)), importId, 'undo');
    },
  };
}

const COLLEAGUES: readonly TeamDoctor[] = [
  {
    kind: 'doctor',
    id: 'demo-doctor-2',
    panel: 'demo-panel-2',
    firstName: 'Marco',
    lastName: 'Ferrari',
    codes: ['23456'],
    inactiveSince: null,
  },
  {
    kind: 'doctor',
    id: 'demo-doctor-3',
    panel: 'demo-panel-3',
    firstName: 'Elena',
    lastName: 'Conti',
    codes: ['34567'],
    inactiveSince: null,
  },
];
