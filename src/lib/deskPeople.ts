/** The people whose data are on this computer, each behind his own lock. */
import { deskLock, type DeskLock } from '#lib/accounts/deskLock.ts';
import type { DeskMemory, KnownUser } from '#lib/accounts/deskMemory.ts';
import type { Cryptography } from '#lib/accounts/verifier.ts';
import type { Databases, StoreOwner } from '#lib/replica/databases.ts';
import { pendingOfOthers } from '#lib/replica/sync/pendingOfOthers.ts';
import type { DeskPerson } from '#lib/ui/accounts/account.ts';
import type { LocalRemovals } from './localRemovals.ts';
import { openLockStore } from './lockStore.ts';

export interface DeskPeopleNeeds {
  readonly memory: DeskMemory;
  readonly removals: Pick<LocalRemovals, 'ask'>;
  readonly databases: Omit<Databases, 'owner'>;
  readonly cryptography: Cryptography;
  readonly now: () => number;
  /** Everything of this tab ends, and begins as after a reload. */
  readonly startAgain: () => void;
}

export type DeskPeople = ReturnType<typeof deskPeople>;

export function deskPeople(needs: DeskPeopleNeeds) {
  const { memory, removals, databases, cryptography, now, startAgain } = needs;

  const lockOf = (owner: StoreOwner): DeskLock =>
    deskLock(openLockStore({ ...databases, owner }), cryptography, now);

  async function unsentOf({ practice, user }: StoreOwner): Promise<number> {
    const waiting = await pendingOfOthers(databases.indexedDB, { practice, user: '' });
    return waiting.find((work) => work.user === user)?.count ?? 0;
  }

  /** His data go when the tabs start again. */
  async function remove(known: KnownUser, why: 'tries' | 'wish'): Promise<void> {
    const { practice, member } = known;
    const { userId: user, name } = member;
    const unsent = await unsentOf({ practice, user });
    removals.ask({ practice, user, name, unsent, why });
    memory.forget(user);
  }

  /** Whoever guessed gets no further by the session that the browser may still carry. */
  async function shutOut(known: KnownUser): Promise<void> {
    memory.lock();
    await remove(known, 'tries');
    startAgain();
  }

  function personOf(known: KnownUser): DeskPerson {
    const { practice, member } = known;
    const owner = { practice, user: member.userId };
    const lock = lockOf(owner);
    return {
      userId: member.userId,
      name: member.name,
      state: async () => ({ ...(await lock.state()), unsent: await unsentOf(owner) }),
      async unlock(secret) {
        if (!(await lock.state()).hasPassword) return 'unknown';
        const outcome = await lock.unlock(secret);
        if (outcome === 'spent') await shutOut(known);
        if (outcome !== 'unlocked') return outcome;
        return memory.isTooLongAgo(known) ? 'tooLongAgo' : null;
      },
    };
  }

  return { lockOf, unsentOf, personOf, remove };
}
