/**
 * The tables of the data file, version by version. A migration is never edited once people have files made by it:
 * what changes is appended as the next one.
 */

const PRACTICE = `
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
`;

/** Numbers of updates are never used again, not even after a compaction took the last ones: AUTOINCREMENT. */
const DOCUMENTS = `
  CREATE TABLE updates (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL,
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE INDEX updatesOfDocument ON updates (document);

  CREATE TABLE snapshots (
    document TEXT PRIMARY KEY,
    bytes BLOB NOT NULL,
    through INTEGER NOT NULL
  ) STRICT;
`;

/** One index for each way the audit is asked (`auditQuery.ts`): what was not written is little, and what is open less. */
const AUDIT = `
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL,
    map TEXT NOT NULL,
    key TEXT NOT NULL,
    fromValue TEXT,
    toValue TEXT,
    outcome TEXT NOT NULL CHECK (outcome IN ('written', 'refused', 'outrun')),
    reason TEXT,
    userId TEXT NOT NULL,
    onBehalfOf TEXT,
    device TEXT NOT NULL,
    t TEXT NOT NULL,
    at INTEGER NOT NULL,
    settledBy TEXT,
    settledAt INTEGER
  ) STRICT;
  CREATE INDEX auditOfPatient ON audit (key, document);
  CREATE INDEX auditOfDocument ON audit (document);
  CREATE INDEX auditOfUser ON audit (userId);
  CREATE INDEX auditOfUserInDocument ON audit (userId, document);
  CREATE INDEX auditNotWritten ON audit (document) WHERE outcome <> 'written';
  CREATE INDEX auditOpen ON audit (document) WHERE outcome <> 'written' AND settledAt IS NULL;
`;

/** Whatever the program's next mistake is, it cannot rewrite who did what: values may only go, settling is once. */
const AUDIT_STAYS = `
  CREATE TRIGGER auditKeepsEntries BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'The audit is append-only'); END;
  CREATE TRIGGER auditKeepsFacts BEFORE UPDATE OF id, document, map, key, outcome, reason, userId,
    onBehalfOf, device, t, at ON audit
  BEGIN SELECT RAISE(ABORT, 'The audit is append-only'); END;
  CREATE TRIGGER auditOnlyForgets BEFORE UPDATE OF fromValue, toValue ON audit
    WHEN NEW.fromValue IS NOT NULL OR NEW.toValue IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'The audit is append-only'); END;
  CREATE TRIGGER auditSettlesOnce BEFORE UPDATE OF settledBy, settledAt ON audit
    WHEN OLD.settledAt IS NOT NULL OR OLD.outcome = 'written'
  BEGIN SELECT RAISE(ABORT, 'The audit is append-only'); END;
`;

/** What is older than the law of the house wants may go (`SHORTEST_AUDIT_MONTHS`); the file itself keeps the rest. */
const AUDIT_ENDS = `
  DROP TRIGGER auditKeepsEntries;
  CREATE TRIGGER auditKeepsEntries BEFORE DELETE ON audit
    WHEN OLD.at > unixepoch('now', '-24 months') * 1000
  BEGIN SELECT RAISE(ABORT, 'The audit is append-only'); END;
  CREATE INDEX auditByAge ON audit (at);
`;

/** No epoch: the file is new or a copy, and its next opening gives it one. */
const EPOCH = `
  CREATE TABLE history (row INTEGER PRIMARY KEY CHECK (row = 1), epoch TEXT) STRICT;
  INSERT INTO history VALUES (1, NULL);
`;

/** `number` is the order of handing in. What a message says is null once it was sent. */
const MAIL = `
  CREATE TABLE mailSettings (row INTEGER PRIMARY KEY CHECK (row = 1), settings TEXT NOT NULL) STRICT;
  CREATE TABLE outbox (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    recipient TEXT,
    subject TEXT,
    text TEXT,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'uncertain')),
    tries INTEGER NOT NULL,
    lastError TEXT,
    nextTry INTEGER NOT NULL,
    queuedAt INTEGER NOT NULL,
    changedAt INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX outboxQueued ON outbox (nextTry) WHERE state = 'queued';
  CREATE INDEX outboxSending ON outbox (number) WHERE state = 'sending';
`;

/** The migration at place n leads from version n to n + 1. */
export const MIGRATIONS: readonly string[] = [
  PRACTICE,
  DOCUMENTS + AUDIT + AUDIT_STAYS + EPOCH,
  MAIL,
  AUDIT_ENDS,
];
