import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { documentStorageContract } from './documentStorageContract.ts';
import { practiceStorageContract, somePractice } from './practiceStorageContract.ts';
import { openSqliteStorage, type SqliteStorage } from './sqliteStorage.ts';

let folder: string;
const opened: SqliteStorage[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assistiti-storage-'));
});

afterEach(() => {
  for (const storage of opened.splice(0)) storage.close();
  rmSync(folder, { recursive: true });
});

function open(where = join(folder, 'data')): SqliteStorage {
  const result = openSqliteStorage(where);
  if (!result.ok) throw new Error(result.error.kind);
  opened.push(result.value);
  return result.value;
}

describe('sqlite storage', () => {
  practiceStorageContract(open);
  documentStorageContract(open);

  test('finds the practice again after it was closed', () => {
    open().createPractice(somePractice);
    opened.pop()?.close();
    expect(open().readPractice()).toEqual(somePractice);
  });

  test('is refused to a second opener until the first closes', () => {
    open(folder);
    expect(openSqliteStorage(folder)).toEqual({ ok: false, error: { kind: 'inUse' } });
    opened.pop()?.close();
    expect(open(folder).readPractice()).toBeNull();
  });

  test('says that a folder cannot be written', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const place of [file, join(file, 'below')]) {
      expect(openSqliteStorage(place)).toEqual({ ok: false, error: { kind: 'notWritable' } });
    }
  });

  test('says that the file is damaged', () => {
    writeFileSync(join(folder, 'assistiti.sqlite'), 'not a database, '.repeat(100));
    expect(openSqliteStorage(folder)).toEqual({ ok: false, error: { kind: 'damaged' } });
  });

  test('leaves alone what a newer version wrote', () => {
    const newer = new DatabaseSync(join(folder, 'assistiti.sqlite'));
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    expect(openSqliteStorage(folder)).toEqual({ ok: false, error: { kind: 'tooNew' } });
  });
});
