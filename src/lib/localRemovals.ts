/**
 * Takes one user's data off this computer. It is first written down that they are to go, then all tabs start again:
 * only when none of them has his stores open can these be deleted, and should the browser end before, the next start
 * goes on with it.
 */
import { z } from 'zod';
import type { StoreOwner } from '#lib/replica/databases.ts';
import { lineNames, type Locks, lockFree } from './line.ts';

const KEY = 'assistiti:removals';
const removalSchema = z.object({
  practice: z.string(),
  user: z.string(),
  name: z.string(),
  /** How many changes of his the server never had. */
  unsent: z.number(),
  /** `tries`: too many wrong passwords; `wish`: he said so when he left. */
  why: z.enum(['tries', 'wish']),
});
export type Removal = z.infer<typeof removalSchema>;

export interface RemovalNeeds {
  readonly storage: Storage;
  readonly indexedDB: IDBFactory;
  readonly locks: Locks;
}

export type LocalRemovals = ReturnType<typeof localRemovals>;

/** What the lines and locks of somebody's tabs are named by. */
export function lineOf({ practice, user }: StoreOwner): string {
  return `assistiti:${practice}:${user}`;
}

export function localRemovals({ storage, indexedDB, locks }: RemovalNeeds) {
  function due(): readonly Removal[] {
    try {
      const stored: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
      return z.array(removalSchema).safeParse(stored).data ?? [];
    } catch {
      return [];
    }
  }
  const write = (removals: readonly Removal[]) =>
    removals.length === 0
      ? storage.removeItem(KEY)
      : storage.setItem(KEY, JSON.stringify(removals));

  async function remove(removal: Removal): Promise<void> {
    const line = lineOf(removal);
    await lockFree(locks, lineNames(line).worker);
    const stores = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const own = stores.filter((name) => name.startsWith(`${line}:`));
    const deleted = await Promise.all(own.map((name) => deleteStore(indexedDB, name)));
    const suffix = `:${removal.practice}:${removal.user}`;
    for (const key of Object.keys(storage)) if (key.endsWith(suffix)) storage.removeItem(key);
    if (deleted.every(Boolean)) write(due().filter(({ user }) => user !== removal.user));
  }

  return {
    /** Changes when something is to be removed: tabs that hear of it start again. */
    key: KEY,
    ask: (removal: Removal) => write([...due(), removal]),
    /** Resolves with what was removed just now. One tab at a time. */
    finish: (): Promise<readonly Removal[]> =>
      locks.request(KEY, async () => {
        const removals = due();
        for (const removal of removals) await remove(removal);
        return removals;
      }) as Promise<readonly Removal[]>,
  };
}

/** False while somebody has it open: it goes when he closes it. */
function deleteStore(indexedDB: IDBFactory, name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase(name);
    deleting.onsuccess = () => resolve(true);
    deleting.onblocked = () => resolve(false);
    deleting.onerror = () => reject(deleting.error);
  });
}
