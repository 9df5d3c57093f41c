import { expect, test } from 'vitest';
import { ssnDocument } from '#lib/replica/documents.ts';
import { someEntry } from '../../../tests/server/someEntry.ts';
import { useStorageFolder } from '../../../tests/server/storageFolder.ts';
import { MIGRATIONS } from './migrations.ts';
import { openSqliteFile } from './sqliteFile.ts';
import { DATA_FILE, sqliteStorageOn } from './sqliteStorage.ts';

const list = ssnDocument('P1');
const large = new Uint8Array(100_000).fill(7);
const folder = useStorageFolder();

/** A limit of sqlite's own stands for the disk: it fails the same write with the same code, everywhere. */
test('a full disk fails the append as a whole, and the next one after space is freed works', () => {
  const file = openSqliteFile(folder.path, DATA_FILE, MIGRATIONS);
  if (!file.ok) throw new Error(file.error.kind);
  const storage = sqliteStorageOn(file.value);
  storage.append(list, [Uint8Array.of(1)], [someEntry]);
  const before = storage.readDocument(list);

  file.value.exec('PRAGMA max_page_count = 30');
  for (let tries = 0; tries < 3; tries++)
    expect(() => storage.append(list, [Uint8Array.of(2), large], [someEntry])).toThrow(
      expect.objectContaining({ errcode: 13 }),
    );
  expect(storage.readDocument(list)).toEqual(before);
  expect(storage.readAudit({ limit: 9 })).toHaveLength(1);
  expect(() => storage.compact(list, large, before?.through ?? 0)).toThrow();
  expect(storage.readDocument(list)).toEqual(before);

  file.value.exec('PRAGMA max_page_count = 1000000');
  storage.append(list, [large], [someEntry]);
  storage.close();
  const again = folder.open();
  expect(again.readDocument(list)?.updates).toEqual([Uint8Array.of(1), large]);
  expect(again.readAudit({ limit: 9 })).toHaveLength(2);
});
