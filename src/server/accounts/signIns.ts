/** Signing in and out, and what a person does about his own password and second factor. */
import { failed, ok, type Result } from '#lib/domain/result.ts';
import type { Cookies, Entered, Resumed } from './credentials.ts';
import type { AccountsDesk, Refused } from './desk.ts';
import { passwordLimits, signInLimits } from './tryLimits.ts';

export function signInsOn(desk: AccountsDesk) {
  const { members, sessions, credentials, limits, clock, changed } = desk;

  const remember = (what: string, userId: string) =>
    members.addEvent({ at: clock(), by: userId, what, whom: userId, details: {} });

  /** The session that this browser had is over where another begins: shared desktops keep no forgotten ones. */
  const begin = (entered: Entered, before: Resumed | null) => {
    if (entered.userId === null) return;
    if (before) {
      sessions.end(before.device);
      changed(before.userId);
    }
    remember('signedIn', entered.userId);
  };

  const checkPassword = async (
    userId: string,
    password: string,
  ): Promise<Result<null, Refused<'wrongPassword'>>> => {
    const tries = passwordLimits(userId);
    const retryAfter = limits.begin(tries);
    if (retryAfter !== null) return failed({ kind: 'tooManyTries', retryAfter });
    if (!(await credentials.isPassword(userId, password))) return failed({ kind: 'wrongPassword' });
    limits.succeed(tries);
    return ok(null);
  };

  return {
    async signIn(
      { email, password }: { readonly email: string; readonly password: string },
      headers: Headers,
      address: string,
    ): Promise<Result<Entered, Refused<'wrongCredentials'>>> {
      const tries = signInLimits(email, address);
      const retryAfter = limits.begin(tries);
      if (retryAfter !== null) return failed({ kind: 'tooManyTries', retryAfter });
      const before = await credentials.resume(headers, false);
      const entered = await credentials.signIn(email, password, headers);
      if (!entered.ok) return failed({ kind: entered.error });
      limits.succeed(tries);
      begin(entered.value, before);
      return entered;
    },

    /** Wrong codes are counted where the second factor is kept: 5 for each password, then 10 in all for 15 minutes. */
    async enterCode(
      code: string,
      headers: Headers,
    ): Promise<Result<Entered, Refused<'wrongCode' | 'signInExpired'>>> {
      const before = await credentials.resume(headers, false);
      const entered = await credentials.enterCode(code, headers);
      if (entered.ok) begin(entered.value, before);
      if (entered.ok) return entered;
      if (entered.error === 'locked') return failed({ kind: 'tooManyTries', retryAfter: 15 * 60 });
      return failed({ kind: entered.error });
    },

    async signOut(headers: Headers): Promise<Cookies> {
      const resumed = await credentials.resume(headers, false);
      const cookies = await credentials.signOut(headers);
      if (resumed) {
        remember('signedOut', resumed.userId);
        changed(resumed.userId);
      }
      return cookies;
    },

    /** Every other desktop of his is signed out: whoever knew the old password may sit there. */
    async changePassword(
      { userId, device }: Resumed,
      { current, next }: { readonly current: string; readonly next: string },
    ): Promise<Result<null, Refused<'wrongPassword'>>> {
      const checked = await checkPassword(userId, current);
      if (!checked.ok) return checked;
      await credentials.setPassword(userId, next);
      sessions.endAllOf(userId, device);
      remember('passwordChanged', userId);
      changed(userId);
      return ok(null);
    },

    async beginSecondFactor({ userId, secondFactor }: Resumed, password: string, headers: Headers) {
      const checked = await checkPassword(userId, password);
      if (!checked.ok) return checked;
      if (secondFactor) return failed({ kind: 'alreadyOn' } as const);
      return ok(await credentials.beginSecondFactor(password, headers));
    },

    async confirmSecondFactor(
      { userId }: Resumed,
      code: string,
      headers: Headers,
    ): Promise<Result<Cookies, 'wrongCode'>> {
      const confirmed = await credentials.confirmSecondFactor(code, headers);
      if (!confirmed.ok) return confirmed;
      remember('secondFactorOn', userId);
      changed(userId);
      return confirmed;
    },

    async endSecondFactor(
      { userId }: Resumed,
      password: string,
      headers: Headers,
    ): Promise<Result<Cookies, Refused<'wrongPassword'>>> {
      const checked = await checkPassword(userId, password);
      if (!checked.ok) return checked;
      const cookies = await credentials.endSecondFactor(password, headers);
      remember('secondFactorOff', userId);
      changed(userId);
      return ok(cookies);
    },
  };
}
