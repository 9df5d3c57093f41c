/** How long the bin keeps a patient before the erasure: a setting of the practice, in its document. */
import type * as Y from 'yjs';
import { DEFAULT_RETENTION, isRetention } from '#lib/domain/bin.ts';
import { type Result, failed, ok } from '#lib/domain/result.ts';
import { type Session, isDoctorOfPractice } from '#lib/domain/session.ts';
import type { CommandHead } from './author.ts';
import type { DocumentCommand } from './command.ts';
import { storageFault } from './databases.ts';
import { practiceDocument } from './documents.ts';
import type { Replica } from './replica.ts';

export type RetentionRefusal = {
  readonly kind: 'forbidden' | 'notARetention' | 'storageFull' | 'storageLost';
};

export interface BinRetention {
  /** Days. */
  read(): Promise<number>;
  /** Resolves once it is safe on this computer. */
  set(days: number): Promise<Result<number, RetentionRefusal>>;
}

export interface BinRetentionDependencies {
  readonly replica: Replica;
  readonly practice: { readonly id: string };
  readonly session: Session;
  readonly head: () => CommandHead;
}

const KEY = 'bin';

interface BinSetting {
  readonly retention: number;
}

export function createBinRetention({
  replica,
  practice,
  session,
  head,
}: BinRetentionDependencies): BinRetention {
  const name = practiceDocument(practice.id);
  const read = async () => retentionOf(await replica.document(name));
  return {
    read,
    async set(days) {
      if (!isDoctorOfPractice(session)) return failed({ kind: 'forbidden' });
      if (!isRetention(days)) return failed({ kind: 'notARetention' });
      const from: BinSetting = { retention: await read() };
      const to: BinSetting = { retention: days };
      const command: DocumentCommand = {
        ...head(),
        document: name,
        kind: 'edit',
        importId: null,
        writes: [{ map: 'settings', key: KEY, from, to }],
      };
      try {
        const { saved, shown } = replica.execute([command]);
        await saved;
        await shown;
        return ok(days);
      } catch (error) {
        const fault = storageFault(error);
        if (fault === null) throw error;
        return failed({ kind: fault === 'full' ? 'storageFull' : 'storageLost' });
      }
    },
  };
}

function retentionOf(practice: Y.Doc): number {
  return practice.getMap<BinSetting>('settings').get(KEY)?.retention ?? DEFAULT_RETENTION;
}
