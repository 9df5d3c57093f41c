/** An audit entry as a row of sqlite, and back. */
import { z } from 'zod';
import type { DocumentName } from '#lib/replica/documents.ts';
import type { AuditEntry, StoredAuditEntry } from './documentStorage.ts';

const JsonObject = z
  .string()
  .nullable()
  .transform((text): object | null => (text === null ? null : JSON.parse(text)));

export const StoredAuditRow = z.object({
  id: z.number(),
  document: z.custom<DocumentName>((name) => typeof name === 'string'),
  map: z.string(),
  key: z.string(),
  fromValue: JsonObject,
  toValue: JsonObject,
  outcome: z.enum(['written', 'refused', 'outrun']),
  reason: z.string().nullable(),
  userId: z.string(),
  onBehalfOf: z.string().nullable(),
  device: z.string(),
  t: z.string(),
  at: z.number(),
  settledBy: z.string().nullable(),
  settledAt: z.number().nullable(),
});

export function auditRowOf({ from, to, ...fields }: AuditEntry) {
  return { ...fields, fromValue: textOf(from), toValue: textOf(to) };
}

export function auditEntryOf(row: z.infer<typeof StoredAuditRow>): StoredAuditEntry {
  const { fromValue: from, toValue: to, settledBy, settledAt, ...fields } = row;
  const settled =
    settledBy === null || settledAt === null ? null : { by: settledBy, at: settledAt };
  return { ...fields, from, to, settled };
}

function textOf(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
