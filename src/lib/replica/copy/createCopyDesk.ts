/** Makes safety copies and takes them in again, in the worker. Nothing is written before a copy is checked whole. */
import type * as Y from 'yjs';
import type { Practice } from '#lib/domain/practice.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { patientIdsOf, patientOf } from '../columns.ts';
import { storageFault } from '../databases.ts';
import { type DocumentName, documentKind, rootMaps } from '../documents.ts';
import type { Ledger } from '../ledger.ts';
import type { Replica } from '../replica.ts';
import { type CopyContent, encodeContent } from './copyContent.ts';
import type { CopyDesk, CopyPreview, RestoreFailure } from './copyDesk.ts';
import { mergeCopy } from './mergeCopy.ts';
import { readCopy } from './readCopy.ts';
import { type Bytes, type Sealing, sealFile } from './sealedFile.ts';

export interface CopyDeskDependencies {
  readonly replica: Replica;
  readonly ledger: Ledger;
  readonly practice: Practice;
  /** Whose stores these are. */
  readonly user: string;
  /** What a copy holds: the practice and every list that is open here. */
  readonly documents: () => readonly DocumentName[];
  readonly sealing: Sealing;
  readonly now: () => number;
  /** Bytes still free for this origin; null when the browser does not say. */
  readonly spaceLeft: () => Promise<number | null>;
}

/** Restored content is stored as checkpoint, Yjs copy, history and rows. */
const SPACE_PER_BYTE = 4;

export function createCopyDesk(dependencies: CopyDeskDependencies): CopyDesk {
  const { replica, ledger, practice, user, sealing, now, spaceLeft } = dependencies;
  let opened: { readonly content: CopyContent; readonly unpacked: number } | null = null;

  const gather = () =>
    replica.atRest(async (): Promise<{ content: CopyContent; packed: Bytes }> => {
      const names = dependencies.documents();
      const held: ReadonlySet<string> = new Set(names);
      const content: CopyContent = {
        practice,
        userId: user,
        madeAt: now(),
        lastReading: await ledger.lastReading(),
        documents: await Promise.all(
          names.map(async (name) => ({ name, document: await replica.document(name) })),
        ),
        history: (await ledger.history.toArray()).filter(({ document }) => held.has(document)),
        reports: await ledger.reports.toArray(),
      };
      return { content, packed: await encodeContent(content) };
    });

  async function previewOf(content: CopyContent): Promise<CopyPreview> {
    const totals = {
      patients: 0,
      imports: 0,
      patientsHere: 0,
      onlyHere: 0,
      added: 0,
      updated: 0,
      keptNewer: 0,
    };
    for (const { name, document } of content.documents) {
      const kind = documentKind(name);
      if (kind === null || kind === 'practice') continue;
      const here = await replica.document(name);
      const merged = mergeCopy(here, document, rootMaps(kind));
      const [inCopy, present] = [patients(document, name), patients(here, name)];
      totals.patients += inCopy.size;
      totals.imports += document.getMap('imports').size;
      totals.patientsHere += present.size;
      totals.onlyHere += present.difference(inCopy).size;
      totals.added += patients(merged.document, name).difference(present).size;
      totals.updated += present.intersection(merged.newerInCopy).size;
      totals.keptNewer += present.intersection(merged.newerHere).size;
    }
    return { madeAt: content.madeAt, practiceName: content.practice.name, ...totals };
  }

  return {
    async makeCopy(passphrase) {
      try {
        const { content, packed } = await gather();
        const bytes = await sealFile(packed, passphrase, sealing);
        return ok({ bytes, madeAt: content.madeAt, lastReading: content.lastReading });
      } catch (error) {
        return failed(failureOf(error));
      }
    },
    async openCopy(file, passphrase) {
      opened = null;
      const bytes = new Uint8Array(await file.arrayBuffer());
      const read = await readCopy(bytes, passphrase, sealing.subtle);
      if (!read.ok) return read;
      const content = read.value;
      if (content.practice.id !== practice.id || content.userId !== user) {
        return failed({ kind: 'otherPractice' });
      }
      const unpacked = content.history.length === 0 ? 0 : JSON.stringify(content.history).length;
      opened = { content, unpacked: unpacked + bytes.length };
      return ok(await previewOf(content));
    },
    async restoreCopy(): Promise<Result<CopyPreview, RestoreFailure>> {
      if (!opened) return failed({ kind: 'notOpen' });
      const { content, unpacked } = opened;
      const free = await spaceLeft();
      if (free !== null && free < unpacked * SPACE_PER_BYTE) {
        return failed({ kind: 'storageFull' });
      }
      try {
        const preview = await previewOf(content);
        await replica.restore(content);
        opened = null;
        return ok(preview);
      } catch (error) {
        return failed(failureOf(error));
      }
    },
    async closeCopy() {
      opened = null;
    },
  };
}

function patients(document: Y.Doc, name: DocumentName): Set<string> {
  return new Set(patientIdsOf(document).filter((id) => patientOf(document, name, id) !== null));
}

/** Faults of the store are outcomes the user hears of; anything else is a bug and is thrown. */
function failureOf(error: unknown): RestoreFailure {
  switch (storageFault(error)) {
    case 'full':
      return { kind: 'storageFull' };
    case 'lost':
      return { kind: 'storageLost' };
    case null:
      throw error;
  }
}
