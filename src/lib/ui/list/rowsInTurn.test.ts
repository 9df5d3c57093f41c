import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ListPage } from '#lib/read-model/listQuery.ts';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';
import { NO_ANSWER, type Rows, RowsInTurn } from './rowsInTurn.svelte.ts';

let tasks: (() => void)[] = [];

beforeEach(() => {
  vi.stubGlobal('scheduler', { postTask: (task: () => void) => tasks.push(task) });
});
afterEach(() => {
  vi.unstubAllGlobals();
  tasks = [];
});

/** `found` rows, of which the answer carries 50; the first letter tells the answers apart. */
function page(letter: string, found: number, offset = 0): ListPage {
  const length = Math.max(0, Math.min(50, found - offset));
  const rows = Array.from({ length }, (_, at) => ({ id: `${letter}${offset + at}` }));
  return { total: 1750, found, offset, rows: rows as unknown as ListedPatient[] };
}

/** The list of a screen on which `room` rows fit, drawn as the table draws it. */
function screenOf(room: number) {
  let answer: ListPage | null = null;
  let start = 0;
  const done: string[] = [];
  const layOut = () => void (laidOut = true);
  let laidOut = false;
  const window = () => ({
    start,
    end: Math.max(start, Math.min(start + room, answer?.found ?? NO_ANSWER.found)),
  });
  const list = new RowsInTurn({
    answer: () => answer,
    window,
    done: () => void done.push(answer?.rows[0]?.id ?? 'nobody'),
  });
  function inWindow({ offset, rows, found }: Rows): string[] {
    const end = Math.min(window().end, found);
    const places = Array.from({ length: Math.max(0, end - start) }, (_, at) => start + at);
    return places.map((place) => rows[place - offset]?.id ?? '-');
  }
  let callOff = list.drew(layOut);
  const draw = () => {
    callOff();
    // What was called off does nothing.
    for (const task of tasks.splice(0)) task();
    callOff = list.drew(layOut);
    // That all of it stands is a change that it is told of again.
    if (tasks.length === 0) callOff = list.drew(layOut);
  };
  return {
    done,
    show(next: ListPage | null, from = start): void {
      answer = next;
      start = from;
      draw();
    },
    inWindow,
    /** What its rows show, as many as are drawn. */
    shown: () => inWindow(list.rows),
    /** The next turn, if one comes: what stands is laid out before. */
    turn(): boolean {
      tasks.shift()?.();
      expect(laidOut).toBe(true);
      laidOut = false;
      const task = tasks.shift();
      task?.();
      draw();
      return task !== undefined;
    },
  };
}

it('lets five places at a time show the next answer, those below what they showed before', () => {
  const { show, shown, done, turn } = screenOf(10);
  show(page('a', 300));
  while (turn());
  show(page('b', 80));
  const first = shown();
  turn();
  expect([first, shown(), done]).toEqual([
    ['b0', 'b1', 'b2', 'b3', 'b4', 'a5', 'a6', 'a7', 'a8', 'a9'],
    ['b0', 'b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8', 'b9'],
    ['a0', 'b0'],
  ]);
  expect(turn()).toBe(false);
});

it('makes three new places at a time', () => {
  const { show, shown, turn } = screenOf(10);
  show(page('a', 1));
  while (turn());
  show(page('b', 300));
  const sizes = [shown().length];
  while (turn()) sizes.push(shown().length);
  expect(sizes).toEqual([4, 7, 10]);
});

it('goes on from where the reader has jumped to', () => {
  const { show, shown, turn } = screenOf(10);
  const last = page('a', 1000, 25);
  show(last, 30);
  show(last, 60);
  let turns = 0;
  while (turn()) turns++;
  expect([turns, shown()[0]]).toEqual([4, 'a60']);
});

it('shows nobody of an earlier answer once there is none, nor tells that nothing stands', () => {
  const { show, shown, done, turn } = screenOf(10);
  show(page('a', 300));
  while (turn());
  show(null);
  expect([shown(), turn(), done]).toEqual([Array(10).fill('-'), false, ['a0']]);
  show(page('b', 300));
  expect(shown()).toEqual(['b0', 'b1', 'b2', 'b3', 'b4', '-', '-', '-', '-', '-']);
});

it('comes to the whole of the last answer, whatever came before it and wherever it scrolled', () => {
  const step = fc.record({
    found: fc.nat(120),
    start: fc.nat(60),
    tasks: fc.nat(4),
    isAnswer: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 24 }),
      (steps, room) => {
        const { show, shown, inWindow, turn } = screenOf(room);
        let last = page('z', 0);
        steps.forEach(({ found, start, tasks: some, isAnswer }, at) => {
          const from = Math.min(start, found);
          const next = page(String.fromCharCode(97 + at), found, Math.max(0, from - 10));
          show(isAnswer ? (last = next) : last, from);
          for (let i = 0; i < some; i++) turn();
        });
        let turns = 0;
        while (turn()) turns++;
        expect(turns).toBeLessThanOrEqual(Math.ceil(room / 3));
        expect(shown()).toEqual(inWindow(last));
      },
    ),
  );
});
