/**
 * The import as it runs in the worker: one open file, its rows, its plan. Preview and commit are the same
 * function, `planImport`, on the same input: commit writes what the preview showed, or nothing.
 */
import type { Change } from '#lib/domain/change.ts';
import { foldText } from '#lib/domain/names.ts';
import type { Patient } from '#lib/domain/patient.ts';
import { refuseForbidden } from '#lib/domain/policy.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import { storageFault } from '#lib/replica/databases.ts';
import { practiceDocument } from '#lib/replica/documents.ts';
import type { HybridClock } from '#lib/replica/hybridClock.ts';
import type { Ledger } from '#lib/replica/ledger.ts';
import { doctorOf } from '#lib/replica/practiceColumns.ts';
import {
  type CommandHead,
  doctorCodesCommand,
  importCommand,
  summariseImport,
} from './importCommands.ts';
import type { CommitFailure, ImportDesk, ImportPreview, ImportProgress } from './importDesk.ts';
import { type FileReader, type OpenFile, openFile, summariseFile } from './openFile.ts';
import type { Group, ImportDecisions, ImportPlan } from './plan.ts';
import { planImport } from './planImport.ts';
import { type PlanBasis, type Planner, gatherPlanInput } from './planFile.ts';
import type { FileRefusal, ReadChoices } from './reading.ts';
import { importReport, type ReportWords } from './report.ts';
import { type KnownValues, takeBackImport } from './takeBackImport.ts';

export interface DeskDependencies extends Planner, FileReader {
  readonly session: Session;
  readonly ledger: Ledger;
  readonly clock: HybridClock;
  readonly now: () => number;
  readonly newId: () => string;
  /** The Italian texts of the per-row report. */
  readonly reportWords: ReportWords;
  readonly writeCsv: (rows: readonly (readonly string[])[]) => Uint8Array;
  /** Bytes still free for this origin; null when the browser does not say. */
  readonly spaceLeft: () => Promise<number | null>;
}

const NO_DECISIONS: ImportDecisions = {
  archiveAbsent: false,
  listIsMine: false,
  myCodes: [],
  reportDate: null,
  switched: {},
  resolved: {},
  proposedCorrections: [],
};

/** Thrown from a progress callback to stop the writing of rows. */
class Interrupted extends Error {}

interface Opened {
  file: OpenFile;
  decisions: ImportDecisions;
  /** Null until the columns are mapped. */
  planned: { readonly basis: PlanBasis; readonly plan: ImportPlan } | null;
}

