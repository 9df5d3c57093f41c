/** The audit in words. */
import type { AuditLine } from '#lib/accounts/audit.ts';
import { valueOf } from '#lib/domain/change.ts';
import { COLUMNS, type Cell, type Column } from '#lib/domain/patient.ts';
import type { Change } from '#lib/domain/change.ts';
import { type FieldLine, fieldLines } from './history.ts';

export function outcomeText(outcome: AuditLine['outcome']): string | null {
  switch (outcome) {
    case 'written':
      return null;
    case 'refused':
      return 'rifiutata';
    case 'outrun':
      return 'superata da una più recente';
  }
}

/** What changed, field by field; nothing for what is no column of a patient, or whose values were forgotten. */
export function auditFields({ map, key, from, to }: AuditLine): FieldLine[] {
  if (!isColumn(map)) return [];
  const change = { patient: key, column: map, from: plain(from), to: plain(to) } as Change;
  return fieldLines(change);
}

function plain(value: AuditLine['from']) {
  return valueOf(value as Cell | null);
}

function isColumn(map: string): map is Column {
  return (COLUMNS as readonly string[]).includes(map);
}
