/** What the parts of the accounts share. */
import type { Member } from '#lib/domain/member.ts';
import type { Team } from '#lib/domain/team.ts';
import type { Random } from '#server/random.ts';
import type { Credentials } from './credentials.ts';
import type { MemberStorage, StoredMember } from './memberStorage.ts';
import type { Sessions } from './sessions.ts';
import type { TryLimits } from './tryLimits.ts';

export interface AccountsDesk {
  readonly members: MemberStorage;
  readonly sessions: Sessions;
  readonly credentials: Credentials;
  readonly limits: TryLimits;
  readonly random: Random;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** As the server's copy of the practice document has it; null without a practice. */
  readonly team: () => Team | null;
  /** Tells that what somebody is or may changed, or that he lost a desktop. */
  readonly changed: (userId: string) => void;
}

/** Refused for now: try again after so many seconds. */
export interface TooManyTries {
  readonly kind: 'tooManyTries';
  readonly retryAfter: number;
}

export type Refused<Kind extends string> = { readonly kind: Kind } | TooManyTries;

export function isPresent({ endedAt }: StoredMember): boolean {
  return endedAt === null;
}

/** Without what only the storage knows. */
export function memberIn({ endedAt: _, ...member }: StoredMember): Member {
  return member;
}

export function presentMembers({ members }: AccountsDesk): Member[] {
  return members.members().filter(isPresent).map(memberIn);
}

export function presentMember({ members }: AccountsDesk, userId: string): Member | null {
  const member = members.readMember(userId);
  return member && isPresent(member) ? memberIn(member) : null;
}
