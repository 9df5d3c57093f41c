/**
 * A forgotten password is replaced through a link, good once and for a day: handed over by whoever manages accounts, or
 * sent to the address of the account. It opens no session: the second factor, where there is one, is asked as ever.
 */
import type { Member } from '#lib/domain/member.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { mayLinkPassword } from '#lib/domain/staff.ts';
import { type AccountsDesk, presentMember, type Refused, type TooManyTries } from './desk.ts';
import { hashToken, passwordLink } from './tokens.ts';
import { forgottenLimits, tokenLimits } from './tryLimits.ts';

const OPEN_FOR = 24 * 60 * 60_000;

export function passwordLinksOn(desk: AccountsDesk) {
  const { members, sessions, credentials, limits, random, clock, changed } = desk;
  const underWay = new Set<string>();

  const make = (userId: string, by: string | null) => {
    const token = random.secret();
    const at = clock();
    const event = { at, by, what: 'passwordLinked', whom: userId, details: {} };
    members.addPasswordLink(userId, hashToken(token), at + OPEN_FOR, event);
    return passwordLink(token);
  };

  const find = (token: string, address: string): Result<Member, Refused<'linkGone'>> => {
    const tries = tokenLimits(address, 'passwordLink');
    const retryAfter = limits.begin(tries);
    if (retryAfter !== null) return failed({ kind: 'tooManyTries', retryAfter });
    const userId = members.findPasswordLink(hashToken(token), clock());
    const member = userId === null ? null : presentMember(desk, userId);
    if (!member) return failed({ kind: 'linkGone' });
    limits.succeed(tries);
    return ok(member);
  };

  return {
    /** For somebody whom the actor may help; the link is told this once. */
    make(actor: Member, userId: string): Result<string, 'forbidden' | 'notFound'> {
      const member = presentMember(desk, userId);
      if (!member) return failed('notFound');
      return mayLinkPassword(actor, member) ? ok(make(userId, actor.userId)) : failed('forbidden');
    },

    /** Counts a question for a link by mail, whoever has that address. */
    beginForgotten(email: string, address: string): TooManyTries | null {
      const retryAfter = limits.begin(forgottenLimits(email, address));
      return retryAfter === null ? null : { kind: 'tooManyTries', retryAfter };
    },

    /** A link for whoever has that address; null: nobody. Never to be told to who asked. */
    async forgotten(email: string): Promise<string | null> {
      const userId = await credentials.userOf(email);
      return userId !== null && presentMember(desk, userId) ? make(userId, null) : null;
    },

    find,

    /** Every desktop of his is signed out: whoever knew the old password may sit there. */
    async use(
      { token, password }: { readonly token: string; readonly password: string },
      address: string,
    ): Promise<Result<null, Refused<'linkGone'>>> {
      const found = find(token, address);
      if (!found.ok) return found;
      const { userId } = found.value;
      const hash = hashToken(token);
      if (underWay.has(hash)) return failed({ kind: 'linkGone' });
      underWay.add(hash);
      try {
        const at = clock();
        const event = { at, by: userId, what: 'passwordChanged', whom: userId, details: {} };
        if (!members.closePasswordLink(hash, at, event)) return failed({ kind: 'linkGone' });
        await credentials.setPassword(userId, password);
        sessions.endAllOf(userId);
        changed(userId);
        return ok(null);
      } finally {
        underWay.delete(hash);
      }
    },
  };
}
