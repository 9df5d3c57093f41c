/**
 * The storage in one sqlite file of the data folder.
 *
 * The file is locked by the operating system for as long as it is open (`locking_mode=EXCLUSIVE`), so two servers
 * never share a folder, and a killed one leaves it free. A commit is on the disk when it returns
 * (`synchronous=FULL`), and the whole file is checked before the first request is served.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Practice } from '#lib/domain/practice.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import type { PracticeStorage } from './practiceStorage.ts';

/**
 * Why a data folder cannot be opened: another server has it; it cannot be made or written; its content is not
 * sound; a newer version of the program wrote it.
 */
export type OpenFailure = { readonly kind: 'inUse' | 'notWritable' | 'damaged' | 'tooNew' };

const FILE = 'assistiti.sqlite';
const SCHEMA_VERSION = 1;
const SCHEMA = `
  CREATE TABLE practice (
    row INTEGER PRIMARY KEY CHECK (row = 1),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    idSecret TEXT NOT NULL,
    createdAt INTEGER NOT NULL,
    doctorId TEXT NOT NULL,
    firstName TEXT NOT NULL,
    lastName TEXT NOT NULL,
    doctorCode TEXT NOT NULL,
    panelId TEXT NOT NULL
  ) STRICT;
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** Opens the storage of a data folder, which is made when it is not there. */
export function openSqliteStorage(folder: string): Result<PracticeStorage, OpenFailure> {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    database = new DatabaseSync(join(folder, FILE));
    const refusal = prepare(database);
    if (!refusal) return ok(storageOn(database));
    database.close();
    return failed(refusal);
  } catch (error) {
    if (database?.isOpen) database.close();
    return failed(failureOf(error));
  }
}

function prepare(database: DatabaseSync): OpenFailure | null {
  database.exec(
    'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;',
  );
  database.exec('BEGIN EXCLUSIVE; COMMIT;');
  const check = database.prepare('PRAGMA integrity_check(1)').get();
  if (check?.integrity_check !== 'ok') return { kind: 'damaged' };
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (version > SCHEMA_VERSION) return { kind: 'tooNew' };
  if (version === 0) database.exec(`BEGIN; ${SCHEMA} COMMIT;`);
  return null;
}

function storageOn(database: DatabaseSync): PracticeStorage {
  const select = database.prepare('SELECT * FROM practice');
  const insert = database.prepare(
    `INSERT INTO practice VALUES (1, :id, :name, :idSecret, :createdAt, :doctorId, :firstName, :lastName,
       :doctorCode, :panelId) ON CONFLICT DO NOTHING`,
  );
  const readPractice = (): Practice | null => {
    const row = select.get();
    return row ? practiceOf(row) : null;
  };

  return {
    readPractice,
    createPractice(practice) {
      const { doctor, ...fields } = practice;
      const { id: doctorId, ...names } = doctor;
      const { changes } = insert.run({ ...fields, doctorId, ...names });
      if (changes === 1) return ok(practice);
      const existing = readPractice();
      if (!existing) throw new Error('The practice was refused by an empty table');
      return failed({ kind: 'alreadyCreated', practice: existing });
    },
    close: () => database.close(),
  };
}

const StoredRow = z.object({
  id: z.string(),
  name: z.string(),
  idSecret: z.string(),
  createdAt: z.number(),
  doctorId: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  doctorCode: z.string(),
  panelId: z.string(),
});

function practiceOf(row: unknown): Practice {
  const { doctorId, firstName, lastName, doctorCode, ...fields } = StoredRow.parse(row);
  return { ...fields, doctor: { id: doctorId, firstName, lastName, doctorCode } };
}

/** sqlite's result codes (the low byte of an extended code) that have a meaning for whoever started the server. */
const FAILURES: Readonly<Record<number, OpenFailure['kind']>> = {
  5: 'inUse',
  8: 'notWritable',
  10: 'notWritable',
  11: 'damaged',
  13: 'notWritable',
  14: 'notWritable',
  26: 'damaged',
};

/** File-system refusals of `mkdir`. */
const REFUSED = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'ENOSPC',
  'ENOENT',
  'EINVAL',
]);

function failureOf(error: unknown): OpenFailure {
  const { code, errcode } = error as { code?: string; errcode?: number };
  const kind = errcode === undefined ? undefined : FAILURES[errcode & 0xff];
  if (kind) return { kind };
  if (code !== undefined && REFUSED.has(code)) return { kind: 'notWritable' };
  throw error;
}
