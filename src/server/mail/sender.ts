/** Sends what is due in the outbox, one message after the other, now and whenever the next one's time has come. */
import type { Log } from '#server/log.ts';
import type { MailSettings } from './mailSettings.ts';
import type { MailStorage, MessageMove } from './mailStorage.ts';
import { movesAfter } from './messageMoves.ts';
import type { MessageStatus, OutgoingMessage } from './outboxMessage.ts';
import type { SendMail } from './smtp.ts';

/** Runs something once after a pause in ms; gives what calls it off. */
export type Timer = (run: () => void, pause: number) => () => void;

export interface SenderNeeds {
  readonly storage: MailStorage;
  readonly send: SendMail;
  readonly clock: () => number;
  readonly timer: Timer;
  readonly log: Log;
}

export interface Sender {
  /** Something may be due. */
  wake(): void;
  /** Resolves when nothing is being sent. */
  idle(): Promise<void>;
  /** Begins no other message; resolves when the one under way has its answer. */
  stop(): Promise<void>;
}

/** For a storage that cannot be written: its disk may have room again by then. */
const STORAGE_PAUSE = 60_000;

export function createSender({ storage, send, clock, timer, log }: SenderNeeds): Sender {
  let running: Promise<void> | null = null;
  let isAsked = false;
  let isStopped = false;
  let callOff = () => {};
  /** Outcomes that the storage could not take: nothing is sent before they stand there. */
  let unwritten: MessageMove[] = [];

  function write(moves: MessageMove[]): void {
    unwritten = moves;
    storage.moveMessages(moves);
    unwritten = [];
  }

  function beginSending(message: OutgoingMessage): MessageStatus {
    const { key, state: from, tries, lastError, nextTry } = message;
    const move = { key, from, tries, lastError, nextTry, changedAt: clock() };
    if (storage.moveMessages([{ ...move, to: 'sending' }]) !== 1)
      throw new Error('The message is not queued any more');
    return { ...message, state: 'sending' };
  }

  async function attempt(settings: MailSettings, message: OutgoingMessage): Promise<void> {
    let standing: MessageStatus = message;
    const outcome = await send(settings, message, () => void (standing = beginSending(message)));
    if (outcome.kind !== 'sent') log('mailNotSent', { code: outcome.code });
    const now = clock();
    const waiting = () => storage.dueMessages(now).filter(({ key }) => key !== message.key);
    write(movesAfter(outcome, standing, waiting, now));
  }

  async function sendDue(): Promise<void> {
    if (unwritten.length > 0) write(unwritten);
    while (!isStopped) {
      const settings = storage.readMailSettings();
      const [message] = storage.dueMessages(clock(), 1);
      if (!settings || !message) return;
      await attempt(settings, message);
    }
  }

  /** How long until something is due, in ms; null: nothing will be, as things stand. */
  function nextPause(): number | null {
    const due = storage.readMailSettings() ? storage.nextDue() : null;
    return due === null ? null : Math.max(0, due - clock());
  }

  async function run(): Promise<void> {
    let pause: number | null = STORAGE_PAUSE;
    try {
      do {
        isAsked = false;
        await sendDue();
      } while (isAsked);
      pause = isStopped ? null : nextPause();
    } catch (error) {
      log('outboxFailed', error);
    }
    running = null;
    if (pause !== null && !isStopped) callOff = timer(wake, pause);
  }

  function wake(): void {
    if (isStopped) return;
    isAsked = true;
    callOff();
    running ??= run();
  }

  const idle = () => running ?? Promise.resolve();
  return {
    wake,
    idle,
    stop() {
      isStopped = true;
      callOff();
      return idle();
    },
  };
}
