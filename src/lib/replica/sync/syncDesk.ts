/** What a tab asks about sync. Every call crosses to the worker as plain data. */
import type { PendingChange } from '../pendingChange.ts';
import type { Inbox } from './inbox.ts';
import type { SyncStatus } from './syncStatus.ts';

export interface SyncDesk extends Inbox {
  status(): SyncStatus;
  /** Commands that the server does not have on its disk yet, oldest first. */
  pending(): readonly PendingChange[];
  /** Lets go of a command that cannot be sent (`stranded`); false where it is on its way. */
  discard(command: string): Promise<boolean>;
  /** Connects now: after a sign-in, or because somebody asked. */
  again(): void;
}
