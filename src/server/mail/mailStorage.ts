/** What the server keeps of its mail, for good. Every implementation passes `mailStorageContract.ts`. */
import type { MailSettings } from './mailSettings.ts';
import type { MessageStatus, NewMessage, OutboxState, OutgoingMessage } from './outboxMessage.ts';

/** A message's next state; nothing happens to one that is not in the state `from`. */
export interface MessageMove extends Omit<MessageStatus, 'state'> {
  readonly from: OutboxState;
  readonly to: OutboxState;
}

export interface MailStorage {
  /** Null: nobody has set them. */
  readMailSettings(): MailSettings | null;
  writeMailSettings(settings: MailSettings): void;
  /** Queues a message, due at once; false where its key is known, whatever became of it. */
  addMessage(message: NewMessage, now: number): boolean;
  /** In the order of the keys; those that nobody handed in are left out. */
  readMessages(keys: readonly string[]): MessageStatus[];
  /** Queued ones whose next try has come: the longest due first, then the first handed in; all, or so many. */
  dueMessages(now: number, limit?: number): OutgoingMessage[];
  /** When the next queued one is tried; null: none is queued. */
  nextDue(): number | null;
  /** Gives the number of those moved. What a message says goes when it was sent or withdrawn. All or nothing, durable. */
  moveMessages(moves: readonly MessageMove[]): number;
  /** Of those that were being sent, nobody knows any more. Gives their number. */
  interruptSending(now: number): number;
  /** Makes all queued ones due. */
  hurryMessages(now: number): void;
}
