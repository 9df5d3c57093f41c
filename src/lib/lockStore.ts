/** One user's lock on this computer, in a store of its own among his: it goes with them. */
import { type LockRecord, lockRecordSchema, type LockStore } from '#lib/accounts/deskLock.ts';
import { type Databases, openDatabase } from '#lib/replica/databases.ts';

const ONLY = 'lock';

export function openLockStore(databases: Databases): LockStore {
  const database = openDatabase(databases, 'lock', 'strict');
  database.version(1).stores({ lock: '' });
  const records = database.table<LockRecord, string>('lock');
  const read = async () => lockRecordSchema.safeParse(await records.get(ONLY)).data ?? null;
  return {
    read,
    update: (change) =>
      database.transaction('rw', records, async () => {
        await records.put(change(await read()), ONLY);
      }),
  };
}
