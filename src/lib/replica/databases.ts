/**
 * The one place that names and opens local stores. Every store belongs to a practice and a user, so that
 * people who share a PC never read each other's; encryption at rest will enter here.
 */
import { Dexie } from 'dexie';

export interface StoreOwner {
  readonly practice: string;
  readonly user: string;
}

export type StoreName = 'ledger' | 'rows' | 'lock' | `document:${string}`;

export function storeName(owner: StoreOwner, store: StoreName): string {
  return `assistiti:${owner.practice}:${owner.user}:${store}`;
}

export interface Databases {
  readonly owner: StoreOwner;
  readonly indexedDB: IDBFactory;
  readonly IDBKeyRange: typeof IDBKeyRange;
}

/** `strict`: a transaction is complete only when it is on the disk. */
export function openDatabase(
  databases: Databases,
  store: StoreName,
  durability: 'strict' | 'relaxed',
): Dexie {
  return new Dexie(storeName(databases.owner, store), {
    indexedDB: databases.indexedDB,
    IDBKeyRange: databases.IDBKeyRange,
    chromeTransactionDurability: durability,
    cache: 'disabled',
  });
}

/**
 * To be called in the worker that writes: the tabs are told by news of its own. Dexie's would carry every key that
 * was written, thousands of them after an import, into each tab's main thread.
 */
export function keepMutationsHere(): void {
  Dexie.on.storagemutated.fire = () => {};
}

/** Told when the store is closed under us, by the browser or by a tab that deletes or upgrades it. */
export function watchClose(database: Dexie, closed: () => void): void {
  // Dexie closes the connection in a handler of its own: whoever opens again must come after it.
  database.on('versionchange', () => queueMicrotask(closed));
  database.on('close', () => queueMicrotask(closed));
}

/** Why a write failed, when it is the store's fault and not ours. */
export function storageFault(error: unknown): 'full' | 'lost' | null {
  const names: string[] = [];
  for (let cause = error, depth = 0; cause instanceof Object && depth < 4; depth++) {
    if ('name' in cause) names.push(String(cause.name));
    cause = 'inner' in cause ? cause.inner : undefined;
  }
  if (names.includes('QuotaExceededError')) return 'full';
  return names.some((name) => lostNames.has(name)) ? 'lost' : null;
}

const lostNames: ReadonlySet<string> = new Set([
  'DatabaseClosedError',
  'InvalidStateError',
  'MissingAPIError',
  'OpenFailedError',
  'AbortError',
  'UnknownError',
  'NotFoundError',
]);
