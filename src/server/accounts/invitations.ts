/** Staff come by a link, good once and for a week, that says beforehand what they will be: the guest chooses no role. */
import type { Invitation } from '#lib/accounts/answers.ts';
import type { Member } from '#lib/domain/member.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { checkInvitation, type Invited, type StaffRefusal } from '#lib/domain/staff.ts';
import { type AccountsDesk, presentMembers, type Refused } from './desk.ts';
import { hashToken, invitationLink } from './tokens.ts';
import { tokenLimits } from './tryLimits.ts';

const OPEN_FOR = 7 * 24 * 60 * 60_000;

export interface Acceptance {
  readonly token: string;
  readonly email: string;
  readonly password: string;
}

export function newInvitation(
  { random, clock }: AccountsDesk,
  { name, role, doctorId, worksFor, substitution }: Invited,
  invitedBy: string,
): Invitation {
  const createdAt = clock();
  const expiresAt = createdAt + OPEN_FOR;
  return {
    ...{ id: random.id(), name, role, doctorId, worksFor, substitution },
    ...{ invitedBy, createdAt, expiresAt },
  };
}

export function invitationsOn(desk: AccountsDesk) {
  const { members, credentials, limits, random, clock, team } = desk;
  const underWay = new Set<string>();

  const find = (token: string, address: string): Result<Invitation, Refused<'invitationGone'>> => {
    const tries = tokenLimits(address);
    const retryAfter = limits.begin(tries);
    if (retryAfter !== null) return failed({ kind: 'tooManyTries', retryAfter });
    const invitation = members.findInvitation(hashToken(token), clock());
    if (!invitation) return failed({ kind: 'invitationGone' });
    limits.succeed(tries);
    return ok(invitation);
  };

  const isFree = (doctorId: string | null) =>
    doctorId === null || presentMembers(desk).every((member) => member.doctorId !== doctorId);

  return {
    open: () => members.openInvitations(clock()),

    invite(
      actor: Member,
      invited: Invited,
    ): Result<{ readonly invitation: Invitation; readonly link: string }, StaffRefusal> {
      const known = team();
      if (!known) return failed('forbidden');
      const checked = checkInvitation(actor, invited, known, presentMembers(desk));
      if (!checked.ok) return checked;
      const token = random.secret();
      const invitation = newInvitation(desk, checked.value, actor.userId);
      const { role, doctorId, worksFor, substitution } = invitation;
      members.addInvitation(invitation, hashToken(token), {
        ...{ at: clock(), by: actor.userId, what: 'invited', whom: invitation.id },
        details: { role, doctorId, worksFor, substitution },
      });
      return ok({ invitation, link: invitationLink(token) });
    },

    withdraw(actor: Member, id: string): boolean {
      const at = clock();
      const event = { at, by: actor.userId, what: 'withdrawn', whom: id, details: {} };
      return members.withdrawInvitation(id, at, event);
    },

    find,

    /** Makes the account. A token that comes twice at once, or after its end, makes one account or none. */
    async accept(
      { token, email, password }: Acceptance,
      address: string,
    ): Promise<Result<null, Refused<'invitationGone' | 'emailTaken'>>> {
      const found = find(token, address);
      if (!found.ok) return found;
      const { id, name } = found.value;
      if (underWay.has(id)) return failed({ kind: 'invitationGone' });
      underWay.add(id);
      try {
        const userId = random.id();
        const created = await credentials.createUser({ userId, name, email, password });
        if (!created.ok) return failed({ kind: created.error });
        const at = clock();
        const details = { invitation: id, role: found.value.role };
        const event = { at, by: userId, what: 'joined', whom: userId, details };
        const member = memberOf(found.value, userId);
        if (isFree(member.doctorId) && members.acceptInvitation(id, member, at, event))
          return ok(null);
        // While the password was hashed it was withdrawn, or another link made that doctor's account.
        await credentials.removeUser(userId);
        return failed({ kind: 'invitationGone' });
      } finally {
        underWay.delete(id);
      }
    },
  };
}

function memberOf(invitation: Invitation, userId: string): Member {
  const { name, role, doctorId, worksFor, substitution } = invitation;
  const substitutions = substitution ? [substitution] : [];
  return { userId, name, role, doctorId, worksFor, grants: {}, substitutions };
}
