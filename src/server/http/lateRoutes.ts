/** `/api/late-changes`: what somebody wrote in days that have ended since; see `lateRequest`. */
import { Hono } from 'hono';
import { lateRequest } from '#lib/replica/syncProtocol.ts';
import type { Accounts } from '#server/accounts/accounts.ts';
import type { AcceptLate } from '#server/sync/lateChanges.ts';
import { refuse } from './refusals.ts';
import { body } from './requestBody.ts';
import { signedIn } from './signedIn.ts';

export interface LateRoutesNeeds {
  readonly accounts: Accounts;
  readonly acceptLate: AcceptLate;
}

export function lateRoutes({ accounts, acceptLate }: LateRoutesNeeds) {
  return new Hono().post('/', signedIn(accounts), body(lateRequest), async (context) => {
    const { userId } = context.var.member;
    const { device } = context.var.session;
    const outcome = await acceptLate({ userId, device }, context.var.body);
    if (outcome === 'storage') return context.json({ error: 'internal' }, 503);
    if (typeof outcome === 'string') return refuse(context, outcome);
    return context.json({ notices: outcome });
  });
}
