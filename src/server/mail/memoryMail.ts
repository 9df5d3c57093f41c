/** The mail's half of the storage without a disk, for tests. */
import type { MailSettings } from './mailSettings.ts';
import type { MailStorage } from './mailStorage.ts';
import type { MessageStatus, OutgoingMessage } from './outboxMessage.ts';

export function memoryMail(): MailStorage {
  let settings: MailSettings | null = null;
  /** In the order of handing in. */
  const messages = new Map<string, OutgoingMessage>();
  const queued = () => [...messages.values()].filter(({ state }) => state === 'queued');

  return {
    readMailSettings: () => settings,
    writeMailSettings: (written) => void (settings = structuredClone(written)),
    addMessage(message, now) {
      if (messages.has(message.key)) return false;
      const times = { nextTry: now, queuedAt: now, changedAt: now };
      messages.set(message.key, {
        ...message,
        ...times,
        state: 'queued',
        tries: 0,
        lastError: null,
      });
      return true;
    },
    readMessages: (keys) =>
      keys.flatMap((key) => {
        const message = messages.get(key);
        return message ? [statusOf(message)] : [];
      }),
    dueMessages: (now, limit) =>
      queued()
        .filter(({ nextTry }) => nextTry <= now)
        .sort((a, b) => a.nextTry - b.nextTry)
        .slice(0, limit),
    nextDue: () =>
      queued().reduce<number | null>(
        (first, { nextTry }) => Math.min(first ?? nextTry, nextTry),
        null,
      ),
    moveMessages(moves) {
      let moved = 0;
      for (const { from, to, ...status } of moves) {
        const message = messages.get(status.key);
        if (message?.state !== from) continue;
        messages.set(status.key, { ...message, ...status, state: to });
        moved++;
      }
      return moved;
    },
    interruptSending(now) {
      const sending = [...messages.values()].filter(({ state }) => state === 'sending');
      for (const message of sending)
        messages.set(message.key, {
          ...message,
          state: 'uncertain',
          lastError: 'interrupted',
          changedAt: now,
        });
      return sending.length;
    },
    hurryMessages(now) {
      for (const message of queued()) messages.set(message.key, { ...message, nextTry: now });
    },
  };
}

function statusOf(message: OutgoingMessage): MessageStatus {
  const { key, state, tries, lastError, nextTry, changedAt } = message;
  return { key, state, tries, lastError, nextTry, changedAt };
}
