/**
 * Sends the practice's messages, each once as far as SMTP can tell.
 *
 * A message is durably `sending` before its first byte leaves, and `sent` after the server's answer. What is found
 * `sending` at a start was cut in between: nobody knows whether the server took it, so it becomes `uncertain`. When
 * no message can go (server down, sign-in refused), all that are due wait together instead of failing one by one.
 */
import { ok, type Result } from '#lib/domain/result.ts';
import type { MailSettings } from './mailSettings.ts';
import type { MailStorage, MessageMove } from './mailStorage.ts';
import { queuedAgain, takenAsSent, withdrawn } from './messageMoves.ts';
import { parseNewMessage, type InvalidMessage } from './newMessage.ts';
import type { MessageStatus, NewMessage, OutboxState } from './outboxMessage.ts';
import { createSender, type SenderNeeds } from './sender.ts';

export interface Outbox {
  /** `known`: that key was handed in before; what stands there stands, whatever this one says. */
  handIn(message: NewMessage): Result<'queued' | 'known', InvalidMessage>;
  /** In the order of the keys; those that nobody handed in are left out. */
  readOutbox(keys: readonly string[]): MessageStatus[];
  /** A person says that a failed or uncertain message is to go (again); false: it is neither. */
  sendAgain(key: string): boolean;
  /** It is wanted no more: what it says is forgotten. False: it has left already, or is no message. */
  withdraw(key: string): boolean;
  /** Told of the keys of messages that came to stand otherwise. */
  onMove(listener: (keys: readonly string[]) => void): void;
  /** A person knows that an uncertain message arrived; false: it is not uncertain. */
  takeAsSent(key: string): boolean;
  /** Takes new settings, and tries all that waits with them. */
  useSettings(settings: MailSettings): void;
  /** Resolves when nothing is being sent. */
  idle(): Promise<void>;
  /** Begins no other message; resolves when the one under way has its answer. */
  stop(): Promise<void>;
}

/** One for each storage, when the server starts: it begins with what an earlier one left. */
export function startOutbox(needs: SenderNeeds): Outbox {
  const { clock, log } = needs;
  const listeners = new Set<(keys: readonly string[]) => void>();
  const storage = telling(needs.storage, (keys) => listeners.forEach((tell) => tell(keys)));
  const sender = createSender({ ...needs, storage });
  const interrupted = storage.interruptSending(clock());
  if (interrupted > 0) log('mailInterrupted', null);
  sender.wake();

  function decide(
    key: string,
    states: readonly OutboxState[],
    move: (message: MessageStatus, now: number) => MessageMove,
  ): boolean {
    const [message] = storage.readMessages([key]);
    if (!message || !states.includes(message.state)) return false;
    if (message.lastError === 'withdrawn') return false;
    const isMoved = storage.moveMessages([move(message, clock())]) === 1;
    sender.wake();
    return isMoved;
  }

  return {
    handIn(message) {
      const parsed = parseNewMessage(message);
      if (!parsed.ok) return parsed;
      const isNew = storage.addMessage(parsed.value, clock());
      sender.wake();
      return ok(isNew ? 'queued' : 'known');
    },
    readOutbox: (keys) => storage.readMessages(keys),
    sendAgain: (key) => decide(key, ['failed', 'uncertain'], queuedAgain),
    withdraw: (key) => decide(key, ['queued', 'failed', 'uncertain'], withdrawn),
    onMove: (listener) => void listeners.add(listener),
    takeAsSent: (key) => decide(key, ['uncertain'], takenAsSent),
    useSettings(settings) {
      storage.writeMailSettings(settings);
      storage.hurryMessages(clock());
      sender.wake();
    },
    idle: sender.idle,
    stop: sender.stop,
  };
}

/** The same storage, whose moves are told once they are on the disk. */
function telling(storage: MailStorage, moved: (keys: readonly string[]) => void): MailStorage {
  return {
    ...storage,
    moveMessages(moves) {
      const count = storage.moveMessages(moves);
      moved(moves.map(({ key }) => key));
      return count;
    },
  };
}
