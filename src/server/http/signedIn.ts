/** Who asks. */
import type { Context, MiddlewareHandler } from 'hono';
import type { Member } from '#lib/domain/member.ts';
import { mayManageMembers } from '#lib/domain/staff.ts';
import type { Accounts } from '#server/accounts/accounts.ts';
import type { Cookies, Resumed } from '#server/accounts/credentials.ts';
import { refuse } from './refusals.ts';

export interface SignedIn {
  readonly Variables: { readonly session: Resumed; readonly member: Member };
}

/**
 * Lets nobody in without a session, as it stands at this moment, and keeps it alive. `context.var` then says whose.
 */
export function signedIn(
  accounts: Pick<Accounts, 'resume' | 'member'>,
): MiddlewareHandler<SignedIn> {
  return async (context, next) => {
    const session = await accounts.resume(context.req.raw.headers);
    const member = session && accounts.member(session);
    if (!session || !member) return refuse(context, 'signedOut');
    context.set('session', session);
    context.set('member', member);
    // Before what the route sets: a session that it makes anew is the one that stays.
    setCookies(context, session.cookies);
    await next();
  };
}

/** After `signedIn`: doctors of the practice only. */
export const requireDoctor: MiddlewareHandler<SignedIn> = async (context, next) => {
  if (!mayManageMembers(context.var.member)) return refuse(context, 'forbidden');
  await next();
};

export function setCookies(context: Context, cookies: Cookies): void {
  for (const cookie of cookies) context.header('Set-Cookie', cookie, { append: true });
}
