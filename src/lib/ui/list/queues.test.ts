import { expect, test } from 'vitest';
import { plainView, writeView } from './listView.ts';
import { QUEUES, queueOf, queueView } from './queues.ts';

const TODAY = '2026-11-23';

test('every queue has an address of its own', () => {
  expect(QUEUES.map((queue) => writeView(queueView(queue, TODAY)))).toEqual([
    '?scadenza=60&ordine=scadenza',
    '?scadenza=passata&ordine=scadenza',
    '?dati=da-controllare',
    '?esenzione-entro=2027-03-31',
  ]);
});

test('a view is known as the queue it opened from, also when it is narrowed', () => {
  for (const queue of QUEUES) expect(queueOf({ ...queueView(queue, TODAY), sex: 'F' })).toBe(queue);
  expect(queueOf(queueView('expiring', TODAY, 7))).toBe('expiring');
});

test('other views are no queue', () => {
  expect(queueOf(plainView('ssn'))).toBeNull();
  expect(queueOf({ ...queueView('toCheck', TODAY), tab: 'archive' })).toBeNull();
});

test('exemptions are looked at by the next 31 March', () => {
  const endOf = (today: string) => queueView('exemptions', today).exemption.endsBy;
  expect(endOf('2027-03-31')).toBe('2027-03-31');
  expect(endOf('2027-04-01')).toBe('2028-03-31');
});
