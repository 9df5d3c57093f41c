/** A storage whose disk is full for a while, and timers that run when the test says so. */
import type { DocumentStorage } from '#server/storage/documentStorage.ts';
import type { Schedule } from '#server/sync/storing.ts';

export class FailingStorage {
  /** How many appends are still to fail. */
  failures = 0;
  readonly storage: DocumentStorage;

  constructor(storage: DocumentStorage) {
    this.storage = {
      ...storage,
      append: (...given) => {
        if (this.failures > 0) {
          this.failures -= 1;
          throw Object.assign(new Error('disk full'), { code: 'ENOSPC' });
        }
        storage.append(...given);
      },
    };
  }
}

export class Timers {
  readonly pauses: number[] = [];
  readonly #due = new Set<() => void>();

  readonly schedule: Schedule = (run, ms) => {
    this.pauses.push(ms);
    this.#due.add(run);
    return () => this.#due.delete(run);
  };

  get waiting(): number {
    return this.#due.size;
  }

  /** Runs what waits, whatever its pause. */
  run(): void {
    const due = [...this.#due];
    this.#due.clear();
    for (const each of due) each();
  }
}
