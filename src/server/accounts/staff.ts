/** Changes to members: judged by the domain's rules with the roles of this moment, remembered, told to who listens. */
import type { Member } from '#lib/domain/member.ts';
import { plainDateAt } from '#lib/domain/plainDate.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import type { Grants } from '#lib/domain/session.ts';
import {
  changeMember,
  mayEnd,
  type MemberChange,
  type Period,
  setGrants,
  setSubstitutions,
  type StaffRefusal,
} from '#lib/domain/staff.ts';
import type { Team } from '#lib/domain/team.ts';
import { type AccountsDesk, presentMember } from './desk.ts';

export type MemberRefusal = StaffRefusal | 'notFound';

export function staffOn(desk: AccountsDesk) {
  const { members, sessions, credentials, clock, team, changed } = desk;

  const write = (
    actor: Member,
    userId: string,
    what: string,
    details: Record<string, unknown>,
    rule: (member: Member, team: Team) => Result<Member, StaffRefusal>,
  ): Result<Member, MemberRefusal> => {
    const known = team();
    const member = presentMember(desk, userId);
    if (!known || !member) return failed('notFound');
    const result = rule(member, known);
    if (!result.ok) return result;
    const event = { at: clock(), by: actor.userId, what, whom: userId, details };
    members.writeMember({ ...result.value, endedAt: null }, event);
    changed(userId);
    return result;
  };

  return {
    all: () => members.members(),
    events: (before: number | null) => members.readEvents(before, EVENTS_PAGE),

    change: (actor: Member, userId: string, change: MemberChange) =>
      write(actor, userId, 'changed', { ...change }, (member, known) =>
        changeMember(actor, member, change, known),
      ),

    grant: (actor: Member, userId: string, panel: string, grants: Grants) =>
      write(actor, userId, 'granted', { panel, ...grants }, (member, known) =>
        setGrants(actor, member, panel, grants, known),
      ),

    substitute: (actor: Member, userId: string, panel: string, periods: readonly Period[]) =>
      write(actor, userId, 'substitutes', { panel, periods }, (member, known) =>
        setSubstitutions(actor, member, panel, periods, known),
      ),

    /** At once on all his desktops; his address and password go with it. */
    async end(actor: Member, userId: string): Promise<Result<null, MemberRefusal>> {
      const known = team();
      const member = presentMember(desk, userId);
      if (!known || !member) return failed('notFound');
      const at = clock();
      if (!mayEnd(actor, member, known, plainDateAt(at))) return failed('forbidden');
      const event = { at, by: actor.userId, what: 'ended', whom: userId, details: {} };
      members.writeMember({ ...member, endedAt: at }, event);
      sessions.endAllOf(userId);
      changed(userId);
      await credentials.removeUser(userId);
      return ok(null);
    },
  };
}

const EVENTS_PAGE = 100;
