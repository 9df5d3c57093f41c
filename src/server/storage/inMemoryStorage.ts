/** The storage without a disk, for tests. */
import type { Practice } from '#lib/domain/practice.ts';
import type { PracticeStorage } from './practiceStorage.ts';

export function createInMemoryStorage(): PracticeStorage {
  let stored: Practice | null = null;
  return {
    readPractice: () => stored,
    createPractice(practice) {
      if (stored) return { ok: false, error: { kind: 'alreadyCreated', practice: stored } };
      stored = structuredClone(practice);
      return { ok: true, value: stored };
    },
    close() {},
  };
}
