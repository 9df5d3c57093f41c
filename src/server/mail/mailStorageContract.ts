/** What every mail storage promises, as one suite. */
import { expect, test } from 'vitest';
import { invitation, settingsFor } from '../../../tests/server/someMail.ts';
import type { MailStorage } from './mailStorage.ts';

const NOW = 1000;
const keysOf = (messages: readonly { readonly key: string }[]) => messages.map(({ key }) => key);

export function mailStorageContract(open: () => MailStorage): void {
  /** A storage with a queued message for each key, handed in one after the other at the same moment. */
  const openWith = (...keys: string[]): MailStorage => {
    const storage = open();
    for (const key of keys) storage.addMessage({ ...invitation, key }, NOW);
    return storage;
  };
  const move = { tries: 1, lastError: 'unreachable', nextTry: 5000, changedAt: 2000 } as const;

  test('keeps the last mail settings', () => {
    const storage = open();
    expect(storage.readMailSettings()).toBeNull();
    storage.writeMailSettings(settingsFor(25));
    const last = settingsFor(587, { user: 'studio', password: 'perché «no»' });
    storage.writeMailSettings(last);
    expect(storage.readMailSettings()).toEqual(last);
  });

  test('queues a message once, to the letter, whatever a later one of its key says', () => {
    const storage = open();
    expect(storage.addMessage(invitation, NOW)).toBe(true);
    expect(storage.addMessage({ ...invitation, text: 'altro' }, NOW + 1)).toBe(false);
    const status = { state: 'queued', tries: 0, lastError: null, nextTry: NOW, changedAt: NOW };
    expect(storage.dueMessages(NOW)).toEqual([{ ...invitation, ...status, queuedAt: NOW }]);
    expect(storage.readMessages([invitation.key])).toEqual([{ key: invitation.key, ...status }]);
  });

  test('reads in the order asked, without what nobody handed in', () => {
    const storage = openWith('a', 'b', 'c');
    expect(keysOf(storage.readMessages(['c', 'none', 'a']))).toEqual(['c', 'a']);
  });

  test('knows what is due: the longest first, then the first handed in', () => {
    const storage = openWith('b', 'a', 'c');
    expect(storage.dueMessages(NOW - 1)).toEqual([]);
    storage.moveMessages([{ ...move, key: 'b', from: 'queued', to: 'queued' }]);
    expect(keysOf(storage.dueMessages(NOW))).toEqual(['a', 'c']);
    expect(keysOf(storage.dueMessages(NOW, 1))).toEqual(['a']);
    expect(keysOf(storage.dueMessages(5000))).toEqual(['a', 'c', 'b']);
  });

  test('knows when the next one is due', () => {
    const storage = openWith('a');
    expect(storage.nextDue()).toBe(NOW);
    storage.moveMessages([{ ...move, key: 'a', from: 'queued', to: 'queued' }]);
    expect(storage.nextDue()).toBe(5000);
    storage.hurryMessages(3000);
    expect(storage.nextDue()).toBe(3000);
    storage.moveMessages([{ ...move, key: 'a', from: 'queued', to: 'failed' }]);
    expect(storage.nextDue()).toBeNull();
  });

  test('moves only what is in the state to leave, and counts it', () => {
    const storage = openWith('a', 'b');
    storage.moveMessages([{ ...move, key: 'a', from: 'queued', to: 'sending' }]);
    const moves = ['a', 'b', 'none'].map((key) => ({ ...move, key }));
    expect(
      storage.moveMessages(moves.map((each) => ({ ...each, from: 'sending', to: 'sent' }))),
    ).toBe(1);
    expect(storage.readMessages(['a', 'b'])).toMatchObject([
      { ...move, state: 'sent' },
      { state: 'queued', tries: 0 },
    ]);
  });

  test('leaves what was being sent uncertain, and nothing else', () => {
    const storage = openWith('a', 'b');
    storage.moveMessages([{ ...move, key: 'a', from: 'queued', to: 'sending' }]);
    expect(storage.interruptSending(9000)).toBe(1);
    expect(storage.interruptSending(9001)).toBe(0);
    expect(storage.readMessages(['a', 'b'])).toMatchObject([
      { state: 'uncertain', lastError: 'interrupted', changedAt: 9000 },
      { state: 'queued' },
    ]);
  });
}
