import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DrawTurns } from './drawTurns.ts';

const page = { hidden: false };
const frames: (() => void)[] = [];
const drawn: string[] = [];
const draws = (name: string) => () => void drawn.push(name);

/** What a frame draws is drawn behind it. */
async function frame(): Promise<string[]> {
  frames.shift()?.();
  await vi.runAllTimersAsync();
  return drawn.splice(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', page);
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  page.hidden = false;
  frames.length = 0;
});

it('draws one thing a frame, in the order asked for, the parts of a thing before what comes after it', async () => {
  const turns = new DrawTurns();
  turns.take(() => {
    draws('a')();
    turns.take(draws('part of a'), true);
  });
  turns.take(draws('b'));
  expect(drawn).toEqual([]);
  const seen = [await frame(), await frame(), await frame(), await frame()];
  expect(seen).toEqual([['a'], ['part of a'], ['b'], []]);
});

it('draws nothing of what was taken down meanwhile', async () => {
  const turns = new DrawTurns();
  const leaveA = turns.take(draws('a'));
  turns.take(draws('b'));
  const leavePart = turns.take(draws('part'), true);
  leaveA();
  leavePart();
  expect(await frame()).toEqual(['b']);
});

it('waits for no frames on a page that nobody sees', async () => {
  page.hidden = true;
  const turns = new DrawTurns();
  turns.take(draws('a'));
  turns.take(draws('b'));
  await vi.runAllTimersAsync();
  expect(drawn.splice(0)).toEqual(['a', 'b']);
  expect(frames).toEqual([]);
});
