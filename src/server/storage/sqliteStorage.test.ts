import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { mailStorageContract } from '#server/mail/mailStorageContract.ts';
import { useStorageFolder } from '../../../tests/server/storageFolder.ts';
import { documentStorageContract } from './documentStorageContract.ts';
import { practiceStorageContract, somePractice } from './practiceStorageContract.ts';
import { DATA_FILE, openSqliteStorage } from './sqliteStorage.ts';

const folder = useStorageFolder();
const openEmpty = () => folder.open(join(folder.path, 'data'));

describe('sqlite storage', () => {
  practiceStorageContract(openEmpty);
  documentStorageContract(openEmpty);
  mailStorageContract(openEmpty);

  test('finds the practice again after it was closed', () => {
    folder.open().createPractice(somePractice);
    folder.closeAll();
    expect(folder.open().readPractice()).toEqual(somePractice);
  });

  test('is refused to a second opener until the first closes', () => {
    folder.open();
    expect(openSqliteStorage(folder.path)).toEqual({ ok: false, error: { kind: 'inUse' } });
    folder.closeAll();
    expect(folder.open().readPractice()).toBeNull();
  });

  test('says that a folder cannot be written', () => {
    const file = join(folder.path, 'file');
    writeFileSync(file, '');
    for (const place of [file, join(file, 'below')]) {
      expect(openSqliteStorage(place)).toEqual({ ok: false, error: { kind: 'notWritable' } });
    }
  });

  test('says that the file is damaged', () => {
    writeFileSync(join(folder.path, DATA_FILE), 'not a database, '.repeat(100));
    expect(openSqliteStorage(folder.path)).toEqual({ ok: false, error: { kind: 'damaged' } });
  });

  test('leaves alone what a newer version wrote', () => {
    const newer = new DatabaseSync(join(folder.path, DATA_FILE));
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    expect(openSqliteStorage(folder.path)).toEqual({ ok: false, error: { kind: 'tooNew' } });
  });
});
