/** What sync and HTTP ask of the accounts: who is there, and what he may do at this moment. */
import type { Member } from '#lib/domain/member.ts';

/** A signed-in desktop. */
export interface Presence {
  readonly userId: string;
  /** The id of the session, which is the desktop's: it can be revoked. */
  readonly device: string;
}

export interface Principals {
  /** Whose session cookie these headers carry; null: nobody's, or it has expired or been revoked. */
  authenticate(headers: Headers): Promise<Presence | null>;
  /**
   * Who he is at this moment; null: the account or that desktop's session has ended. Synchronous, asked before every
   * message: a changed role and a revoked desktop count from the next one on.
   */
  member(presence: Presence): Member | null;
  /** Told when members, grants or sessions changed: whose, or null when it may be everybody's. */
  onChange(listener: (userId: string | null) => void): () => void;
}
