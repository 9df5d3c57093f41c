/**
 * The rows of an answer come to stand some at a time, from the top, each time in a task of its own: a whole screen of
 * them, made and laid out at once, keeps the next key waiting for longer than a frame. Until its turn has come a place
 * shows whom it showed before.
 */
import { untrack } from 'svelte';
import type { ListPage } from '#lib/read-model/listQuery.ts';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';
import { inNextTask } from '#lib/ui/kit/nextTask.ts';
import type { Window } from '#lib/ui/kit/windowing.ts';

/** Whom the places of a list show, from the place `offset` on; null: nobody yet. `found`: how many places there are. */
export interface Rows {
  readonly offset: number;
  readonly rows: readonly (ListedPatient | null)[];
  readonly found: number;
}

/** Rows of one turn: those that show somebody else, and among them those that are made where there was no place. */
const ROWS_A_TURN = 5;
const NEW_ROWS_A_TURN = 3;

/** While the first answer is on its way there are places without anybody. */
export const NO_ANSWER: Rows = { offset: 0, rows: [], found: 40 };

interface Turn {
  readonly answer: ListPage | null;
  /** One past the last place that shows the answer; below it stands what stood `before`. */
  readonly end: number;
  readonly before: Rows;
}

/** Rows of another tab are never what stood before. */
const NOTHING: Turn = { answer: null, end: Infinity, before: NO_ANSWER };

/** The first one, and one past the last. */
type Places = Pick<Window, 'start' | 'end'>;

interface Needs {
  readonly answer: () => ListPage | null;
  /** The places worth drawing. */
  readonly window: () => Places;
  /** The whole of an answer stands now. */
  readonly done: () => void;
}

export class RowsInTurn {
  readonly #needs: Needs;
  #latest = $state.raw(NOTHING);

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  readonly #turn = $derived.by((): Turn => {
    const answer = this.#needs.answer();
    const latest = this.#latest;
    if (!answer) return NOTHING;
    if (latest.answer === answer) return latest;
    const window = this.#needs.window();
    const before = latest.answer ? standing(latest, window) : NO_ANSWER;
    return { answer, before, end: nextEnd(window.start, before) };
  });

  /** What the screen shows. */
  readonly rows = $derived.by(() => standing(this.#turn, this.#needs.window()));

  /**
   * Told when `rows` have been drawn: `layOut` lays them out, then the next ones have their turn; each in a task of
   * its own, as all of it in the frame that paints them would be a long one. Gives what calls that off.
   */
  drew(layOut: () => void): () => void {
    const turn = this.#turn;
    const { start, end } = this.#needs.window();
    if (turn.end === Infinity) {
      this.#latest = turn;
      return inNextTask(layOut);
    }
    if (turn.end >= end) {
      this.#latest = { ...turn, end: Infinity, before: NO_ANSWER };
      untrack(this.#needs.done);
      return () => {};
    }
    this.#latest = turn;
    const next = { ...turn, end: nextEnd(Math.max(turn.end, start), turn.before) };
    let callOff = inNextTask(() => {
      layOut();
      callOff = inNextTask(() => (this.#latest = next));
    });
    return () => callOff();
  }
}

function nextEnd(from: number, { found }: Rows): number {
  return Math.min(from + ROWS_A_TURN, Math.max(from, found) + NEW_ROWS_A_TURN);
}

function standing({ answer, end, before }: Turn, window: Places): Rows {
  if (!answer) return NO_ANSWER;
  if (end === Infinity) return answer;
  const places = Array.from({ length: window.end - window.start }, (_, at) => window.start + at);
  return {
    offset: window.start,
    rows: places.map((place) => {
      const { rows, offset } = place < end ? answer : before;
      return rows[place - offset] ?? null;
    }),
    found: Math.min(answer.found, Math.max(end, before.found)),
  };
}
