/** What the people of the practice may be given by whoever looks at them; the server refuses the rest anyway. */
import type { Member } from '#lib/domain/member.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import {
  isStaff,
  mayEnd,
  mayLinkPassword,
  mayManageMembers,
  ownsPanel,
} from '#lib/domain/staff.ts';
import type { Assignee, Team } from '#lib/domain/team.ts';

/** `endedAt`: ms since 1970; who left stays to be named. */
export interface ListedMember extends Member {
  readonly endedAt: number | null;
}

export interface Manageable {
  /** Role and whom he works for. */
  readonly work: boolean;
  /** Whose grants are to be given, one's own lists. */
  readonly grantsFor: readonly Assignee[];
  /** Whom he may be made to replace, one's own lists. */
  readonly substitutionsFor: readonly Assignee[];
  readonly end: boolean;
  /** A link to choose another password. */
  readonly password: boolean;
}

export function manageable(
  actor: Member,
  member: Member,
  team: Team,
  today: PlainDate,
): Manageable {
  const isOther = actor.userId !== member.userId;
  const replaces = member.role === 'doctor' || member.role === 'substitute';
  const own = isOther ? ownPanels(actor, team) : [];
  return {
    work: isOther && mayManageMembers(actor) && (isStaff(member) || member.role === 'substitute'),
    grantsFor: isStaff(member) ? own : [],
    substitutionsFor: replaces ? own : [],
    end: mayEnd(actor, member, team, today),
    password: mayLinkPassword(actor, member),
  };
}

export function ownPanels(actor: Member, team: Team): readonly Assignee[] {
  return team.assignees.filter(({ panel }) => ownsPanel(actor, panel, team));
}

export function isManaged({
  work,
  grantsFor,
  substitutionsFor,
  end,
  password,
}: Manageable): boolean {
  return work || grantsFor.length > 0 || substitutionsFor.length > 0 || end || password;
}

/** Doctors of the team who have no account yet. */
export function doctorsWithout(members: readonly ListedMember[], team: Team): readonly Assignee[] {
  const taken = new Set(members.filter(({ endedAt }) => endedAt === null).map((m) => m.doctorId));
  return team.assignees.filter(({ kind, id }) => kind === 'doctor' && !taken.has(id));
}
