/** Sync as the tabs ask for it. Without a server there is only what is here: nothing is pending, nothing came back. */
import type { Author } from '../author.ts';
import type { ConnectionDependencies } from '../provider.ts';
import { connectToServer } from '../provider.ts';
import { type SyncDependencies, createSync } from './createSync.ts';
import { createInbox } from './inbox.ts';
import type { SyncDesk } from './syncDesk.ts';

export interface SyncDeskDependencies extends Pick<
  SyncDependencies,
  'replica' | 'ledger' | 'documents' | 'endedDocuments' | 'isStorageWell' | 'now' | 'failed'
> {
  readonly author: Author;
  readonly sync?: Pick<ConnectionDependencies, 'url' | 'Socket' | 'patience'> &
    Pick<SyncDependencies, 'askServer' | 'settle' | 'sendLate' | 'memberChanged' | 'changed'>;
}

export interface OpenedSyncDesk extends SyncDesk {
  open(): Promise<void>;
  follow(): void;
  close(): void;
}

export function createSyncDesk(dependencies: SyncDeskDependencies): OpenedSyncDesk {
  const { replica, ledger, author, sync: server } = dependencies;
  const sync = server
    ? createSync({
        ...dependencies,
        ...server,
        connect: (listeners) => connectToServer({ ...server, ...listeners }),
      })
    : null;
  const inbox = createInbox({
    ...{ replica, ledger, author },
    changed: async () => sync?.recount(),
    settle: async (entry) => server?.settle(entry),
  });
  return {
    ...inbox,
    status: () => sync?.status() ?? { kind: 'savedHere' },
    pending: () => (sync ? replica.pending.changes() : []),
    discard: (command) => replica.pending.discard(command),
    again: () => sync?.again(),
    open: async () => sync?.open(),
    follow: () => sync?.follow(),
    close: () => sync?.close(),
  };
}
