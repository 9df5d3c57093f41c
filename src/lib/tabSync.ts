/** What the screens of this tab ask about sync. */
import type { SyncReader } from '#lib/ui/app.ts';
import type { StoreOwner } from '#lib/replica/databases.ts';
import { pendingOfOthers } from '#lib/replica/sync/pendingOfOthers.ts';
import type { Line } from './lineToWorker.ts';
import { type Signal, watch } from './watching.ts';
import type { WorkerDesk } from './workerDesk.ts';

export interface TabSyncNeeds {
  readonly line: Line<WorkerDesk>;
  /** Sent at every news of the worker's about sync. */
  readonly news: Signal;
  readonly owner: StoreOwner;
  readonly indexedDB: IDBFactory;
  /** ms since 1970. */
  readonly now: () => number;
  /** Null for somebody whom nobody here knows. */
  readonly nameOf: (user: string) => string | null;
}

export function openTabSync(needs: TabSyncNeeds): SyncReader {
  const { line, news, owner, indexedDB, now, nameOf } = needs;
  return {
    watchStatus: (show) => watch(news, () => line.ask((desk) => desk.syncStatus()), show),
    watchPending: (show) => watch(news, () => line.ask((desk) => desk.pendingChanges()), show),
    watchInbox: (show) => watch(news, () => line.ask((desk) => desk.inbox()), show),
    watchWaiting: (show) => watch(news, () => pendingOfOthers(indexedDB, owner), show),
    recover: (id) => line.ask((desk) => desk.recover(id)),
    dismiss: (id) => line.ask((desk) => desk.dismiss(id)),
    discard: (command) => line.ask((desk) => desk.discardPending(command)),
    again: () => void line.ask((desk) => desk.syncAgain()),
    nameOf: (user) => nameOf(user) ?? 'un collega',
    now,
  };
}
