import type { AuditQuestion } from './documentStorage.ts';

export interface AuditQuery {
  readonly sql: string;
  readonly values: Record<string, string | number>;
}

/** A question to one document, or to all of them, in SQL. */
export function auditQuery(question: AuditQuestion, document?: string): AuditQuery {
  const { key, userId, outcome, open, before, limit } = question;
  const values = Object.entries({ document, key, userId, outcome, before }).filter(
    (pair): pair is [string, string | number] => pair[1] !== undefined,
  );
  const terms = values.map(([name]) => (name === 'before' ? 'id < :before' : `${name} = :${name}`));
  // In the words of the partial indexes: sqlite takes them for no others.
  if (isNotWritten(question)) terms.push(`outcome <> 'written'`);
  if (open) terms.push('settledAt IS NULL');
  const where = terms.length > 0 ? `WHERE ${terms.join(' AND ')}` : '';
  return {
    sql: `SELECT * FROM audit ${indexFor(question, document)} ${where} ORDER BY id DESC LIMIT :limit`,
    values: { ...Object.fromEntries(values), limit },
  };
}

function isNotWritten({ outcome, open }: AuditQuestion): boolean {
  return open === true || (outcome !== undefined && outcome !== 'written');
}

/**
 * The index that leaves least to read, named because sqlite guesses: for a patient in a document it read the whole
 * document, 2.5 s at a million entries.
 */
function indexFor(question: AuditQuestion, document?: string): string {
  if (question.key !== undefined) return 'INDEXED BY auditOfPatient';
  if (question.open) return 'INDEXED BY auditOpen';
  if (isNotWritten(question)) return 'INDEXED BY auditNotWritten';
  if (question.userId !== undefined)
    return `INDEXED BY ${document === undefined ? 'auditOfUser' : 'auditOfUserInDocument'}`;
  return document === undefined ? '' : 'INDEXED BY auditOfDocument';
}
