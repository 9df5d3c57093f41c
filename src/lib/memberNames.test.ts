import { expect, test, vi } from 'vitest';
import { ok } from '#lib/domain/result.ts';
import { memberNames, type MemberNamesNeeds } from './memberNames.ts';

function open(kept: Map<string, string>, names: readonly (readonly [string, string])[]) {
  let now = 0;
  const asked: number[] = [];
  const members = names.map(([userId, name]) => ({
    ...{ userId, name, role: 'secretary' as const, doctorId: null, worksFor: [], grants: {} },
    ...{ substitutions: [], endedAt: null },
  }));
  const changed = vi.fn();
  const needs: MemberNamesNeeds = {
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, text) => kept.set(key, text),
    },
    key: 'names',
    server: {
      async members() {
        asked.push(now);
        return ok({ members });
      },
    },
    now: () => now,
    changed,
  };
  return { ...memberNames(needs), asked, changed, pass: (ms: number) => (now += ms) };
}

test('a name is asked for once it is wanted, told when it came, and known offline afterwards', async () => {
  const kept = new Map<string, string>();
  const desk = open(kept, [['u-1', 'Carla Neri']]);
  expect(desk.nameOf('u-1')).toBeNull();
  await vi.waitFor(() => expect(desk.changed).toHaveBeenCalledTimes(1));
  expect(desk.nameOf('u-1')).toBe('Carla Neri');
  expect(open(kept, []).nameOf('u-1')).toBe('Carla Neri');
});

test('somebody whom the server does not know is not asked about again and again', async () => {
  const desk = open(new Map(), []);
  for (let tries = 0; tries < 5; tries++) desk.nameOf('nobody');
  expect(desk.asked).toHaveLength(1);
  desk.pass(60_000);
  desk.nameOf('nobody');
  expect(desk.asked).toHaveLength(2);
});

test('what is no list of names is taken for none', () => {
  expect(open(new Map([['names', 'guasto']]), []).nameOf('u-1')).toBeNull();
  expect(open(new Map([['names', '{"u-1":7}']]), []).nameOf('u-1')).toBeNull();
});
