/**
 * Passwords, second factors and session cookies, by better-auth. It is called as a library: none of its own routes can
 * be reached from outside, so that origin checks, limits and answers are ours, and whatever its next version adds
 * stays shut. It runs no transactions (`transaction: false`): they would span awaits, and our synchronous writes to
 * the same file would fall into them.
 */
import type { DatabaseSync } from 'node:sqlite';
import { NodeSqliteDialect } from '@better-auth/kysely-adapter/node-sqlite-dialect';
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { APIError } from 'better-auth/api';
import { getMigrations } from 'better-auth/db/migration';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { SHORTEST_PASSWORD } from '#lib/accounts/fields.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';

export interface CredentialsNeeds {
  readonly database: DatabaseSync;
  /** Signs the cookies. */
  readonly secret: string;
  /** Behind https. */
  readonly secureCookies: boolean;
}

/** `Set-Cookie` lines for the answer. */
export type Cookies = readonly string[];

/** A desktop that carries a session's cookie; `cookies` keep it for longer. */
export interface Resumed {
  readonly userId: string;
  readonly device: string;
  readonly email: string;
  readonly secondFactor: boolean;
  readonly cookies: Cookies;
}

export interface Entered {
  readonly kind: 'signedIn' | 'secondFactor';
  /** Null until the second step told. */
  readonly userId: string | null;
  readonly cookies: Cookies;
}

export interface NewUser {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export type Credentials = Awaited<ReturnType<typeof createCredentials>>;

const DAY = 24 * 60 * 60;
const LONGEST_BROWSER = 300;

function options({ database, secret, secureCookies }: CredentialsNeeds) {
  return {
    appName: 'Assistiti',
    baseURL: 'http://localhost',
    secret,
    database: { dialect: new NodeSqliteDialect({ database }), type: 'sqlite', transaction: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
    },
    // A desktop that is used stays signed in; the cookie is renewed once a day.
    session: { expiresIn: 30 * DAY, updateAge: DAY },
    advanced: {
      cookiePrefix: 'assistiti',
      useSecureCookies: secureCookies,
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true },
      ipAddress: { disableIpTracking: true },
    },
    plugins: [twoFactor({ issuer: 'Assistiti' })],
    // Its limits count by address alone and would shut out a clinic; ours are in tryLimits.ts.
    rateLimit: { enabled: false },
    logger: { disabled: true },
    telemetry: { enabled: false },
  } satisfies BetterAuthOptions;
}

