/**
 * What the server keeps of a practice's members, for good: who they are and may, the invitations under way, and who
 * changed what of it. Calls are synchronous and durable when they return; each change is stored with its event or not
 * at all.
 */
import type { AccountEvent, Invitation } from '#lib/accounts/answers.ts';
import type { Member } from '#lib/domain/member.ts';

/** Who left stays, to be named where he acted. */
export interface StoredMember extends Member {
  /** Milliseconds since 1970; null while the membership lasts. */
  readonly endedAt: number | null;
}

/** What is to be remembered of a change. `by` null: the server itself, or somebody without an account yet. */
export type NewEvent = Omit<AccountEvent, 'id'>;

export interface MemberStorage {
  members(): StoredMember[];
  readMember(userId: string): StoredMember | null;
  /** Puts a member in the place of the one with his id. */
  writeMember(member: StoredMember, event: NewEvent): void;

  /** Those that may still be accepted. */
  openInvitations(now: number): Invitation[];
  /** The open invitation whose token has this hash. */
  findInvitation(tokenHash: string, now: number): Invitation | null;
  addInvitation(invitation: Invitation, tokenHash: string, event: NewEvent): void;
  /** False where it is open no more. */
  withdrawInvitation(id: string, now: number, event: NewEvent): boolean;
  /** Makes the member of an open invitation, which is then used up; false where it is open no more. */
  acceptInvitation(id: string, member: Member, now: number, event: NewEvent): boolean;

  /** In place of earlier ones of his. */
  addPasswordLink(userId: string, tokenHash: string, expiresAt: number, event: NewEvent): void;
  /** Whose password an open link replaces; null: it opens nothing. */
  findPasswordLink(tokenHash: string, now: number): string | null;
  /** Uses the link up; false where it opens nothing (any more). */
  closePasswordLink(tokenHash: string, now: number, event: NewEvent): boolean;

  /** The hash of the one code that sets the server up; null: there is none. */
  setUpHash(): string | null;
  writeSetUpHash(hash: string | null): void;
  /** The first member and the support's invitation; the code is used up with it. */
  setUp(
    member: Member,
    invitation: Invitation,
    tokenHash: string,
    events: readonly NewEvent[],
  ): void;

  addEvent(event: NewEvent): void;
  /** Newest first, older than `before`. */
  readEvents(before: number | null, limit: number): AccountEvent[];
}
