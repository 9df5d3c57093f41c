/** What the server keeps for good. Every implementation passes `practiceStorageContract.ts`. */
import type { Practice } from '#lib/domain/practice.ts';
import type { Result } from '#lib/domain/result.ts';

/** The practice exists already: it is created once, and this is the one that stays. */
export interface AlreadyCreated {
  readonly kind: 'alreadyCreated';
  readonly practice: Practice;
}

export interface PracticeStorage {
  /** The practice, or null on a server nobody has set up yet. */
  readPractice(): Practice | null;
  /** Durable when it returns: what it accepted survives a power cut. */
  createPractice(practice: Practice): Result<Practice, AlreadyCreated>;
  /** Frees what the storage holds, its lock included. No call may follow. */
  close(): void;
}
