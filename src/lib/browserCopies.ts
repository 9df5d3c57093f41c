/** Safety copies as this browser makes, restores and remembers them. */
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { Ledger } from '#lib/replica/ledger.ts';
import type { Copies, LocalSpaceReader } from '#lib/ui/app.ts';
import type { CopyMemoryStore } from './copyMemory.ts';
import type { Line } from './lineToWorker.ts';
import { type Signal, watch } from './watching.ts';
import type { WorkerDesk } from './workerDesk.ts';

export interface CopiesSurroundings {
  readonly line: Line<WorkerDesk>;
  readonly ledger: Ledger;
  readonly memory: CopyMemoryStore;
  /** Something was written in the memory, by this tab or by another. */
  readonly written: Signal;
  /** Something was written in the documents. */
  readonly changes: Signal;
  readonly localSpace: LocalSpaceReader;
  readonly today: () => PlainDate;
}

export function openCopies(surroundings: CopiesSurroundings): Copies {
  const { line, ledger, memory, written, changes, localSpace, today } = surroundings;
  const remember = (change: Parameters<CopyMemoryStore['write']>[0]) => {
    memory.write(change);
    written.send();
  };
  return {
    async makeCopy(passphrase) {
      void localSpace.askToKeep();
      const made = await line.ask((desk) => desk.makeCopy(passphrase));
      if (!made.ok) return made;
      const { bytes, madeAt, lastReading } = made.value;
      remember({ last: { at: madeAt, covers: lastReading } });
      return { ok: true, value: { fileName: `assistiti-copia-${today()}.assistiti`, bytes } };
    },
    openCopy: (file, passphrase) => line.ask((desk) => desk.openCopy(file, passphrase)),
    async restoreCopy() {
      const outcome = await line.ask((desk) => desk.restoreCopy());
      // With nothing else here, the file that was read is a copy of all there is.
      if (outcome.ok && outcome.value.patientsHere === 0) {
        remember({ last: { at: outcome.value.madeAt, covers: await ledger.lastReading() } });
      }
      return outcome;
    },
    closeCopy: () => line.ask((desk) => desk.closeCopy()),
    putOff: () => remember({ quietOn: today() }),
    watch(show) {
      let newest: string | null = null;
      const tell = () => {
        const { last, quietOn } = memory.read();
        const changedSince = newest !== null && (last === null || newest > (last.covers ?? ''));
        show({ lastAt: last?.at ?? null, changedSince, quietToday: quietOn === today() });
      };
      const stopMemory = written.listen(tell);
      const stopLedger = watch(
        changes,
        () => ledger.lastReading(),
        (reading) => {
          newest = reading;
          tell();
        },
      );
      return () => {
        stopMemory();
        stopLedger();
      };
    },
  };
}
