/**
 * How much of other users' work waits on this computer for their sign-in (DESIGN.md §7, property 13): who and how
 * many rows of the journal, never a word of them. Their stores are counted, not read.
 */
import type { StoreOwner } from '../databases.ts';

export interface WaitingWork {
  readonly user: string;
  /** Rows of the journal: at least one for each command. */
  readonly count: number;
}

export async function pendingOfOthers(
  indexedDB: IDBFactory,
  { practice, user }: StoreOwner,
): Promise<readonly WaitingWork[]> {
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
  const waiting: WaitingWork[] = [];
  for (const name of names) {
    const other = ownerOfLedger(name, practice);
    if (other === null || other === user) continue;
    const count = await countJournal(indexedDB, name);
    if (count > 0) waiting.push({ user: other, count });
  }
  return waiting;
}

function ownerOfLedger(name: string, practice: string): string | null {
  const [start, end] = [`assistiti:${practice}:`, ':ledger'];
  return name.startsWith(start) && name.endsWith(end)
    ? name.slice(start.length, -end.length)
    : null;
}

async function countJournal(indexedDB: IDBFactory, name: string): Promise<number> {
  const database = await settled(indexedDB.open(name));
  try {
    if (!database.objectStoreNames.contains('journal')) return 0;
    return await settled(database.transaction('journal').objectStore('journal').count());
  } finally {
    database.close();
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
