import { beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '#lib/domain/member.ts';
import type { Practice } from '#lib/domain/practice.ts';
import { deskMemory } from './deskMemory.ts';

const DAY = 86_400_000;
const practice: Practice = {
  ...{ id: 'p', name: 'Studio', idSecret: 'ab'.repeat(32), createdAt: 1, panelId: 'panel' },
  doctor: { id: 'd', firstName: 'Ada', lastName: 'Prova', doctorCode: '1' },
};

let now = 0;
let stored: Map<string, string>;
const memory = () =>
  deskMemory(
    {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
    () => now,
  );

function member(userId: string): Member {
  const none = { doctorId: null, worksFor: [], grants: {}, substitutions: [] };
  return { userId, name: userId, role: 'secretary', ...none };
}

beforeEach(() => {
  now = 100 * DAY;
  stored = new Map();
});

describe('what a desk remembers', () => {
  it('is its last five people, the newest first, of its practice alone', () => {
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'b']) memory().remember(practice, member(id));
    const names = () =>
      memory()
        .users()
        .map((user) => user.member.userId);
    expect(names()).toEqual(['b', 'f', 'e', 'd', 'c']);
    memory().forget('e');
    expect(names()).toEqual(['b', 'f', 'd', 'c']);
    memory().remember({ ...practice, id: 'other' }, member('x'));
    expect(names()).toEqual(['x']);
  });

  it('is nothing where something else is stored', () => {
    stored.set('assistiti:practice', '{"id":3}');
    stored.set('assistiti:users', 'not JSON');
    expect([memory().practice(), memory().users()]).toEqual([null, []]);
  });

  it('locks by hand, and by itself once nobody touched it for as long as was chosen', () => {
    expect(memory().isLocked()).toBe(false);
    memory().touch();
    now += 10 * 60_000;
    expect(memory().isLocked()).toBe(false);
    now += 1;
    expect(memory().isLocked()).toBe(true);
    memory().setSettings({ idleMinutes: null });
    expect(memory().isLocked()).toBe(false);
    memory().lock();
    expect(memory().isLocked()).toBe(true);
    memory().unlock();
    expect(memory().isLocked()).toBe(false);
  });

  it('is good for fourteen days without the server, or as many as were chosen', () => {
    memory().remember(practice, member('a'));
    const [user] = memory().users();
    if (!user) throw new Error('Not remembered');
    now += 14 * DAY;
    expect(memory().isTooLongAgo(user)).toBe(false);
    now += 1;
    expect(memory().isTooLongAgo(user)).toBe(true);
    memory().setSettings({ offlineDays: 30 });
    expect(memory().isTooLongAgo(user)).toBe(false);
  });
});
