/** Writes an import into every list it goes to: all of them, or none. */
import { failed, ok, type Result } from '#lib/domain/result.ts';
import type { ImportSummary } from '#lib/domain/importSummary.ts';
import { type CommitDependencies, commitImport, earlierOutcome } from './commitImport.ts';
import type { CommitFailure, CommittedImport } from './importDesk.ts';
import type { OpenFile, Work } from './openFile.ts';
import type { ImportDecisions } from './plan.ts';
import type { PanelPlan } from './planPanels.ts';
import { takeBackImport } from './takeBackImport.ts';

export interface PartsToWrite {
  readonly file: OpenFile;
  readonly decisions: ImportDecisions;
  /** The first is the list that the file is taken for. */
  readonly parts: readonly PanelPlan[];
  /** Null where whoever is at the desk may not import. */
  readonly into: (panel: string) => CommitDependencies | null;
}

interface Part {
  readonly id: string;
  readonly plan: PanelPlan['plan'];
  readonly writing: CommitDependencies;
}

/**
 * `id` is the import into the first list; those into the others are named after it. `changed` says whether the lists
 * are still those of the preview. Asked again with the same id, what was written is not written twice.
 */
export async function commitParts(
  { file, decisions, parts, into }: PartsToWrite,
  id: string,
  work: Work,
  changed: () => Promise<CommitFailure | null>,
): Promise<Result<CommittedImport, CommitFailure>> {
  const known: Part[] = [];
  let count = 0;
  for (const [place, { panel, plan }] of parts.entries()) {
    const writing = into(panel);
    if (!writing) count += Math.max(plan.toWrite, 1);
    else known.push({ id: place === 0 ? id : `${id}.${place}`, plan, writing });
  }
  const [first, ...others] = known;
  if (count > 0 || !first) return failed({ kind: 'forbidden', count });

  const before = await earlierOutcome(first.writing, id);
  if (before) return before;
  const why = await changed();
  if (why) return failed(why);
  const refused = known.reduce((sum, { plan, writing }) => {
    const changes = plan.entries.filter(({ included }) => included).flatMap((each) => each.changes);
    return sum + writing.author.refused(changes);
  }, 0);
  if (refused > 0) return failed({ kind: 'forbidden', count: refused });

  const written: { readonly summary: ImportSummary; readonly writing: CommitDependencies }[] = [];
  // The first list comes last: once it has the import, all of them have.
  for (const part of [...others, first]) {
    const outcome = await write(part, part === first);
    if (outcome.ok) written.push({ summary: outcome.value, writing: part.writing });
    else if (outcome.error.kind !== 'nothingToImport') {
      for (const done of written)
        await takeBackImport(done.writing, done.summary.id, 'interrupted');
      return outcome;
    }
  }
  const [last, ...also] = written.map(({ summary }) => summary).reverse();
  if (!last) return failed({ kind: 'nothingToImport' });
  return ok(also.length > 0 ? { ...last, also } : last);

  async function write(part: Part, isFirst: boolean): ReturnType<typeof commitImport> {
    const earlier = isFirst ? null : await earlierOutcome(part.writing, part.id);
    if (earlier) return earlier;
    const lines = new Set(part.plan.entries.map(({ line }) => line));
    const own =
      parts.length === 1
        ? file
        : { ...file, rows: file.rows.filter(({ line }) => lines.has(line)) };
    // What was said of the file, and of one's own code, is said once.
    const said = isFirst ? decisions : { ...decisions, myCodes: [] };
    return commitImport(
      part.writing,
      { id: part.id, file: own, decisions: said, plan: part.plan },
      work.signal,
      work.onProgress,
    );
  }
}
