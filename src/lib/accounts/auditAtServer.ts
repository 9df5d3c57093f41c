import { failed, ok, type Result } from '#lib/domain/result.ts';
import { auditAnswer, type AuditLine } from './audit.ts';
import { type AccountFailure, serverCalls } from './serverCalls.ts';

/** `patient` null: everybody; `before` null: from the newest. */
export function auditAtServer(fetch: typeof globalThis.fetch) {
  const { ask } = serverCalls(fetch);
  return async (question: {
    readonly patient: string | null;
    readonly before: number | null;
  }): Promise<Result<readonly AuditLine[], AccountFailure>> => {
    const asked = new URLSearchParams();
    if (question.patient !== null) asked.set('patient', question.patient);
    if (question.before !== null) asked.set('before', String(question.before));
    const answer = await ask(auditAnswer, { path: `/api/audit?${asked}` });
    return answer.ok ? ok(answer.value.entries) : failed(answer.error);
  };
}