export function createImportDesk(dependencies: DeskDependencies): ImportDesk {
  const { replica, ledger, session, practice, panel } = dependencies;
  let opened: Opened | null = null;
  let running = new AbortController();

  async function planned(file: OpenFile, decisions: ImportDecisions): Promise<Opened['planned']> {
    if (!file.table.mapped) return null;
    const basis = await gatherPlanInput(dependencies, file);
    return { basis, plan: planImport(basis.input, decisions) };
  }

  /** The current file with other decisions. The documents are read again only when they changed. */
  function decided(current: Opened, decisions: ImportDecisions): ImportPreview {
    current.decisions = decisions;
    if (current.planned) {
      const { basis } = current.planned;
      current.planned = { basis, plan: planImport(basis.input, decisions) };
    }
    return preview(current);
  }

  async function read(
    bytes: Uint8Array,
    fileName: string,
    choices: ReadChoices,
    decisions: ImportDecisions,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Result<ImportPreview, FileRefusal | { kind: 'interrupted' }>> {
    running = new AbortController();
    const { signal } = running;
    try {
      const file = await openFile(dependencies, bytes, fileName, choices, signal, onProgress);
      if (!file.ok) return file;
      const withDate = {
        ...decisions,
        reportDate: decisions.reportDate ?? file.value.table.reportDate,
      };
      opened = {
        file: file.value,
        decisions: withDate,
        planned: await planned(file.value, withDate),
      };
      return ok(preview(opened));
    } catch (error) {
      if (signal.aborted) return failed({ kind: 'interrupted' });
      throw error;
    }
  }

  function current(): Opened {
    if (!opened) throw new Error('No file is open');
    return opened;
  }

  function head(): CommandHead {
    return {
      id: dependencies.newId(),
      t: dependencies.clock.tick(),
      by: session.userId,
      byName: session.name,
      at: dependencies.now(),
    };
  }

  async function commit(
    onProgress: (progress: ImportProgress) => void,
  ): ReturnType<ImportDesk['commit']> {
    running = new AbortController();
    const { signal } = running;
    const { file, decisions, planned: shown } = current();
    if (!shown) return failed({ kind: 'nothingToImport' });
    const now = await gatherPlanInput(dependencies, file);
    if (now.state !== shown.basis.state) {
      opened = { file, decisions, planned: { basis: now, plan: planImport(now.input, decisions) } };
      return failed({ kind: 'previewChanged' });
    }
    const { plan } = shown;
    const changes = includedChanges(plan);
    if (changes.length === 0) return failed({ kind: 'nothingToImport' });
    const count = refused(changes);
    if (count > 0) return failed({ kind: 'forbidden', count });

    const needed = bytesNeeded(changes);
    const free = await dependencies.spaceLeft();
    if (free !== null && free < needed) {
      return failed({ kind: 'storageFull', megabytesNeeded: Math.ceil(needed / 1e6) });
    }
    if (signal.aborted) return failed({ kind: 'interrupted' });

    const total = plan.toWrite;
    const importHead = head();
    const summary = summariseImport(importHead, file, plan, decisions.reportDate);
    const commands = [importCommand(importHead, panel, changes, summary)];
    if (decisions.myCodes.length > 0) {
      const document = await replica.document(practiceDocument(practice.id));
      const doctor = doctorOf(document, practice);
      commands.push(doctorCodesCommand(importHead, practice, doctor, decisions.myCodes));
    }
    const report = {
      importId: summary.id,
      fileName: file.fileName,
      bytes: dependencies.writeCsv(
        importReport(file.table, file.rows, plan, dependencies.reportWords),
      ),
    };
    onProgress({ phase: 'saving', done: 0, total });
    const { saved, shown: visible } = replica.execute(commands, {
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
      await visible;
    } catch (error) {
      return failed(await takeBackFailed(summary.id, failureOf(error)));
    }
    opened = null;
    return ok(summary);
  }

  /** The import is in the journal, but was stopped before all of it was shown: it is taken back whole. */
  async function takeBackFailed(importId: string, failure: CommitFailure): Promise<CommitFailure> {
    try {
      const outcome = await takeBack(importId, 'interrupted');
      return outcome.ok ? failure : { kind: 'savedNotShown' };
    } catch (error) {
      failureOf(error);
      return { kind: 'savedNotShown' };
    }
  }

  function takeBack(importId: string, why: 'undo' | 'interrupted') {
    return takeBackImport({ replica, ledger, panel, head, refused }, importId, why);
  }

  function refused(changes: readonly Change[], stored?: KnownValues): number {
    const allowed = refuseForbidden(session, panel, changes, dependencies.today(), { stored });
    return allowed.ok ? 0 : allowed.error.count;
  }

  return {
    async open(file, fileName, decisions, onProgress) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      return read(bytes, fileName, {}, { ...NO_DECISIONS, ...decisions }, onProgress);
    },
    async correct(choices) {
      const { file, decisions } = current();
      const reread = await read(file.bytes, file.fileName, choices, decisions, () => {});
      if (!reread.ok && reread.error.kind === 'interrupted') throw new Error('Not interruptible');
      return reread as Result<ImportPreview, FileRefusal>;
    },
    async decide(changed) {
      const now = current();
      return decided(now, { ...now.decisions, ...changed });
    },
    async include(which, on) {
      const now = current();
      const keys = typeof which === 'string' ? keysOfGroup(now, which) : which;
      const switched = { ...now.decisions.switched };
      for (const key of keys) switched[key] = on;
      return decided(now, { ...now.decisions, switched });
    },
    async entries(group, text, offset, limit) {
      const plan = current().planned?.plan;
      const wanted = foldText(text);
      const found = (plan?.entries ?? []).filter(
        (entry) =>
          entry.group === group &&
          (wanted === '' ||
            foldText(`${entry.lastName} ${entry.firstName} ${entry.taxCode ?? ''}`).includes(
              wanted,
            )),
      );
      return {
        found: found.length,
        entries: found.slice(offset, offset + limit).map(({ changes: _, ...entry }) => entry),
      };
    },
    commit,
    async interrupt() {
      running.abort();
    },
    async close() {
      opened = null;
    },
    undo: (importId) => takeBack(importId, 'undo'),
    async report(importId) {
      const report = await ledger.reports.get(importId);
      return report ? { fileName: report.fileName, bytes: report.bytes } : null;
    },
  };
}

function preview({ file, decisions, planned }: Opened): ImportPreview {
  return {
    file: summariseFile(file),
    decisions,
    plan: planned && {
      counts: planned.plan.counts,
      toWrite: planned.plan.toWrite,
      alarms: planned.plan.alarms,
      notices: planned.plan.notices,
      activePatients: planned.basis.input.patients.filter(isActive).length,
    },
  };
}

function isActive({ lifecycle }: Patient): boolean {
  return !lifecycle.archive && !lifecycle.binned && !lifecycle.aliasOf;
}

function includedChanges(plan: ImportPlan): Change[] {
  return plan.entries.filter((entry) => entry.included).flatMap((entry) => [...entry.changes]);
}

function keysOfGroup({ planned }: Opened, group: Group): string[] {
  const entries = planned?.plan.entries ?? [];
  return entries.filter((entry) => entry.group === group && entry.canInclude).map(({ key }) => key);
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
