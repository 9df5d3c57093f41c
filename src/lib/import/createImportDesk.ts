/**
 * The import as it runs in the worker: one open file, its rows, its plan. Preview and commit are the same
 * function, `planImport`, on the same input: commit writes what the preview showed, or nothing.
 */
import { isActive } from '#lib/domain/lifecycle.ts';
import { foldText } from '#lib/domain/names.ts';
import { mayImport } from '#lib/domain/policy.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { type AuthorDependencies, createAuthor } from '#lib/replica/author.ts';
import type { InTurn } from '#lib/replica/inTurn.ts';
import type { CommitDependencies } from './commitImport.ts';
import { commitParts } from './commitParts.ts';
import { createDemoDesk, type MakeDemoList } from './createDemoDesk.ts';
import type {
  DemoDesk,
  EntryFilter,
  ImportDesk,
  ImportPreview,
  ImportProgress,
  PreviewEntry,
} from './importDesk.ts';
import { openImportDrafts } from './importDrafts.ts';
import { recallMapping } from './mappingMemory.ts';
import { checkFile, type FileReader, type OpenFile, openFile, summariseFile } from './openFile.ts';
import {
  type Group,
  type ImportDecisions,
  type ImportPlan,
  NO_DECISIONS,
  type PlanEntry,
} from './plan.ts';
import { documentsState, gatherPlanInput } from './planFile.ts';
import { planImport } from './planImport.ts';
import { joinPlans, type PanelPlan, shareRows } from './planPanels.ts';
import type { FileRefusal, ReadChoices } from './reading.ts';
import { importReport } from './report.ts';
import { cellsOf, suggestedFixes, withFix } from './rowFixes.ts';
import { PREPARED_ROWS, TEMPLATE_FIELDS, writeTextWorkbook } from './textWorkbook.ts';
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
  /** The lists that the file goes into, each with its plan, and what the preview shows of them. Null until the columns are mapped. */
  planned: { readonly parts: readonly PanelPlan[]; readonly plan: ImportPlan } | null;
}

