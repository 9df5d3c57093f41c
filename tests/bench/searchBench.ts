/** Figure 4: from a key press in `Cerca paziente` to the rows that it finds, drawn. */
import { type Figure, percentile, type Runs } from './figures.ts';
import { peopleOf } from './lists.ts';
import { rawTasks } from './rawTasks.ts';
import type { Stage } from './stage.ts';
import { taskFigures } from './taskFigures.ts';
import { type Task, traceTasks } from './trace.ts';

const KEY_TARGET = 50;
const TASK_TARGET = 16;
const IDLE_PRESSES = 5;

export async function benchSearch(stage: Stage, rows: number, rounds: number): Promise<Figure[]> {
  const { page, context, url } = await stage.open(await stage.profileWith(rows));
  await page.goto(url);
  await page.evaluate(() => window.bench.ready);
  // At the opening both sides say what they hold: with so many, that is work of its own.
  await page.getByText(/^Sincronizzato alle/).waitFor();
  await page.locator('input[type=search]').click();

  /** Expected before the press: an answer could be quicker than the question after it. */
  async function press(key: string, letters: number | null): Promise<number> {
    await page.evaluate((count) => {
      if (count === null) window.bench.expectFrame();
      else window.bench.expectList(count);
    }, letters);
    await page.keyboard.press(key);
    return page.evaluate(() => window.bench.pressedToDrawn);
  }

  async function type(text: string): Promise<number[]> {
    const times: number[] = [];
    for (const [place, letter] of [...text].entries()) {
      times.push(await press(letter === ' ' ? 'Space' : letter, place + 1));
    }
    await press('Escape', 0);
    return times;
  }

  /** What the machine itself takes from a key press to a frame: in a busy minute a search waits as long. */
  async function pressForNothing(): Promise<number[]> {
    const times: number[] = [];
    for (let i = 0; i < IDLE_PRESSES; i++) times.push(await press('Home', null));
    return times;
  }

  // The first answer sorts the index: that belongs to opening.
  await type('zz');
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    const times: number[] = [];
    const idle: number[] = [];
    const tasks = await traceTasks(page, async () => {
      for (const text of queries(rows, round)) {
        times.push(...(await type(text)));
        idle.push(...(await pressForNothing()));
      }
    });
    measured.push({ times, idle, tasks });
  }
  await context.close();
  const limit = await rawTasks(
    stage,
    measured.map(({ tasks }) => tasks),
    false,
  );
  return figuresOf(rows, measured, limit);
}

interface Round {
  readonly times: readonly number[];
  /** The same for key presses that ask nothing. */
  readonly idle: readonly number[];
  /** Longest first. */
  readonly tasks: readonly Task[];
}

function figuresOf(rows: number, rounds: readonly Round[], limit: Runs): Figure[] {
  const times = rounds.flatMap((round) => round.times);
  const tasks = rounds.flatMap((round) => round.tasks);
  const figure = {
    group: `Search with ${rows} stored, ${times.length} key presses in ${rounds.length} rounds`,
    unit: 'ms',
    limit: null,
  } as const;
  const late = tasks.filter(({ duration }) => duration > TASK_TARGET);
  const busy = tasks.filter(({ processor }) => processor > TASK_TARGET);
  return [
    {
      ...figure,
      name: 'key press to rows drawn, p50',
      runs: rounds.map((round) => percentile(round.times, 0.5)),
      limit: idleAt(rounds, 0.5),
      target: null,
    },
    {
      ...figure,
      name: 'key press to rows drawn, p95',
      runs: rounds.map((round) => percentile(round.times, 0.95)),
      limit: idleAt(rounds, 0.95),
      target: { kind: 'value', atMost: KEY_TARGET },
      note: `slowest ${Math.max(...times).toFixed(1)} ms; the wait for the next frame (up to 16.7 ms) is in it`,
    },
    ...taskFigures(
      figure,
      rounds.map((round) => round.tasks),
      limit,
      TASK_TARGET,
      [
        `of ${tasks.length} tasks ${late.length} above ${TASK_TARGET} ms, ${busy.length} by processor time`,
      ],
    ),
  ];
}

function idleAt(rounds: readonly Round[], share: number): Runs {
  return {
    what: `raw: a key press that asks nothing, to the next frame, p${share * 100}`,
    values: rounds.map(({ idle }) => percentile(idle, share)),
  };
}

/** What a doctor types: names either way round, a tax code, a phone, a birth date. */
function queries(rows: number, round: number): string[] {
  const people = peopleOf(rows);
  const person = (share: number) => {
    const found = people[Math.floor(people.length * share) + round];
    if (!found) throw new Error('The list is too short to search in');
    return found;
  };
  const [a, b, c, d] = [person(0.2), person(0.4), person(0.6), person(0.8)];
  const withPhone = people.find(({ mobile }, place) => mobile !== null && place > round * 100);
  const [year, month, day] = d.birthDate.split('-');
  return [
    `${a.lastName} ${a.firstName}`.toLowerCase(),
    `${b.firstName} ${b.lastName}`.toLowerCase(),
    c.taxCode,
    (withPhone?.mobile ?? '3331234567').replaceAll(/\D/g, ''),
    `${day}/${month}/${year}`,
  ].map((text) => text.replaceAll(/[^\x20-\x7e]/g, ''));
}
