import { expect, test } from 'vitest';
import { prepareDemo } from './demo.ts';
import { createInMemoryStorage } from './storage/inMemoryStorage.ts';

let ids = 0;
const random = { id: () => `id-${ids++}`, secret: () => 'ab'.repeat(32) };

test('an empty folder gets a made-up practice, which stays the next time', () => {
  const storage = createInMemoryStorage();
  expect(prepareDemo(storage, random, () => 1)).toEqual({ ok: true, value: null });
  const practice = storage.readPractice();
  expect(practice?.name).toBe('Studio dimostrativo');
  expect(prepareDemo(storage, random, () => 2)).toEqual({ ok: true, value: null });
  expect(storage.readPractice()).toEqual(practice);
});

test('a folder with somebody’s practice is refused and left as it is', () => {
  const storage = createInMemoryStorage();
  const real = {
    id: '01REAL',
    name: 'Studio vero',
    idSecret: 'cd'.repeat(32),
    createdAt: 1,
    doctor: { id: 'd', firstName: 'Ada', lastName: 'Prova', doctorCode: '1' },
    panelId: 'p',
  };
  storage.createPractice(real);
  expect(prepareDemo(storage, random, () => 2)).toEqual({ ok: false, error: 'notDemo' });
  expect(storage.readPractice()).toEqual(real);
});
