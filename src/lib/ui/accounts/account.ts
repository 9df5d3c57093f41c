/** What screens may ask about whoever is at the desk, and about the others who work at it. */
import type { AccountsAtServer } from '#lib/accounts/accountsAtServer.ts';
import type { Me } from '#lib/accounts/answers.ts';
import type { DeskLock, LockState } from '#lib/accounts/deskLock.ts';
import type { DeskMemory } from '#lib/accounts/deskMemory.ts';
import type { MailAtServer } from '#lib/accounts/mailAtServer.ts';
import type { Answer } from '#lib/accounts/serverCalls.ts';
import type { Member } from '#lib/domain/member.ts';

/** Why somebody's data did not open. `unknown`: nothing is kept here that his secret could be compared with. */
export type UnlockRefusal = 'wrong' | 'late' | 'spent' | 'tooLongAgo' | 'unknown';

/** Somebody whose data are on this computer. */
export interface DeskPerson {
  readonly userId: string;
  readonly name: string;
  /** How often he may still try, and how many changes of his the server does not have. */
  state(): Promise<LockState & { readonly unsent: number }>;
  /** Null: it was his password or his PIN. */
  unlock(secret: string): Promise<UnlockRefusal | null>;
}

/** What only the server knows of him; null while it could not be asked. */
export type AtServer = Pick<Me, 'email' | 'secondFactor'>;

/** The account of whoever is at the desk. Read in a derived value or a template, so does what is shown. */
export interface Account {
  readonly member: Member;
  readonly atServer: AtServer | null;
  /** For whoever supports the practice: told to who has just set it up, until the page is left. */
  readonly supportLink: string | null;
  readonly server: AccountsAtServer;
  readonly mail: MailAtServer;
  readonly lock: DeskLock;
  readonly desk: Pick<DeskMemory, 'settings' | 'setSettings'>;
  readonly person: DeskPerson;
  /** Nothing of his may be on show. */
  readonly isLocked: boolean;
  lockScreen(): void;
  /** Somebody is at the desk, and not idle. */
  touch(): void;
  /** Whether the screen is to be locked by now, in this tab or by another. */
  lookAgain(): void;
  /** `person.unlock` was right. */
  unlockScreen(): void;
  /** Leaves the screen to somebody else, locked. */
  changeUser(): void;
  /** Asks the server again who he is; false where it does not answer, or he is nobody there any more. */
  askAgain(): Promise<boolean>;
  /** Ends this desktop's session; `remove`: his data leave this computer too. The page starts again. */
  signOut(remove: boolean): Answer<null>;
}
