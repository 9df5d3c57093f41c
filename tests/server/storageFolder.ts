/** A temporary folder for the storages of one test file, each of which is closed with its test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { openSqliteStorage, type SqliteStorage } from '#server/storage/sqliteStorage.ts';

export interface StorageFolder {
  readonly path: string;
  /** Opens the storage of a folder, of `path` itself when none is named. Throws where it is refused. */
  open(folder?: string): SqliteStorage;
  closeAll(): void;
}

export function useStorageFolder(): StorageFolder {
  const opened: SqliteStorage[] = [];
  let path = '';
  const closeAll = () => {
    for (const storage of opened.splice(0)) storage.close();
  };
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'assistiti-storage-'));
  });
  afterEach(() => {
    closeAll();
    rmSync(path, { recursive: true });
  });
  return {
    get path() {
      return path;
    },
    open(folder = path) {
      const result = openSqliteStorage(folder);
      if (!result.ok) throw new Error(result.error.kind);
      opened.push(result.value);
      return result.value;
    },
    closeAll,
  };
}
