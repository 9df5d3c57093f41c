/** What the audit keeps of a verdict. */
import { sameValue } from '#lib/domain/change.ts';
import type { AuditEntry } from '#server/storage/documentStorage.ts';
import { type StoredCell, contentOf } from './storedCell.ts';
import type { Verdict } from './verdicts.ts';

/** What all entries of an update have in common. */
export type AuditHead = Pick<AuditEntry, 'document' | 'userId' | 'onBehalfOf' | 'device' | 'at'>;

/** The value that was sent, and the one that it took the place of without having known it. */
export function auditOf(verdict: Verdict, head: AuditHead): AuditEntry[] {
  const { sent, outcome, reason, standing, outrun } = verdict;
  const { map, key, before } = sent;
  const where = { ...head, map, key };
  if (outcome === 'outrun' && outrun) {
    // The same again, only older: nothing was lost.
    if (sameValue(contentOf(outrun), contentOf(before))) return [];
    return [{ ...where, from: before, to: outrun, outcome, reason, t: readingOf(sent.sent) }];
  }
  const to = outcome === 'written' ? standing : jsonOf(sent.sent, reason);
  const entry = { ...where, from: before, to, outcome, reason, t: readingOf(sent.sent) };
  return outrun ? [entry, lostTo(standing, outrun, where)] : [entry];
}

/** The loser's own entry: he wrote it some time ago, from a desktop that is not known here. */
function lostTo(
  winner: StoredCell | null,
  loser: StoredCell,
  where: AuditHead & Pick<AuditEntry, 'map' | 'key'>,
): AuditEntry {
  return {
    ...where,
    ...{ from: winner, to: loser, outcome: 'outrun', reason: null },
    ...{ userId: loser.by, onBehalfOf: null, device: '', t: loser.t },
  };
}

/** What is too large or no JSON is named, not kept. */
function jsonOf(sent: unknown, reason: Verdict['reason']): object | null {
  if (reason === 'tooLarge' || typeof sent !== 'object' || sent === null) return null;
  try {
    const text = JSON.stringify(sent);
    return text.length > 64 * 1024 ? null : (JSON.parse(text) as object);
  } catch {
    return null;
  }
}

function readingOf(sent: unknown): string {
  const t = (sent as { t?: unknown } | null | undefined)?.t;
  return typeof t === 'string' ? t.slice(0, 100) : '';
}
