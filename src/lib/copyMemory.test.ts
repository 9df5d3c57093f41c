import { expect, test } from 'vitest';
import { openCopyMemory } from './copyMemory.ts';

function store(content: Record<string, string> = {}) {
  const values = new Map(Object.entries(content));
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

test('remembers the last copy and the put-off day, each by itself', () => {
  const memory = openCopyMemory(store(), 'copy');
  expect(memory.read()).toEqual({ last: null, quietOn: null });
  memory.write({ quietOn: '2026-11-23' });
  memory.write({ last: { at: 5, covers: 't' } });
  expect(memory.read()).toEqual({ last: { at: 5, covers: 't' }, quietOn: '2026-11-23' });
});

test.each(['', '{', '7', '{"last":3}'])('takes %j for nothing', (content) => {
  const memory = openCopyMemory(store({ copy: content }), 'copy');
  expect(memory.read()).toEqual({ last: null, quietOn: null });
});
