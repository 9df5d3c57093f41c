import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SyncFacts, syncStatus } from './syncStatus.ts';

const QUIET: SyncFacts = {
  isOnline: true,
  lostAt: null,
  confirmedAt: 1000,
  isConfirmed: true,
  changes: 0,
  progress: null,
  needs: null,
  refused: 0,
  isStorageWell: true,
};

const instant = fc.option(fc.integer({ min: 1, max: 10_000 }));
const anyFacts: fc.Arbitrary<SyncFacts> = fc.record({
  isOnline: fc.boolean(),
  lostAt: instant,
  confirmedAt: instant,
  isConfirmed: fc.boolean(),
  changes: fc.nat({ max: 3 }),
  progress: fc.option(fc.constant({ documents: 1, ofDocuments: 2, rows: 3, ofRows: 4 })),
  needs: fc.option(fc.constantFrom('signIn' as const, 'update' as const)),
  refused: fc.nat({ max: 2 }),
  isStorageWell: fc.boolean(),
});

test('`Sincronizzato` is never said while anything speaks against it', () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const status = syncStatus(facts);
      const isAllThere =
        facts.isOnline && facts.isConfirmed && facts.changes === 0 && facts.progress === null;
      const isWell = facts.needs === null && facts.refused === 0 && facts.isStorageWell;
      const isSynced = isAllThere && isWell && facts.confirmedAt !== null;
      expect(status.kind === 'synced').toBe(isSynced);
    }),
    { seed: 20261126 },
  );
});

test.each<[string, Partial<SyncFacts>, object]>([
  ['nothing is known of a server', { isOnline: false, confirmedAt: null }, { kind: 'savedHere' }],
  [
    'the network went',
    { isOnline: false, lostAt: 2000, changes: 3 },
    { kind: 'offline', since: 2000, changes: 3 },
  ],
  [
    'there was none since the start',
    { isOnline: false },
    { kind: 'offline', since: 1000, changes: 0 },
  ],
  ['changes are on their way', { changes: 2 }, { kind: 'sending', changes: 2, progress: null }],
  [
    'the server has not said so',
    { isConfirmed: false },
    { kind: 'sending', changes: 0, progress: null },
  ],
  [
    'the session ended',
    { needs: 'signIn', isOnline: false },
    { kind: 'actionNeeded', action: 'signIn', changes: 0 },
  ],
  [
    'something came back',
    { refused: 1, changes: 1 },
    { kind: 'actionNeeded', action: 'refused', changes: 1 },
  ],
  [
    'the disk is full',
    { isStorageWell: false },
    { kind: 'actionNeeded', action: 'storage', changes: 0 },
  ],
  ['all is there', {}, { kind: 'synced', at: 1000 }],
])('%s', (_, facts, status) => {
  expect(syncStatus({ ...QUIET, ...facts })).toEqual(status);
});
