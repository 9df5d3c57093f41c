/**
 * The import desk of a tab. The open file, its plan and the decisions stand in the worker; when that worker ends,
 * the next one is given what this tab had open before it is asked anything about it.
 */
import type { ImportDesk, ImportPreview, ImportProgress } from '#lib/import/importDesk.ts';
import type { ImportDecisions } from '#lib/import/plan.ts';
import type { ReadChoices } from '#lib/import/reading.ts';
import type { Line } from './lineToWorker.ts';
import type { WorkerDesk } from './workerDesk.ts';

interface OpenedFile {
  readonly file: Blob;
  readonly fileName: string;
  choices: ReadChoices;
  decisions: Partial<ImportDecisions>;
  /** The worker that has it open. */
  worker: string;
}

export interface TabImportsSurroundings {
  readonly line: Line<WorkerDesk>;
  readonly newId: () => string;
  /** The import is on the disk. */
  readonly saved: () => void;
}

type Remote = Parameters<Parameters<Line<WorkerDesk>['ask']>[0]>[0];

export function openTabImports({ line, newId, saved }: TabImportsSurroundings): ImportDesk {
  let opened: OpenedFile | null = null;

  /** Asks about the open file, in whichever worker. */
  function ask<Answer>(question: (desk: Remote) => Promise<Answer>): Promise<Answer> {
    return line.ask(async (desk, worker) => {
      if (opened && opened.worker !== worker) await openAgain(opened, desk, worker);
      return question(desk);
    });
  }

  async function openAgain(known: OpenedFile, desk: Remote, worker: string): Promise<void> {
    const { file, fileName, choices, decisions } = known;
    const open = await line.withProgress(
      () => {},
      (call) => desk.open(file, fileName, decisions, call),
    );
    if (open.ok && Object.keys(choices).length > 0) await desk.correct(choices);
    known.worker = worker;
  }

  function noted(preview: ImportPreview): ImportPreview {
    if (opened) opened.decisions = preview.decisions;
    return preview;
  }

  return {
    open: (file, fileName, decisions, onProgress) =>
      line.withProgress(onProgress, (call) =>
        line.ask(async (desk, worker) => {
          const read = await desk.open(file, fileName, decisions, call);
          if (read.ok) {
            opened = { file, fileName, choices: {}, decisions, worker };
            noted(read.value);
          }
          return read;
        }),
      ),
    async correct(choices) {
      const read = await ask((desk) => desk.correct(choices));
      if (read.ok && opened) {
        opened.choices = choices;
        noted(read.value);
      }
      return read;
    },
    decide: async (decisions) => noted(await ask((desk) => desk.decide(decisions))),
    include: async (which, on) => noted(await ask((desk) => desk.include(which, on))),
    fix: async (fix) => noted(await ask((desk) => desk.fix(fix))),
    entries: (group, filter, offset, limit) =>
      ask((desk) => desk.entries(group, filter, offset, limit)),
    problemRows: () => ask((desk) => desk.problemRows()),
    template: (kind) => line.ask((desk) => desk.template(kind)),
    draft: (kind) => line.ask((desk) => desk.draft(kind)),
    dropDraft: (kind) => line.ask((desk) => desk.dropDraft(kind)),
    async commit(onProgress, id = newId()) {
      const heard = (progress: ImportProgress) => {
        if (progress.phase === 'showing' && progress.done === 0) saved();
        onProgress(progress);
      };
      const outcome = await line.withProgress(heard, (call) =>
        ask((desk) => desk.commit(id, call)),
      );
      if (outcome.ok) opened = null;
      return outcome;
    },
    interrupt: () => line.ask((desk) => desk.interrupt()),
    async close() {
      opened = null;
      await line.ask((desk) => desk.close());
    },
    undo: (importId) => line.ask((desk) => desk.undo(importId)),
    report: (importId) => line.ask((desk) => desk.report(importId)),
  };
}
