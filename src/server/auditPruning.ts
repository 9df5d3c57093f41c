/** The audit goes after its time: no older entry is kept for longer than a day. */
import type { Log } from './log.ts';
import type { Timer } from './mail/sender.ts';
import type { DocumentStorage } from './storage/documentStorage.ts';

export interface AuditPruningNeeds {
  readonly storage: Pick<DocumentStorage, 'pruneAudit'>;
  /** How many months an entry stays. */
  readonly months: number;
  readonly clock: () => number;
  readonly timer: Timer;
  readonly log: Log;
}

const DAY_MS = 24 * 60 * 60_000;

/** At once, and every day until what it gives is called. */
export function pruneAuditDaily(needs: AuditPruningNeeds): () => void {
  const { storage, months, clock, timer, log } = needs;
  let callOff = () => {};
  const prune = () => {
    const limit = new Date(clock());
    limit.setUTCMonth(limit.getUTCMonth() - months);
    try {
      storage.pruneAudit(limit.getTime());
    } catch (error) {
      // A disk that is full keeps the old ones for another day.
      log('auditNotPruned', error);
    }
    callOff = timer(prune, DAY_MS);
  };
  prune();
  return () => callOff();
}
