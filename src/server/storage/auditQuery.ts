import type { AuditQuestion } from './documentStorage.ts';

/**
 * A question to one document, or to all, in SQL. What nobody wrote is named as the partial indexes name it: sqlite
 * takes them for no other words.
 */
export function auditQuery(
  { key, userId, outcome, open, before, limit }: AuditQuestion,
  document?: string,
): { sql: string; values: Record<string, string | number> } {
  const values = Object.entries({ document, key, userId, outcome, before }).filter(
    (pair): pair is [string, string | number] => pair[1] !== undefined,
  );
  const terms = values.map(([name]) => (name === 'before' ? 'id < :before' : `${name} = :${name}`));
  if (open || (outcome && outcome !== 'written')) terms.push(`outcome <> 'written'`);
  if (open) terms.push('settledAt IS NULL');
  const where = terms.length > 0 ? `WHERE ${terms.join(' AND ')}` : '';
  return {
    sql: `SELECT * FROM audit ${where} ORDER BY id DESC LIMIT :limit`,
    values: { ...Object.fromEntries(values), limit },
  };
}
