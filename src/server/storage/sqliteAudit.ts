/** The audit in sqlite. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { AuditEntry, DocumentStorage } from './documentStorage.ts';
import { auditEntryOf, auditRowOf, StoredAuditRow } from './auditRow.ts';
import { auditQuery } from './auditQuery.ts';

type AuditStorage = Pick<
  DocumentStorage,
  'readAudit' | 'lastWritten' | 'settle' | 'pruneAudit' | 'forget'
> & {
  /** The caller opens the transaction. */
  add(entry: AuditEntry): void;
};

export function auditOn(database: DatabaseSync): AuditStorage {
  const insert = database.prepare(
    `INSERT INTO audit (document, map, key, fromValue, toValue, outcome, reason, userId, onBehalfOf, device, t, at)
       VALUES (:document, :map, :key, :fromValue, :toValue, :outcome, :reason, :userId, :onBehalfOf, :device, :t, :at)`,
  );
  const selectLast = database.prepare(
    `SELECT * FROM audit INDEXED BY auditOfPatient WHERE key = ? AND document = ? AND map = ? AND outcome = 'written'
       ORDER BY id DESC LIMIT 1`,
  );
  const settleOne = database.prepare(
    `UPDATE audit SET settledBy = ?, settledAt = ?
       WHERE id = ? AND outcome <> 'written' AND settledAt IS NULL`,
  );
  const forgetValues = database.prepare(
    'UPDATE audit SET fromValue = NULL, toValue = NULL WHERE key = ? AND document = ?',
  );

  const prune = database.prepare(
    `DELETE FROM audit WHERE at < ? AND (outcome = 'written' OR settledAt IS NOT NULL)`,
  );

  const prepared = new Map<string, StatementSync>();
  const prepareOnce = (sql: string): StatementSync => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };

  return {
    add: (entry) => void insert.run(auditRowOf(entry)),
    readAudit(question) {
      const { documents, limit } = question;
      const ask = (document?: string) => {
        const { sql, values } = auditQuery(question, document);
        return StoredAuditRow.array().parse(prepareOnce(sql).all(values));
      };
      // One by one, each along its index and no further than the limit: with IN, sqlite would sort all they have.
      const rows = documents ? [...new Set(documents)].flatMap(ask) : ask();
      return rows
        .sort((a, b) => b.id - a.id)
        .slice(0, limit)
        .map(auditEntryOf);
    },
    lastWritten(document, map, key) {
      const row = StoredAuditRow.optional().parse(selectLast.get(key, document, map));
      return row ? auditEntryOf(row) : null;
    },
    settle: (id, by, at) => settleOne.run(by, at, id).changes === 1,
    pruneAudit: (before) => Number(prune.run(before).changes),
    forget: (document, key) => void forgetValues.run(key, document),
  };
}
