/**
 * The import as it runs in the worker: one open file, its rows, its plan. Preview and commit are the same
 * function, `planImport`, on the same input: commit writes what the preview showed, or nothing.
 */
import { isActive } from '#lib/domain/lifecycle.ts';
import { foldText } from '#lib/domain/names.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { type AuthorDependencies, createAuthor } from '#lib/replica/author.ts';
import type { InTurn } from '#lib/replica/inTurn.ts';
import { type CommitDependencies, commitImport, earlierOutcome } from './commitImport.ts';
import { createDemoDesk, type MakeDemoList } from './createDemoDesk.ts';
import type { DemoDesk, ImportDesk, ImportPreview, ImportProgress } from './importDesk.ts';
import { recallMapping } from './mappingMemory.ts';
import { type FileReader, type OpenFile, openFile, summariseFile } from './openFile.ts';
import { type Group, type ImportDecisions, type ImportPlan, NO_DECISIONS } from './plan.ts';
import { type PlanBasis, documentsState, gatherPlanInput } from './planFile.ts';
import { planImport } from './planImport.ts';
import type { FileRefusal, ReadChoices } from './reading.ts';
import { whoseList } from './whoseList.ts';

export interface DeskDependencies
  extends Omit<CommitDependencies, 'author'>, AuthorDependencies, Omit<FileReader, 'recall'> {
  /** The list of the practice's first doctor. */
  readonly panel: string;
  readonly today: FileReader['today'];
  /** Imports are written one at a time, whichever tab asks. */
  readonly inTurn: InTurn;
  /** A list of made-up patients of that doctor, as bytes of a file; `colleague` counts from 1. */
  readonly makeDemoList: MakeDemoList;
}

interface Opened {
  file: OpenFile;
  decisions: ImportDecisions;
  whose: ImportPreview['whose'];
  /** Null until the columns are mapped. */
  planned: { readonly basis: PlanBasis; readonly plan: ImportPlan } | null;
}

export function createImportDesk(dependencies: DeskDependencies): ImportDesk & DemoDesk {
  const { newId, inTurn } = dependencies;
  /** What plans and writes an import into that panel, as whoever is at the desk unless told otherwise. */
  const into = (panel: string, session = dependencies.session) => ({
    ...dependencies,
    session,
    panel,
    author: createAuthor({ ...dependencies, session, panel }),
  });
  const reader: FileReader = {
    ...dependencies,
    recall: (header) => recallMapping(dependencies, header),
  };
  let opened: Opened | null = null;
  let running = new AbortController();

  async function planned(file: OpenFile, decisions: ImportDecisions): Promise<Opened> {
    const whose = await whoseList(dependencies, file.rows, decisions.panel);
    if (!file.table.mapped) return { file, decisions, whose, planned: null };
    const basis = await gatherPlanInput(into(whose.panel), file);
    return { file, decisions, whose, planned: { basis, plan: planImport(basis.input, decisions) } };
  }

  /** The current file with other decisions. The documents are read again only for another list. */
  async function decided(current: Opened, decisions: ImportDecisions): Promise<ImportPreview> {
    const { file, planned: before } = current;
    if (decisions.panel !== current.decisions.panel) {
      Object.assign(current, await planned(file, decisions));
    } else {
      current.decisions = decisions;
      if (before) {
        current.planned = { ...before, plan: planImport(before.basis.input, decisions) };
      }
    }
    return preview(current);
  }

  async function readBytes(
    bytes: Uint8Array,
    fileName: string,
    choices: ReadChoices,
    decisions: ImportDecisions,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Result<ImportPreview, FileRefusal | { kind: 'interrupted' }>> {
    running = new AbortController();
    const { signal } = running;
    try {
      const file = await openFile(reader, bytes, fileName, choices, signal, onProgress);
      if (!file.ok) return file;
      const withDate = {
        ...decisions,
        reportDate: decisions.reportDate ?? file.value.table.reportDate,
      };
      opened = await planned(file.value, withDate);
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

  const demo = createDemoDesk({
    ...dependencies,
    reader,
    into,
    author: createAuthor(dependencies),
    begin: () => (running = new AbortController()).signal,
  });

  async function commit(
    onProgress: (progress: ImportProgress) => void,
    id: string,
  ): ReturnType<ImportDesk['commit']> {
    running = new AbortController();
    const { file, decisions, whose, planned: shown } = current();
    const writing = into(whose.panel);
    const before = await earlierOutcome(writing, id);
    if (before) return before;
    if (!shown) return failed({ kind: 'nothingToImport' });
    if ((await documentsState(writing)) !== shown.basis.state) {
      opened = await planned(file, decisions);
      return failed({ kind: 'previewChanged' });
    }
    const { plan } = shown;
    const outcome = await commitImport(
      writing,
      { id, file, decisions, plan },
      running.signal,
      onProgress,
    );
    if (outcome.ok) opened = null;
    return outcome;
  }

  return {
    async open(file, fileName, decisions, onProgress) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      return readBytes(bytes, fileName, {}, { ...NO_DECISIONS, ...decisions }, onProgress);
    },
    async correct(choices) {
      const { file, decisions } = current();
      const reread = await readBytes(file.bytes, file.fileName, choices, decisions, () => {});
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
    commit: (onProgress, id = newId()) => inTurn(() => commit(onProgress, id)),
    async interrupt() {
      running.abort();
    },
    async close() {
      opened = null;
    },
    undo: (importId) => inTurn(() => demo.undo(importId)),
    loadDemo: (onProgress, id = newId()) => inTurn(() => demo.loadDemo(onProgress, id)),
    async report(importId) {
      const report = await dependencies.ledger.reports.get(importId);
      return report ? { fileName: report.fileName, bytes: report.bytes } : null;
    },
  };
}

function preview({ file, decisions, whose, planned }: Opened): ImportPreview {
  return {
    file: summariseFile(file),
    decisions,
    whose,
    plan: planned && {
      counts: planned.plan.counts,
      toWrite: planned.plan.toWrite,
      alarms: planned.plan.alarms,
      notices: planned.plan.notices,
      activePatients: planned.basis.input.patients.filter(({ lifecycle }) => isActive(lifecycle))
        .length,
    },
  };
}

function keysOfGroup({ planned }: Opened, group: Group): string[] {
  const entries = planned?.plan.entries ?? [];
  return entries.filter((entry) => entry.group === group && entry.canInclude).map(({ key }) => key);
}
