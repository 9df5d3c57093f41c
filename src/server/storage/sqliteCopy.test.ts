import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ssnDocument } from '#lib/replica/documents.ts';
import { someEntry } from '../../../tests/server/someEntry.ts';
import { useStorageFolder } from '../../../tests/server/storageFolder.ts';
import { somePractice } from './practiceStorageContract.ts';
import { DATA_FILE, type SqliteStorage } from './sqliteStorage.ts';

const list = ssnDocument('P1');
const folder = useStorageFolder();

function below(name: string): string {
  const path = join(folder.path, name);
  mkdirSync(path);
  return path;
}

function openFilled(): SqliteStorage {
  const storage = folder.open(below('original'));
  storage.createPractice(somePractice);
  storage.append(list, [Uint8Array.of(1)], [someEntry]);
  return storage;
}

test('a copy opens with all that was there, and an epoch of its own that stays', () => {
  const storage = openFilled();
  const copied = below('copied');
  storage.copyTo(join(copied, DATA_FILE));
  const epoch = storage.epoch();
  storage.append(list, [Uint8Array.of(2)], []);

  const copy = folder.open(copied);
  expect(copy.readPractice()).toEqual(somePractice);
  expect(copy.readDocument(list)?.updates).toEqual([Uint8Array.of(1)]);
  expect(copy.readAudit({ limit: 9 })).toEqual(storage.readAudit({ limit: 9 }));
  expect(copy.epoch()).not.toBe(epoch);
  const epochOfCopy = copy.epoch();

  folder.closeAll();
  expect(folder.open(join(folder.path, 'original')).epoch()).toBe(epoch);
  expect(folder.open(copied).epoch()).toBe(epochOfCopy);
});

test('two servers started from one copy have two epochs', () => {
  const copy = join(folder.path, 'copy.sqlite');
  openFilled().copyTo(copy);
  const epochs = ['first', 'second'].map((name) => {
    const place = below(name);
    copyFileSync(copy, join(place, DATA_FILE));
    return folder.open(place).epoch();
  });
  expect(new Set(epochs).size).toBe(2);
});

test('a copy takes the place of an older one', () => {
  const storage = openFilled();
  const place = below('copied');
  storage.copyTo(join(place, DATA_FILE));
  storage.append(list, [Uint8Array.of(2)], []);
  // What a copying that was cut short left behind.
  writeFileSync(join(place, `${DATA_FILE}.unfinished`), 'half a copy');
  storage.copyTo(join(place, DATA_FILE));
  expect(readdirSync(place)).toEqual([DATA_FILE]);
  expect(folder.open(place).readDocument(list)?.updates).toHaveLength(2);
});

test('a copy that cannot be written throws and leaves nothing, and the original works on', () => {
  const storage = openFilled();
  const place = below('copied');
  mkdirSync(join(place, DATA_FILE));
  expect(() => storage.copyTo(join(place, DATA_FILE))).toThrow();
  expect(() => storage.copyTo(join(folder.path, 'nowhere', DATA_FILE))).toThrow();
  expect(readdirSync(place)).toEqual([DATA_FILE]);
  storage.append(list, [Uint8Array.of(3)], []);
  expect(storage.readDocument(list)?.updates).toHaveLength(2);
});
