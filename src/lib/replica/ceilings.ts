/** The ceiling of the doctor's own list: read from the practice document, written by a command as everything is. */
import { isCeiling, maySetCeiling } from '#lib/domain/ceiling.ts';
import type { Practice } from '#lib/domain/practice.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import type { DocumentCommand } from './command.ts';
import { storageFault } from './databases.ts';
import { practiceDocument } from './documents.ts';
import { ceilingOf } from './practiceColumns.ts';
import type { Replica } from './replica.ts';

export type CeilingRefusal = {
  readonly kind: 'forbidden' | 'notACeiling' | 'storageFull' | 'storageLost';
};

export interface Ceilings {
  read(): Promise<number>;
  /** Resolves once it is safe on this computer. */
  set(ceiling: number): Promise<Result<number, CeilingRefusal>>;
}

export interface CeilingDependencies {
  readonly replica: Replica;
  readonly practice: Practice;
  readonly session: Session;
  /** Id, clock reading and author of a new command. */
  readonly head: () => Pick<DocumentCommand, 'id' | 't' | 'by' | 'byName' | 'at'>;
}

export function createCeilings({
  replica,
  practice,
  session,
  head,
}: CeilingDependencies): Ceilings {
  const doctorId = practice.doctor.id;
  const name = practiceDocument(practice.id);
  const read = async () => ceilingOf(await replica.document(name), doctorId);
  return {
    read,
    async set(ceiling) {
      if (!maySetCeiling(session, doctorId)) return failed({ kind: 'forbidden' });
      if (!isCeiling(ceiling)) return failed({ kind: 'notACeiling' });
      const from = { ceiling: await read() };
      const command: DocumentCommand = {
        ...head(),
        document: name,
        kind: 'edit',
        importId: null,
        writes: [{ map: 'ceilings', key: doctorId, from, to: { ceiling } }],
      };
      try {
        const { saved, shown } = replica.execute([command]);
        await saved;
        await shown;
        return ok(ceiling);
      } catch (error) {
        const fault = storageFault(error);
        if (fault === null) throw error;
        return failed({ kind: fault === 'full' ? 'storageFull' : 'storageLost' });
      }
    },
  };
}
