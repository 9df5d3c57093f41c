/** The session of an account, followed while the team, his grants and the days change. */
import { type Member, sessionOf } from '#lib/domain/member.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { Practice } from '#lib/domain/practice.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Team } from '#lib/domain/team.ts';

export interface MemberSurroundings {
  readonly practice: Practice;
  readonly team: () => Team;
  readonly today: () => PlainDate;
}

export interface FollowedMember {
  /** Whoever holds it always asks it anew. */
  readonly session: Session;
  follow(member: Member): void;
}

export function followedMember(first: Member, surroundings: MemberSurroundings): FollowedMember {
  const { practice, team, today } = surroundings;
  let member = first;
  /** Asked for every patient of an edit: worked out once while nothing changes. */
  let known: { of: readonly unknown[]; session: Session } | null = null;

  function now(): Session {
    const of = [member, team(), today()];
    if (!known || of.some((part, at) => part !== known?.of[at])) {
      known = { of, session: sessionOf(member, practice.id, team(), today()) };
    }
    return known.session;
  }

  return {
    session: {
      practiceId: practice.id,
      userId: first.userId,
      get name() {
        return now().name;
      },
      get role() {
        return now().role;
      },
      get panels() {
        return now().panels;
      },
    },
    follow(changed) {
      member = changed;
    },
  };
}
