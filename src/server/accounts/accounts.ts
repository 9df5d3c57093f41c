/**
 * The accounts of a practice, in a file of their own: better-auth works asynchronously, and nothing of it may fall
 * into the synchronous writes that sync calls durable.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Member } from '#lib/domain/member.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { type OpenFailure, openFailureOf } from '#server/storage/openFailure.ts';
import { openSqliteFile } from '#server/storage/sqliteFile.ts';
import { ACCOUNT_MIGRATIONS } from './accountTables.ts';
import { createCredentials, type Resumed } from './credentials.ts';
import { type AccountsDesk, presentMember } from './desk.ts';
import { devicesOn } from './devices.ts';
import { invitationsOn } from './invitations.ts';
import { passwordLinksOn } from './passwordLinks.ts';
import type { Principals } from './principals.ts';
import { sessionsOn } from './sessions.ts';
import { setUpOn, type SetUp } from './setUp.ts';
import { signInsOn } from './signIns.ts';
import { membersOn } from './sqliteMembers.ts';
import { staffOn } from './staff.ts';
import { createTryLimits, mailTestLimits } from './tryLimits.ts';

export const ACCOUNTS_FILE = 'accounts.sqlite';

export interface AccountsNeeds extends Pick<AccountsDesk, 'random' | 'clock' | 'team'> {
  /** Behind https. */
  readonly secureCookies: boolean;
}

export interface Accounts extends Principals {
  /** As `authenticate`, with what HTTP needs: the cookies that keep the session alive. */
  resume(headers: Headers): Promise<Resumed | null>;
  readonly setUp: SetUp;
  readonly signIns: ReturnType<typeof signInsOn>;
  readonly invitations: ReturnType<typeof invitationsOn>;
  readonly staff: ReturnType<typeof staffOn>;
  readonly devices: ReturnType<typeof devicesOn>;
  readonly passwordLinks: ReturnType<typeof passwordLinksOn>;
  /** Counts a test message of his; else the seconds to wait. */
  beginMailTest(member: Pick<Member, 'userId'>): number | null;
  close(): void;
}

export async function openAccounts(
  folder: string,
  needs: AccountsNeeds,
): Promise<Result<Accounts, OpenFailure>> {
  const opened = openSqliteFile(folder, ACCOUNTS_FILE, ACCOUNT_MIGRATIONS);
  if (!opened.ok) return opened;
  try {
    return ok(await accountsOn(opened.value, needs));
  } catch (error) {
    opened.value.close();
    return failed(openFailureOf(error));
  }
}

async function accountsOn(database: DatabaseSync, needs: AccountsNeeds): Promise<Accounts> {
  const { random, clock, secureCookies } = needs;
  const secret = keptSecret(database, random.secret);
  const credentials = await createCredentials({ database, secret, secureCookies });
  removeUnfinished(database);

  const listeners = new Set<(userId: string | null) => void>();
  const desk: AccountsDesk = {
    ...needs,
    members: membersOn(database),
    sessions: sessionsOn(database, clock),
    credentials,
    limits: createTryLimits(clock),
    changed: (userId) => listeners.forEach((listener) => listener(userId)),
  };
  const { sessions } = desk;

  const resume = async (headers: Headers, renew: boolean) => {
    const resumed = await credentials.resume(headers, renew);
    return resumed && presentMember(desk, resumed.userId) ? resumed : null;
  };

  return {
    resume: (headers) => resume(headers, true),
    async authenticate(headers) {
      const resumed = await resume(headers, false);
      return resumed && { userId: resumed.userId, device: resumed.device };
    },
    member({ userId, device }) {
      if (sessions.userOf(device) !== userId) return null;
      sessions.touch(device);
      return presentMember(desk, userId);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    setUp: setUpOn(desk),
    signIns: signInsOn(desk),
    invitations: invitationsOn(desk),
    staff: staffOn(desk),
    devices: devicesOn(desk),
    passwordLinks: passwordLinksOn(desk),
    beginMailTest: ({ userId }) => desk.limits.begin(mailTestLimits(userId)),
    close: () => database.close(),
  };
}

function keptSecret(database: DatabaseSync, make: () => string): string {
  database.prepare('UPDATE keys SET secret = ? WHERE secret IS NULL').run(make());
  return String(database.prepare('SELECT secret FROM keys').get()?.secret);
}

/** Who has a password but no membership: the server was stopped between the two, when somebody came or left. */
function removeUnfinished(database: DatabaseSync): void {
  database.exec(
    'DELETE FROM user WHERE id NOT IN (SELECT userId FROM members WHERE endedAt IS NULL)',
  );
}
