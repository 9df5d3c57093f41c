/** Writes what the preview showed: durably, then on the list; or nothing. */
import type { Change } from '#lib/domain/change.ts';
import type { ImportSummary } from '#lib/domain/importSummary.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { storageFault } from '#lib/replica/databases.ts';
import { practiceDocument, ssnDocument } from '#lib/replica/documents.ts';
import type { ImportReport, Ledger } from '#lib/replica/ledger.ts';
import { teamIn } from '#lib/replica/teamColumns.ts';
import type { DocumentCommand } from '#lib/replica/command.ts';
import type { Author } from '#lib/replica/author.ts';
import { doctorCodesCommand, importCommand, summariseImport } from './importCommands.ts';
import type { CommitFailure, ImportProgress } from './importDesk.ts';
import { type MappingMemory, rememberCommand } from './mappingMemory.ts';
import type { OpenFile } from './openFile.ts';
import type { ImportDecisions, ImportPlan } from './plan.ts';
import type { Planner } from './planFile.ts';
import { importReport, type ReportWords } from './report.ts';
import { takeBackImport } from './takeBackImport.ts';

export interface CommitDependencies extends Planner, MappingMemory {
  readonly ledger: Ledger;
  readonly author: Author;
  /** The Italian texts of the per-row report. */
  readonly reportWords: ReportWords;
  readonly writeCsv: (rows: readonly (readonly string[])[]) => Uint8Array;
  /** Waits for stores that were lost to be made again; false when they could not be. */
  readonly storesWhole: () => Promise<boolean>;
  /** Bytes still free for this origin; null when the browser does not say. */
  readonly spaceLeft: () => Promise<number | null>;
}

export interface PlannedImport {
  readonly id: string;
  readonly file: OpenFile;
  readonly decisions: ImportDecisions;
  readonly plan: ImportPlan;
  /** The patients are made up. */
  readonly demonstration?: boolean;
}

/** Thrown from a progress callback to stop the writing of rows. */
class Interrupted extends Error {}

export async function commitImport(
  dependencies: CommitDependencies,
  planned: PlannedImport,
  signal: AbortSignal,
  onProgress: (progress: ImportProgress) => void,
): Promise<Result<ImportSummary, CommitFailure>> {
  const { replica, author, spaceLeft } = dependencies;
  const { plan } = planned;
  const changes = plan.entries.filter((entry) => entry.included).flatMap((entry) => entry.changes);
  if (changes.length === 0) return failed({ kind: 'nothingToImport' });
  const count = author.refused(changes);
  if (count > 0) return failed({ kind: 'forbidden', count });
  const needed = bytesNeeded(changes);
  const free = await spaceLeft();
  if (free !== null && free < needed) {
    return failed({ kind: 'storageFull', megabytesNeeded: Math.ceil(needed / 1e6) });
  }
  if (signal.aborted) return failed({ kind: 'interrupted' });

  const total = plan.toWrite;
  onProgress({ phase: 'saving', done: 0, total });
  const { summary, commands, report } = await compose(dependencies, planned, changes);
  const { saved, shown } = replica.execute(commands, {
    report,
    onRows(done, rows) {
      if (signal.aborted) throw new Interrupted();
      const share = done / Math.max(rows, 1);
      onProgress({ phase: 'showing', done: Math.round(share * total), total });
    },
  });
  try {
    await saved;
  } catch (error) {
    // Nothing was written: the journal takes a command whole or not at all.
    return failed(failureOf(error));
  }
  onProgress({ phase: 'showing', done: 0, total });
  try {
    await shown;
  } catch (error) {
    return failed(await takeBack(dependencies, summary.id, failureOf(error)));
  }
  // Said to be saved only when it is, also where a store was deleted while it was being written.
  if (!(await dependencies.storesWhole())) return failed({ kind: 'storageLost' });
  return ok(summary);
}

/** What came of an import with that id, when an earlier worker wrote it before it could answer. */
export async function earlierOutcome(
  { replica, panel }: Planner,
  id: string,
): Promise<Result<ImportSummary, CommitFailure> | null> {
  const document = await replica.document(ssnDocument(panel));
  const summary = document.getMap<ImportSummary>('imports').get(id);
  if (!summary) return null;
  return summary.undone?.why === 'interrupted' ? failed({ kind: 'interrupted' }) : ok(summary);
}

interface Composed {
  readonly summary: ImportSummary;
  readonly commands: readonly DocumentCommand[];
  readonly report: ImportReport;
}

async function compose(
  dependencies: CommitDependencies,
  { id, file, decisions, plan, demonstration }: PlannedImport,
  changes: readonly Change[],
): Promise<Composed> {
  const { replica, practice, panel, author, writeCsv, reportWords } = dependencies;
  const head = author.head(id);
  const summary = summariseImport(head, file, plan, {
    kind: decisions.kind,
    reportDate: decisions.reportDate,
    demonstration,
  });
  const commands = [importCommand(head, panel, changes, summary)];
  if (decisions.myCodes.length > 0) {
    const team = teamIn(await replica.document(practiceDocument(practice.id)), practice);
    const claimed = doctorCodesCommand(head, practice, team, panel, decisions.myCodes);
    if (claimed) commands.push(claimed);
  }
  const remembered = await rememberCommand(dependencies, head, file);
  if (remembered) commands.push(remembered);
  const bytes = writeCsv(importReport(file.table, file.rows, plan, reportWords));
  return { summary, commands, report: { importId: summary.id, fileName: file.fileName, bytes } };
}

/** The import is in the journal, but was stopped before all of it was shown: it is taken back whole. */
async function takeBack(
  dependencies: CommitDependencies,
  importId: string,
  failure: CommitFailure,
): Promise<CommitFailure> {
  try {
    const outcome = await takeBackImport(dependencies, importId, 'interrupted');
    return outcome.ok ? failure : { kind: 'savedNotShown' };
  } catch (error) {
    failureOf(error);
    return { kind: 'savedNotShown' };
  }
}

/** The changes are stored as journal, document, history, rows and checkpoint, some of them twice for a while. */
const COPIES = 8;

function bytesNeeded(changes: readonly Change[]): number {
  return JSON.stringify(changes).length * COPIES;
}

/** Faults of the store are outcomes the user hears of; anything else is a bug and is thrown. */
function failureOf(error: unknown): CommitFailure {
  if (error instanceof Interrupted) return { kind: 'interrupted' };
  switch (storageFault(error)) {
    case 'full':
      return { kind: 'storageFull', megabytesNeeded: null };
    case 'lost':
      return { kind: 'storageLost' };
    case null:
      throw error;
  }
}
