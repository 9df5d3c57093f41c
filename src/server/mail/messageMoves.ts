/** What becomes of a message, and of those behind it, after a try. Pure. */
import type { MailFailure } from '#lib/domain/mailDelivery.ts';
import type { MessageMove } from './mailStorage.ts';
import type { MessageStatus } from './outboxMessage.ts';
import { pauseAfter } from './retryPauses.ts';
import type { SendOutcome } from './smtpOutcome.ts';

/** `message` as it stands in the outbox; `waiting` reads the others that are due, which wait too where none can go. */
export function movesAfter(
  outcome: SendOutcome,
  message: MessageStatus,
  waiting: () => readonly MessageStatus[],
  now: number,
): MessageMove[] {
  switch (outcome.kind) {
    case 'sent':
      return [triedOnce(message, { to: 'sent', lastError: null, changedAt: now })];
    case 'refused':
      return [triedOnce(message, { to: 'failed', lastError: outcome.code, changedAt: now })];
    case 'uncertain':
      return [triedOnce(message, { to: 'uncertain', lastError: outcome.code, changedAt: now })];
    case 'later': {
      const held = outcome.holdsAll ? [message, ...waiting()] : [message];
      return held.map((each) => putOff(each, outcome.code, now));
    }
  }
}

/** As a person asks for it: as if it had just been handed in. */
export function queuedAgain({ key, state }: MessageStatus, now: number): MessageMove {
  return {
    key,
    from: state,
    to: 'queued',
    tries: 0,
    lastError: null,
    nextTry: now,
    changedAt: now,
  };
}

/** As a person knows of it. */
export function takenAsSent(message: MessageStatus, now: number): MessageMove {
  const { key, state, tries, nextTry } = message;
  return { key, from: state, to: 'sent', tries, lastError: null, nextTry, changedAt: now };
}

/** As a person wants it no more. */
export function withdrawn({ key, state, tries, nextTry }: MessageStatus, now: number): MessageMove {
  const move = { key, from: state, to: 'failed', tries, nextTry } as const;
  return { ...move, lastError: 'withdrawn', changedAt: now };
}

function putOff(message: MessageStatus, code: MailFailure, now: number): MessageMove {
  const pause = pauseAfter(message.tries + 1);
  const move = triedOnce(message, { to: 'queued', lastError: code, changedAt: now });
  return pause === null ? { ...move, to: 'failed' } : { ...move, nextTry: now + pause };
}

function triedOnce(
  { key, state, tries, nextTry }: MessageStatus,
  next: Pick<MessageMove, 'to' | 'lastError' | 'changedAt'>,
): MessageMove {
  return { key, from: state, tries: tries + 1, nextTry, ...next };
}
