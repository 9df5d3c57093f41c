import { expect, test } from 'vitest';
import { plainView, writeView } from './listView.ts';
import { QUEUES, queueOf, queueView } from './queues.ts';

test('every queue has an address of its own', () => {
  expect(QUEUES.map((queue) => writeView(queueView(queue)))).toEqual([
    '?scadenza=60&ordine=scadenza',
    '?scadenza=passata&ordine=scadenza',
    '?dati=da-controllare',
  ]);
});

test('a view is known as the queue it opened from, also when it is narrowed', () => {
  for (const queue of QUEUES) expect(queueOf({ ...queueView(queue), sex: 'F' })).toBe(queue);
  expect(queueOf(queueView('expiring', 7))).toBe('expiring');
});

test('other views are no queue', () => {
  expect(queueOf(plainView('ssn'))).toBeNull();
  expect(queueOf({ ...queueView('toCheck'), tab: 'archive' })).toBeNull();
});
