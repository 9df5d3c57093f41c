import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHybridClock, millisecondsOf } from './hybridClock.ts';

test('readings grow as text on every tick, whatever the wall clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4e12 }), { minLength: 2 }), (walls) => {
      let wall = 0;
      const clock = createHybridClock(() => wall, 'a');
      let last = '';
      for (wall of walls) {
        const reading = clock.tick();
        expect(reading > last).toBe(true);
        last = reading;
      }
    }),
  );
});

test('a clock set back by a day goes on from the last reading', () => {
  let wall = Date.UTC(2026, 10, 23);
  const clock = createHybridClock(() => wall, 'a');
  const before = clock.tick();
  wall -= 24 * 3600 * 1000;
  expect(clock.tick() > before).toBe(true);
});

test('a reading from elsewhere is followed', () => {
  const ahead = createHybridClock(() => 2_000_000_000_000, 'b').tick();
  const clock = createHybridClock(() => 1_900_000_000_000, 'a');
  clock.follow(ahead);
  expect(clock.tick() > ahead).toBe(true);
  expect(millisecondsOf(clock.tick())).toBe(2_000_000_000_000);
});

test('more ticks in one millisecond than the counter holds still grow', () => {
  const clock = createHybridClock(() => 5, 'a');
  let last = clock.tick();
  for (let i = 0; i < 36 ** 4 + 10; i++) {
    const reading = clock.tick();
    if (!(reading > last)) expect.unreachable(`${reading} after ${last}`);
    last = reading;
  }
});
