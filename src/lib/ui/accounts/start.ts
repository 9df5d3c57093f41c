/** How the application starts: the root layout shows one screen for each. */
import type { InvitationFound, PasswordLinkFound } from '#lib/accounts/accountsAtServer.ts';
import type { AccountFailure, Answer } from '#lib/accounts/serverCalls.ts';
import type { NewPracticeRequest, SetUpRequest } from '#lib/accounts/requests.ts';
import type { Result } from '#lib/domain/result.ts';
import type { App, TakeOverFailure } from '#lib/ui/app.ts';
import type { DeskPerson } from './account.ts';

/** The code of the terminal, an address and a password to be. */
export type AccessForm = SetUpRequest;
export type SetUpForm = AccessForm & NewPracticeRequest;

/** What is told on the screens on which somebody comes in. */
export type StartNotice =
  /** Signed out from elsewhere, or the session was too old. */
  | { readonly kind: 'ended' }
  /** His local data were taken off this computer: after too many wrong tries, or as he had said. */
  | {
      readonly kind: 'removed';
      readonly name: string;
      readonly why: 'tries' | 'wish';
      readonly unsent: number;
    }
  /** Whose changes wait here for him to come in. */
  | { readonly kind: 'waiting'; readonly name: string; readonly unsent: number };

/** `secondFactor`: the password was right; `enterCode` is next. */
export type SignedIn = Start | 'secondFactor';

export interface SignIn {
  signIn(email: string, password: string): Answer<SignedIn>;
  /** Six digits of the app, or one of the backup codes. */
  enterCode(code: string): Answer<SignedIn>;
  /** Asks for a link by mail; the answer does not say whether anybody has that address. */
  askLink(email: string): Answer<null>;
}

export interface Invitation {
  /** What the link says, asked of the server. */
  find(): Answer<InvitationFound>;
  accept(email: string, password: string): Answer<Start>;
  /** Who is at this desk now and would leave it; null: nobody. */
  readonly leaving: string | null;
  /** Back to the list, or to the sign-in. */
  giveUp(): Promise<Start>;
}

/** A link to choose another password; it opens no session. */
export interface PasswordLink {
  find(): Answer<PasswordLinkFound>;
  choose(password: string): Answer<null>;
  /** To the sign-in. */
  leave(): Promise<Start>;
}

export type Start =
  | { readonly kind: 'ready'; readonly app: App }
  | {
      readonly kind: 'setUp';
      create(form: SetUpForm): Answer<Start>;
      /** The practice from a safety copy; its data follow when its doctor has made his access. */
      restore(
        token: string,
        file: Blob,
        passphrase: string,
      ): Promise<Result<Start, TakeOverFailure>>;
    }
  /** The practice is there and nobody has an account: that of a single user, or of a safety copy. */
  | {
      readonly kind: 'takeOver';
      readonly practiceName: string;
      /** The code, where it was given just now. */
      readonly token: string;
      create(form: AccessForm): Promise<Result<Start, AccountFailure | TakeOverFailure>>;
    }
  | {
      readonly kind: 'signIn';
      readonly practiceName: string;
      readonly notices: readonly StartNotice[];
      readonly signIn: SignIn;
      /** Back to the lock of whoever's session this browser carries; null: nobody's. */
      readonly back: { readonly name: string; open(): Start } | null;
    }
  /** The people of this computer, each behind his own lock. */
  | {
      readonly kind: 'locked';
      readonly practiceName: string;
      readonly people: readonly DeskPerson[];
      readonly notices: readonly StartNotice[];
      /** After he unlocked. */
      open(userId: string): Promise<Start>;
      /** With e-mail and password, for whoever is not among them; null: the server does not answer. */
      readonly signIn: (() => Promise<Start>) | null;
      /** Asks for the server again; null: it is there. */
      readonly retry: (() => Promise<Start>) | null;
    }
  | { readonly kind: 'invitation'; readonly invitation: Invitation }
  | { readonly kind: 'newPassword'; readonly link: PasswordLink }
  /** Another tab runs another version: two would not understand each other. `next` waits until it is closed. */
  | { readonly kind: 'otherBuild'; readonly next: Promise<Start> }
  /** Nobody is known here and the server does not answer. */
  | {
      readonly kind: 'noServer';
      readonly notices: readonly StartNotice[];
      retry(): Promise<Start>;
    }
  /** Plain http outside localhost: no service worker, locks or cryptography there. */
  | { readonly kind: 'insecure' };
