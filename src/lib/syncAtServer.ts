/** What the worker asks the server by HTTP about sync: a socket that is not opened does not tell why. */
import { z } from 'zod';
import type { AskServer } from '#lib/replica/sync/createSync.ts';
import type { SendLate } from '#lib/replica/sharedReplica.ts';
import { lateAnswer } from '#lib/replica/syncProtocol.ts';

/** The part of `GET /api/me` that is asked for here. */
const answerSchema = z.object({
  epoch: z.string(),
  version: z.number(),
  member: z.object({ userId: z.string() }),
});

/** `user`: whose stores these are. Under anybody else's session nothing of them is sent (DESIGN.md §7, property 13). */
export function askServerBy(fetch: typeof globalThis.fetch, user: string): AskServer {
  return async () => {
    try {
      const answer = await fetch('/api/me');
      if (answer.status === 401) return { kind: 'signedOut' };
      if (!answer.ok) return { kind: 'unreachable' };
      const { member, ...here } = answerSchema.parse(await answer.json());
      return member.userId === user ? { kind: 'here', ...here } : { kind: 'signedOut' };
    } catch {
      return { kind: 'unreachable' };
    }
  };
}

/** Values of a list whose days have ended. Null: not now. */
export function sendLateBy(fetch: typeof globalThis.fetch): SendLate {
  return async (request) => {
    try {
      const answer = await fetch('/api/late-changes', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
      });
      return answer.ok ? lateAnswer.parse(await answer.json()).notices : null;
    } catch {
      return null;
    }
  };
}

export function settleBy(fetch: typeof globalThis.fetch): (entry: number) => Promise<void> {
  return async (entry) => {
    await fetch(`/api/audit/${entry}/settled`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
  };
}
