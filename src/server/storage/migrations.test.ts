import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { ssnDocument } from '#lib/replica/documents.ts';
import { someEntry } from '../../../tests/server/someEntry.ts';
import { useStorageFolder } from '../../../tests/server/storageFolder.ts';
import { MIGRATIONS } from './migrations.ts';
import { somePractice } from './practiceStorageContract.ts';
import { openSqliteFile } from './sqliteFile.ts';
import { practiceOn } from './sqlitePractice.ts';
import { DATA_FILE } from './sqliteStorage.ts';

const folder = useStorageFolder();

test('a file of the first version opens with its practice, and takes documents', () => {
  const old = openSqliteFile(folder.path, DATA_FILE, MIGRATIONS.slice(0, 1));
  if (!old.ok) throw new Error(old.error.kind);
  expect(old.value.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
  practiceOn(old.value).createPractice(somePractice);
  old.value.close();

  const storage = folder.open();
  expect(storage.readPractice()).toEqual(somePractice);
  storage.append(ssnDocument('P1'), [Uint8Array.of(1)], [someEntry]);
  const epoch = storage.epoch();
  folder.closeAll();
  const again = folder.open();
  expect(again.readDocument(ssnDocument('P1'))?.updates).toEqual([Uint8Array.of(1)]);
  expect(again.epoch()).toBe(epoch);
});

test.each([
  ['an entry taken out', 'DELETE FROM audit'],
  ['another author', `UPDATE audit SET userId = 'ada'`],
  ['another outcome', `UPDATE audit SET outcome = 'written'`],
  ['another value', `UPDATE audit SET toValue = '{}'`],
  ['a written value settled', `UPDATE audit SET settledAt = 1 WHERE outcome = 'written'`],
  ['a second settling', 'UPDATE audit SET settledAt = 2 WHERE settledAt IS NOT NULL'],
])('the file itself refuses %s', (_, sql) => {
  const storage = folder.open();
  // Of today: what is older than two years may go.
  const young = { ...someEntry, at: Date.now() };
  storage.append(ssnDocument('P1'), [], [young, { ...young, outcome: 'refused' }]);
  const [refused] = storage.readAudit({ open: true, limit: 1 });
  storage.settle(refused?.id ?? 0, 'ada', 1);
  const before = storage.readAudit({ limit: 9 });
  folder.closeAll();

  const file = new DatabaseSync(join(folder.path, DATA_FILE));
  expect(() => file.exec(sql)).toThrow('The audit is append-only');
  file.close();
  expect(folder.open().readAudit({ limit: 9 })).toEqual(before);
});

test('whatever it is asked, the file keeps the last 24 months', () => {
  const storage = folder.open();
  const now = Date.now();
  const at = (days: number) => ({ ...someEntry, at: now - days * 24 * 60 * 60_000 });
  storage.append(ssnDocument('P1'), [], [at(720), at(740)]);
  expect(() => storage.pruneAudit(now)).toThrow('The audit is append-only');
  expect(storage.readAudit({ limit: 9 })).toHaveLength(2);
  expect(storage.pruneAudit(now - 735 * 24 * 60 * 60_000)).toBe(1);
});
