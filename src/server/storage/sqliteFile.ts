/**
 * A sqlite file of the data folder, opened for this process alone.
 *
 * The file is locked by the operating system for as long as it is open (`locking_mode=EXCLUSIVE`), so two servers
 * never share a folder, and a killed one leaves it free. A commit is on the disk when it returns
 * (`synchronous=FULL`), the whole file is checked before the first request is served, and what is deleted is
 * overwritten (`secure_delete`), because it may be an erased patient's.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { openFailureOf, type OpenFailure } from './openFailure.ts';
import { inTransaction } from './transaction.ts';

/** An import of a whole list in one transaction fits: with sqlite's 2 MB it takes twice the time. */
const CACHE_KIB = 64 * 1024;

/** Opens a file of a folder, which is made when it is not there, and brings its tables up to the last migration. */
export function openSqliteFile(
  folder: string,
  name: string,
  migrations: readonly string[],
): Result<DatabaseSync, OpenFailure> {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    database = new DatabaseSync(join(folder, name));
    const refusal = prepare(database, migrations);
    if (!refusal) return ok(database);
    database.close();
    return failed(refusal);
  } catch (error) {
    if (database?.isOpen) database.close();
    return failed(openFailureOf(error));
  }
}

function prepare(database: DatabaseSync, migrations: readonly string[]): OpenFailure | null {
  database.exec(
    'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;',
  );
  database.exec(`PRAGMA secure_delete = ON; PRAGMA cache_size = -${CACHE_KIB};`);
  database.exec('BEGIN EXCLUSIVE; COMMIT;');
  // Without the match of indexes with their tables, which takes ten times as long: 11 s at a million audit entries.
  const check = database.prepare('PRAGMA quick_check(1)').get();
  if (check?.quick_check !== 'ok') return { kind: 'damaged' };
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (version > migrations.length) return { kind: 'tooNew' };
  if (version < migrations.length)
    inTransaction(database, () => {
      for (const migration of migrations.slice(version)) database.exec(migration);
      database.exec(`PRAGMA user_version = ${migrations.length}`);
    });
  return null;
}
