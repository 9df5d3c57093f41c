/**
 * Our tables in the accounts' file, beside those that better-auth makes for users, passwords and sessions. A
 * migration is never edited once people have files made by it.
 */

const MEMBERS = `
  CREATE TABLE members (
    userId TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    doctorId TEXT,
    worksFor TEXT NOT NULL,
    grants TEXT NOT NULL,
    substitutions TEXT NOT NULL,
    endedAt INTEGER
  ) STRICT;
  CREATE UNIQUE INDEX oneAccountOfADoctor ON members (doctorId)
    WHERE doctorId IS NOT NULL AND endedAt IS NULL;
`;

/** An invitation is open until it is accepted, withdrawn or too old. */
const INVITATIONS = `
  CREATE TABLE invitations (
    id TEXT PRIMARY KEY,
    tokenHash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    doctorId TEXT,
    worksFor TEXT NOT NULL,
    substitution TEXT,
    invitedBy TEXT NOT NULL,
    createdAt INTEGER NOT NULL,
    expiresAt INTEGER NOT NULL,
    closedAt INTEGER
  ) STRICT;
`;

const EVENTS = `
  CREATE TABLE accountEvents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    by TEXT,
    what TEXT NOT NULL,
    whom TEXT,
    details TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER accountEventsStay BEFORE DELETE ON accountEvents
  BEGIN SELECT RAISE(ABORT, 'The audit is append-only'); END;
  CREATE TRIGGER accountEventsStand BEFORE UPDATE ON accountEvents
  BEGIN SELECT RAISE(ABORT, 'The audit is append-only'); END;
`;

/** A link to choose another password: open until it is used, another is made, or it is too old. */
const PASSWORD_LINKS = `
  CREATE TABLE passwordLinks (
    tokenHash TEXT PRIMARY KEY,
    userId TEXT NOT NULL,
    expiresAt INTEGER NOT NULL
  ) STRICT;
`;

/** `secret` signs the cookies: it lives as long as the file, so that a restart signs nobody out. */
const KEYS = `
  CREATE TABLE keys (
    row INTEGER PRIMARY KEY CHECK (row = 1),
    secret TEXT,
    setUpHash TEXT
  ) STRICT;
  INSERT INTO keys VALUES (1, NULL, NULL);
`;

/** The migration at place n leads from version n to n + 1. */
export const ACCOUNT_MIGRATIONS: readonly string[] = [
  MEMBERS + INVITATIONS + EVENTS + KEYS,
  PASSWORD_LINKS,
];
