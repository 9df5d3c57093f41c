import { expect, test } from 'vitest';
import { openRecentPatients } from './recentPatients.ts';

function store(content: Record<string, string> = {}) {
  const values = new Map(Object.entries(content));
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

test('keeps the last twelve, the last one first, each once', () => {
  const recent = openRecentPatients(store(), 'recent');
  for (let number = 1; number <= 14; number++) recent.add(`p${number}`);
  recent.add('p5');
  expect(recent.ids().slice(0, 3)).toEqual(['p5', 'p14', 'p13']);
  expect(recent.ids()).toHaveLength(12);
});

test.each(['', '{', '7', '["a",3]'])('takes %j for nothing', (content) => {
  expect(openRecentPatients(store({ recent: content }), 'recent').ids()).toEqual([]);
});
