/** The storage in one sqlite file of the data folder, over one connection. */
import type { DatabaseSync } from 'node:sqlite';
import { ok, type Result } from '#lib/domain/result.ts';
import { mailOn } from '#server/mail/sqliteMail.ts';
import { MIGRATIONS } from './migrations.ts';
import type { OpenFailure } from './openFailure.ts';
import { auditOn } from './sqliteAudit.ts';
import { epochOf, writeCopy } from './sqliteCopy.ts';
import { openSqliteFile } from './sqliteFile.ts';
import { practiceOn } from './sqlitePractice.ts';
import { updateLogOn } from './sqliteUpdateLog.ts';
import type { ServerStorage } from './storage.ts';
import { inTransaction } from './transaction.ts';

export type { OpenFailure } from './openFailure.ts';

/** Its name in the data folder. */
export const DATA_FILE = 'assistiti.sqlite';

export interface SqliteStorage extends ServerStorage {
  /**
   * Writes all of it, as it stands, into another file, which opens as `DATA_FILE` of another data folder with an
   * epoch of its own. An older file of that name is replaced in one step. The server answers nobody meanwhile. Throws
   * when the file cannot be written. Only a copy made here is known as one: who copies the file with the system's
   * tools gets the same epoch twice, and desktops that saw the original trust the copy as if it were.
   */
  copyTo(file: string): void;
}

/** Opens the storage of a data folder, which is made when it is not there. */
export function openSqliteStorage(folder: string): Result<SqliteStorage, OpenFailure> {
  const opened = openSqliteFile(folder, DATA_FILE, MIGRATIONS);
  return opened.ok ? ok(sqliteStorageOn(opened.value)) : opened;
}

/** The storage of a file that is open and up to date. */
export function sqliteStorageOn(database: DatabaseSync): SqliteStorage {
  const epoch = epochOf(database);
  const log = updateLogOn(database);
  const { add: addToAudit, ...audit } = auditOn(database);
  return {
    ...practiceOn(database),
    ...mailOn(database),
    ...audit,
    readDocument: log.read,
    documentNames: log.names,
    append(document, updates, entries) {
      inTransaction(database, () => {
        for (const update of updates) log.add(document, update);
        for (const entry of entries) addToAudit(entry);
      });
    },
    compact(document, snapshot, through) {
      inTransaction(database, () => log.replace(document, snapshot, through));
    },
    epoch: () => epoch,
    copyTo: (file) => writeCopy(database, file),
    close: () => database.close(),
  };
}
