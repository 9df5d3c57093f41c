/** `GET /api/audit?patient=<id>&before=<id>`: what was written, or was not let stand, in the lists that are one's own. */
import { z } from 'zod';

/** A value with its stamp, as it stood or was sent; null: nothing. */
const value = z.record(z.string(), z.unknown()).nullable();

export const auditEntry = z.object({
  id: z.number(),
  /** By the server, ms since 1970. */
  at: z.number(),
  document: z.string(),
  map: z.string(),
  key: z.string(),
  from: value,
  to: value,
  outcome: z.enum(['written', 'refused', 'outrun']),
  userId: z.string(),
  /** Null for who never had an account here. */
  userName: z.string().nullable(),
  /** The doctor whom he acted for; null: on his own behalf. */
  onBehalfOf: z.string().nullable(),
});
export type AuditLine = z.infer<typeof auditEntry>;

/** Newest first, at most `AUDIT_PAGE`; older ones by `before=<id of the last one>`. */
export const auditAnswer = z.object({ entries: z.array(auditEntry) });
export const AUDIT_PAGE = 100;

/* `POST /api/audit/:id/settled` `{}`: its author dealt with a value that was not kept. 204; 404: none of his. */
