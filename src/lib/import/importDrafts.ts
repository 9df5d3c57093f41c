/**
 * An import that was begun and not confirmed: the file, how it is read and what was decided, kept on this computer
 * until it is confirmed, thrown away, or a week old. One for each thing a file is imported for.
 */
import type { ImportKind } from '#lib/domain/importKind.ts';
import { storageFault } from '#lib/replica/databases.ts';
import type { Ledger } from '#lib/replica/ledger.ts';
import type { ImportDraft } from './importDesk.ts';
import type { OpenFile } from './openFile.ts';
import type { ImportDecisions } from './plan.ts';

const WEEK_MS = 7 * 24 * 60 * 60_000;

type StoredFile = Pick<ImportDraft, 'fileName' | 'bytes'>;
type StoredState = Pick<ImportDraft, 'choices' | 'decisions' | 'at'>;

export interface ImportDrafts {
  /** Nothing waits for it: a draft is a comfort, and a full disk is told where it matters. */
  keepFile(file: OpenFile, decisions: ImportDecisions): Promise<unknown>;
  /** What was decided since; the file is not written again. */
  keepDecisions(file: OpenFile, decisions: ImportDecisions): Promise<unknown>;
  find(kind: ImportKind): Promise<ImportDraft | null>;
  drop(kind: ImportKind): Promise<unknown>;
}

export function openImportDrafts({ drafts }: Ledger, now: () => number): ImportDrafts {
  const fileKey = (kind: ImportKind) => `${kind} file`;
  const stateKey = (kind: ImportKind) => `${kind} state`;

  /** Null where the store cannot be reached. */
  async function leniently<Answer>(work: () => PromiseLike<Answer>): Promise<Answer | null> {
    try {
      return await work();
    } catch (error) {
      if (storageFault(error) === null) throw error;
      return null;
    }
  }

  function stateRow({ choices }: OpenFile, decisions: ImportDecisions) {
    const value: StoredState = { choices, decisions, at: now() };
    return { key: stateKey(decisions.kind), value };
  }

  const drop = (kind: ImportKind) =>
    leniently(() => Promise.all([fileKey(kind), stateKey(kind)].map((key) => drafts.delete(key))));

  return {
    keepFile(file, decisions) {
      const value: StoredFile = { fileName: file.fileName, bytes: file.bytes };
      const fileRow = { key: fileKey(decisions.kind), value };
      const rows = [fileRow, stateRow(file, decisions)];
      return leniently(() => Promise.all(rows.map((row) => drafts.put(row))));
    },
    keepDecisions: (file, decisions) => leniently(() => drafts.put(stateRow(file, decisions))),
    async find(kind) {
      const parts = await leniently(() => drafts.bulkGet([fileKey(kind), stateKey(kind)]));
      const [file, state] = parts ?? [];
      if (!file || !state) return null;
      const draft = { ...(file.value as StoredFile), ...(state.value as StoredState) };
      if (now() - draft.at < WEEK_MS) return draft;
      await drop(kind);
      return null;
    },
    drop,
  };
}