export function createImportDesk(dependencies: DeskDependencies): ImportDesk & DemoDesk {
  const { newId, inTurn, session, today, reportWords } = dependencies;
  const drafts = openImportDrafts(dependencies.ledger, dependencies.now);
  /** What plans and writes an import into that panel, as whoever is at the desk unless told otherwise. */
  const into = (panel: string, as = session) => ({
    ...dependencies,
    session: as,
    panel,
    author: createAuthor({ ...dependencies, session: as, panel }),
  });
  const reader: FileReader = {
    ...dependencies,
    recall: (header, kind) => recallMapping(dependencies, header, kind),
  };
  let opened: Opened | null = null;
  let running = new AbortController();

  async function planned(file: OpenFile, decisions: ImportDecisions): Promise<Opened> {
    const whose = await whoseList(dependencies, file.rows, decisions.panel);
    if (!file.table.mapped) return { file, decisions, whose, planned: null };
    const others = whose.byCode.filter((panel) => panel !== whose.panel);
    const panels = decisions.byCode ? [whose.panel, ...others] : [whose.panel];
    const parts = panels.map(async (panel) => {
      const basis = await gatherPlanInput(into(panel), file, decisions.kind);
      return { panel, basis, plan: planImport(basis.input, decisions) };
    });
    return { file, decisions, whose, planned: joined(await Promise.all(parts)) };
  }

  /** The current file with other decisions. The documents are read again only for another list. */
  async function decided(current: Opened, decisions: ImportDecisions): Promise<ImportPreview> {
    const { file, planned: before } = current;
    const { panel, byCode, cells } = current.decisions;
    if (decisions.cells !== cells) {
      const work = { signal: new AbortController().signal, onProgress: () => {} };
      const rows = await checkFile(reader, file, decisions.cells, work);
      Object.assign(current, await planned({ ...file, rows }, decisions));
    } else if (decisions.panel !== panel || decisions.byCode !== byCode) {
      Object.assign(current, await planned(file, decisions));
    } else {
      current.decisions = decisions;
      current.planned = before && joined(before.parts.map((part) => replanned(part, decisions)));
    }
    void drafts.keepDecisions(current.file, decisions);
    return preview(current);
  }

  async function readBytes(
    bytes: Uint8Array,
    fileName: string,
    given: ReadChoices,
    decisions: ImportDecisions,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<Result<ImportPreview, FileRefusal | { kind: 'interrupted' }>> {
    running = new AbortController();
    const { signal } = running;
    const choices = { ...given, kind: decisions.kind };
    try {
      const work = { signal, onProgress };
      const file = await openFile(reader, bytes, fileName, choices, decisions.cells, work);
      if (!file.ok) return file;
      const withDate = {
        ...decisions,
        reportDate: decisions.reportDate ?? file.value.table.reportDate,
      };
      opened = await planned(file.value, withDate);
      void drafts.keepFile(file.value, withDate);
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
    const { file, decisions, planned: shown } = current();
    if (!shown) return failed({ kind: 'nothingToImport' });
    const work = { signal: running.signal, onProgress };
    const writing = { file, decisions, parts: shown.parts, into: writingInto };
    const outcome = await commitParts(writing, id, work, async () => {
      const states = shown.parts.map(({ panel }) => documentsState(into(panel)));
      const now = await Promise.all(states);
      if (shown.parts.every(({ basis }, place) => basis.state === now[place])) return null;
      opened = await planned(file, decisions);
      return { kind: 'previewChanged' };
    });
    if (outcome.ok) {
      opened = null;
      await drafts.drop(decisions.kind);
    }
    return outcome;
  }

  /** Whoever may write a contact may not therefore import a file of them. */
  function writingInto(panel: string): CommitDependencies | null {
    return mayImport(session, panel, today()) ? into(panel) : null;
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
    async fix(fix) {
      const now = current();
      const { rows, table } = now.file;
      const cells = withFix(now.decisions.cells, fix, rows, table.mapping);
      return decided(now, { ...now.decisions, cells });
    },
    async entries(group, filter, offset, limit) {
      const now = current();
      const found = (now.planned?.plan.entries ?? []).filter(
        (entry) => entry.group === group && isFound(entry, filter),
      );
      return {
        found: found.length,
        entries: found.slice(offset, offset + limit).map((entry) => shownEntry(entry, now)),
      };
    },
    async problemRows() {
      const { file, planned: shown } = current();
      const entries = (shown?.plan.entries ?? []).filter(
        ({ group, line }) => group === 'problems' && line !== null,
      );
      const lines = new Set(entries.map(({ line }) => line));
      const rows = file.rows.filter(({ line }) => lines.has(line));
      const report = importReport(file.table, rows, { entries }, reportWords);
      return {
        fileName: reportWords.problemsFileName(file.fileName),
        bytes: await writeTextWorkbook(report, reportWords.problemsSheet),
      };
    },
    async template(kind) {
      const header = TEMPLATE_FIELDS[kind].map((field) => reportWords.field(field));
      const name = reportWords.templateName(kind);
      return {
        fileName: `${name}.xlsx`,
        bytes: await writeTextWorkbook([header], name, PREPARED_ROWS),
      };
    },
    draft: (kind) => drafts.find(kind),
    async dropDraft(kind) {
      await drafts.drop(kind);
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

function joined(planned: readonly PanelPlan[]): Opened['planned'] {
  const parts = shareRows(planned);
  const plan = joinPlans(parts);
  return plan && { parts, plan };
}

function replanned(part: PanelPlan, decisions: ImportDecisions): PanelPlan {
  return { ...part, plan: planImport(part.basis.input, decisions) };
}

function isFound(entry: PlanEntry, { text, onlyProblems }: EntryFilter): boolean {
  const asksForAnEye = entry.group === 'problems' || entry.warnings.length > 0;
  if (onlyProblems && (entry.skipped || !asksForAnEye)) return false;
  const wanted = foldText(text);
  const names = `${entry.lastName} ${entry.firstName} ${entry.taxCode ?? ''}`;
  return wanted === '' || foldText(names).includes(wanted);
}

/** What would be written stays in the worker; cells go along where somebody may want to correct them. */
function shownEntry(
  { changes: _, ...entry }: PlanEntry,
  { file, decisions }: Opened,
): PreviewEntry {
  const { mapping } = file.table;
  const corrected = entry.line !== null && decisions.cells[entry.line] !== undefined;
  const isOdd = entry.group === 'problems' || entry.warnings.length > 0 || corrected;
  const row = isOdd ? file.rows.find(({ line }) => line === entry.line) : undefined;
  return {
    ...entry,
    cells: row ? cellsOf(row, mapping) : [],
    fixes: row ? suggestedFixes(row, mapping, entry.reasons) : [],
    corrected,
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
      activePatients: planned.parts
        .flatMap(({ basis }) => basis.input.patients)
        .filter(({ lifecycle }) => isActive(lifecycle)).length,
    },
  };
}

function keysOfGroup({ planned }: Opened, group: Group): string[] {
  const entries = planned?.plan.entries ?? [];
  return entries.filter((entry) => entry.group === group && entry.canInclude).map(({ key }) => key);
}