export async function createCredentials(needs: CredentialsNeeds) {
  const auth = betterAuth(options(needs));
  const { runMigrations } = await getMigrations(auth.options);
  await runMigrations();
  const context = await auth.$context;
  const { internalAdapter, password: passwords } = context;

  const hashOf = async (userId: string) => {
    const accounts = await internalAdapter.findAccounts(userId);
    return accounts.find(({ providerId }) => providerId === 'credential')?.password ?? null;
  };

  return {
    /** `renew`: where the answer can carry the cookie that is good for longer. */
    async resume(headers: Headers, renew: boolean): Promise<Resumed | null> {
      const { response, headers: answered } = await auth.api.getSession({
        ...{ headers, query: { disableRefresh: !renew } },
        returnHeaders: true,
      });
      if (!response) return null;
      const { session, user } = response;
      return {
        userId: session.userId,
        device: session.id,
        email: user.email,
        secondFactor: user.twoFactorEnabled === true,
        cookies: answered.getSetCookie(),
      };
    },

    /** The same refusal, after the same work, for a wrong password and for an address that nobody has. */
    signIn: (email: string, password: string, headers: Headers) =>
      attempt(async (): Promise<Entered> => {
        const body = { email, password };
        const answer = await auth.api.signInEmail({
          ...{ body, headers: withoutCookies(headers), returnHeaders: true },
        });
        const cookies = answer.headers.getSetCookie();
        if ('twoFactorRedirect' in answer.response)
          return { kind: 'secondFactor', userId: null, cookies };
        return { kind: 'signedIn', userId: answer.response.user.id, cookies };
      }, 'wrongCredentials'),

    /** The second step: a code of the app, or one of the backup codes, each of which is good once. */
    async enterCode(
      code: string,
      headers: Headers,
    ): Promise<Result<Entered, 'wrongCode' | 'signInExpired' | 'locked'>> {
      const call = { body: { code }, headers: withSecondStepOnly(headers), returnHeaders: true };
      try {
        const answer = await (isAppCode(code)
          ? auth.api.verifyTOTP({ ...call, returnHeaders: true })
          : auth.api.verifyBackupCode({ ...call, returnHeaders: true }));
        const userId = answer.response.user.id;
        return ok({ kind: 'signedIn', userId, cookies: answer.headers.getSetCookie() });
      } catch (error) {
        return failed(CODE_REFUSALS[refusalCode(error)] ?? 'wrongCode');
      }
    },

    async signOut(headers: Headers): Promise<Cookies> {
      const answer = await auth.api.signOut({ headers, returnHeaders: true });
      return answer.headers.getSetCookie();
    },

    async createUser({ userId, name, email, password }: NewUser) {
      if (await internalAdapter.findUserByEmail(email)) return failed('emailTaken' as const);
      const hash = await passwords.hash(password);
      try {
        const user = { id: userId, name, email, emailVerified: true };
        await internalAdapter.createUser(user, { method: 'email' });
      } catch (error) {
        // Somebody else's request took the address while this password was hashed.
        if (await internalAdapter.findUserByEmail(email)) return failed('emailTaken' as const);
        throw error;
      }
      const account = { userId, accountId: userId, providerId: 'credential', password: hash };
      try {
        await internalAdapter.createAccount(account);
      } catch (error) {
        await internalAdapter.deleteUser(userId);
        throw error;
      }
      return ok(null);
    },

    /** With his password, second factor and sessions. */
    removeUser: (userId: string) => internalAdapter.deleteUser(userId),

    /** Null: nobody has that address. */
    async userOf(email: string): Promise<string | null> {
      return (await internalAdapter.findUserByEmail(email))?.user.id ?? null;
    },

    async isPassword(userId: string, password: string): Promise<boolean> {
      const hash = await hashOf(userId);
      return hash !== null && (await passwords.verify({ hash, password }));
    },

    async setPassword(userId: string, password: string): Promise<void> {
      await internalAdapter.updatePassword(userId, await passwords.hash(password));
    },

    /** Begins to turn the second factor on; it counts once a code of it was confirmed. */
    async beginSecondFactor(password: string, headers: Headers) {
      const answer = await auth.api.enableTwoFactor({ body: { password }, headers });
      if (answer.method !== 'totp') throw new Error('Asked for TOTP, got something else');
      return { uri: answer.totpURI, backupCodes: answer.backupCodes };
    },

    /** The desktop's session is made anew, as better-auth does where rights change. */
    confirmSecondFactor: (code: string, headers: Headers) =>
      attempt(async () => {
        const answer = await auth.api.verifyTOTP({ body: { code }, headers, returnHeaders: true });
        return answer.headers.getSetCookie();
      }, 'wrongCode'),

    async endSecondFactor(password: string, headers: Headers): Promise<Cookies> {
      const call = { body: { password }, headers };
      const answer = await auth.api.disableTwoFactor({ ...call, returnHeaders: true });
      return answer.headers.getSetCookie();
    },
  };
}

const CODE_REFUSALS: Readonly<Record<string, 'signInExpired' | 'locked'>> = {
  INVALID_TWO_FACTOR_COOKIE: 'signInExpired',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'signInExpired',
  ACCOUNT_TEMPORARILY_LOCKED: 'locked',
};

/** What better-auth refuses is an outcome; all else is a fault. */
async function attempt<Value, Refused extends string>(
  work: () => Promise<Value>,
  refused: Refused,
): Promise<Result<Value, Refused>> {
  try {
    return ok(await work());
  } catch (error) {
    refusalCode(error);
    return failed(refused);
  }
}

function refusalCode(error: unknown): string {
  if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
  return error.body?.code ?? '';
}

function isAppCode(code: string): boolean {
  return /^\d{6}$/.test(code);
}

/** The browser is told apart by its user agent; a session it may still carry is nothing to the new one. */
function withoutCookies(headers: Headers): Headers {
  return new Headers({ 'user-agent': (headers.get('user-agent') ?? '').slice(0, LONGEST_BROWSER) });
}

/** better-auth would rather believe a session's cookie, which may be somebody else's on a shared desktop. */
function withSecondStepOnly(headers: Headers): Headers {
  const cookies = (headers.get('cookie') ?? '').split(/;\s*/);
  const only = withoutCookies(headers);
  only.set('cookie', cookies.filter((cookie) => cookie.includes('.two_factor=')).join('; '));
  return only;
}
