/** The two files of the data folder, opened both or neither. */
import type { Practice } from '#lib/domain/practice.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import type { Team } from '#lib/domain/team.ts';
import { type Accounts, type AccountsNeeds, openAccounts } from './accounts/accounts.ts';
import { openToAll, prepareDemo } from './demo.ts';
import type { OpenFailure } from './storage/openFailure.ts';
import { openSqliteStorage, type SqliteStorage } from './storage/sqliteStorage.ts';

export interface Stores {
  readonly storage: SqliteStorage;
  readonly accounts: Accounts;
  /** Frees the folder. */
  close(): void;
}

export interface StoresNeeds extends Omit<AccountsNeeds, 'team'> {
  readonly teamOf: (practice: Practice) => Team;
  /** Only in a folder that is empty or of the demonstration already. */
  readonly demo: boolean;
}

export type StoresFailure = { readonly kind: OpenFailure['kind'] | 'notDemo' };

export async function openStores(
  folder: string,
  { teamOf, demo, ...needs }: StoresNeeds,
): Promise<Result<Stores, StoresFailure>> {
  const opened = openSqliteStorage(folder);
  if (!opened.ok) return opened;
  const storage = opened.value;
  const refuse = (failure: StoresFailure) => {
    storage.close();
    return failed(failure);
  };
  if (demo && !prepareDemo(storage, needs.random, needs.clock).ok)
    return refuse({ kind: 'notDemo' });
  const team = () => {
    const practice = storage.readPractice();
    return practice && teamOf(practice);
  };
  const accounted = await openAccounts(folder, { ...needs, team });
  if (!accounted.ok) return refuse(accounted.error);

  const practice = storage.readPractice();
  const accounts = demo && practice ? openToAll(accounted.value, practice) : accounted.value;
  const close = () => {
    accounts.close();
    storage.close();
  };
  return ok({ storage, accounts, close });
}
