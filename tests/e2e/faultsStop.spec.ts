/** Stopped while an import is being written: whatever ends, and whenever, the list is whole or as it was. */
import type { Page } from '@playwright/test';
import type { SamplePerson } from '#lib/sample/person.ts';
import { crashPage, holdWorker, killBrowser, test, expect } from './faultsStage.ts';
import { catchWorker, endWorker, orderWorker } from './faultsWorker.ts';
import { expectSize, ready, watchPage } from './faultsWitness.ts';
import {
  commitButton,
  expectCounts,
  group,
  listFile,
  nameOf,
  openList,
  patientRow,
  people,
  previewFile,
  setUpPractice,
  comeBack,
} from './tasks.ts';

const KILLS = Number(process.env.KILLS ?? 6);
const SEED = Number(process.env.KILL_SEED ?? 1);
const ROWS = 1750;
/** One transaction of rows, two, three: a doctor's whole list is stopped below. */
const SIZES = [150, 550, 1100, 250, 60];

const ways = [
  ['its tab closed', (page: Page) => page.close()],
  ['its tab crashed', crashPage],
  ['its worker ended', endWorker],
] as const;

/** Kills of one practice, whose list grows by what each of them left. */
const BATCH = 3;
for (let first = 0; first < KILLS; first += BATCH) {
  const kills = Array.from({ length: Math.min(BATCH, KILLS - first) }, (_, at) => first + at);
  test(`an import that is stopped is whole or was not: kills ${first + 1} to ${first + kills.length}`, async ({
    page,
    context,
  }) => {
    test.setTimeout(300_000);
    await catchWorker(page);
    await setUpPractice(page);
    let at = page;
    let stored = 0;
    for (const kill of kills) {
      const [way, end] = ways[kill % ways.length] ?? ways[0];
      const rows = SIZES[kill % SIZES.length] ?? ROWS;
      const stopAt = 1 + Math.floor(chance(SEED * 1000 + kill) * stepsOf(rows));
      await test.step(`kill ${kill + 1}: ${rows} rows, ${way} at step ${stopAt}`, async () => {
        const list = people(rows, 1 + kill);
        await stopImport(at, list, stopAt);
        await end(at);
        await at.close();
        at = await context.newPage();
        await catchWorker(at);
        stored += await expectWholeOrNothing(at, list, stored);
      });
    }
  });
}

for (const [way, end] of ways) {
  const stopAt = 1 + Math.floor(chance(SEED * 2000 + way.length) * stepsOf(ROWS));
  test(`an import of another tab than the one that writes it, ${way} at step ${stopAt}, ends whole`, async ({
    page,
    context,
  }) => {
    await catchWorker(page);
    await setUpPractice(page);
    const second = await context.newPage();
    await previewFile(second, listFile(people(ROWS)));
    const { held } = await holdWorker(page);
    await orderWorker(page, { stopAt });
    await commitButton(second).click();
    await held;
    await end(page);
    await expect(second.getByRole('heading', { name: 'Importazione conclusa' })).toBeVisible();
    await second.close();
    expect(await expectWholeOrNothing(await context.newPage(), people(ROWS))).toBe(ROWS);
  });
}

test('an import whose browser is killed is there whole or not at all', async ({ openBrowser }) => {
  const { page, context } = await openBrowser();
  await setUpPractice(page);
  // In the middle of the rows: the journal has it, so the next start has it whole.
  await stopImport(page, people(ROWS), 22);
  await killBrowser(context);
  const again = await openBrowser();
  await comeBack(again.page);
  await again.page.goto('about:blank');
  expect(await expectWholeOrNothing(again.page, people(ROWS))).toBe(ROWS);
});

/** As far as the worker gets before it stops, or to the end when it has fewer steps. */
async function stopImport(
  page: Page,
  list: readonly SamplePerson[],
  stopAt: number,
): Promise<void> {
  await previewFile(page, listFile(list));
  const { held } = await holdWorker(page);
  await orderWorker(page, { stopAt });
  await commitButton(page).click();
  const done = page.getByRole('heading', { name: 'Importazione conclusa' }).waitFor();
  done.catch(() => {});
  await Promise.race([held, done]);
}

/**
 * How many patients of the list there are beside those stored before; what is shown at any moment, found and imported
 * again agrees with it.
 */
async function expectWholeOrNothing(
  page: Page,
  list: readonly SamplePerson[],
  before = 0,
): Promise<number> {
  const rows = list.length;
  const witness = await watchPage(page);
  await openList(page);
  await ready(page);
  const sizes = await witness.listSizes();
  const right = [before, before + rows];
  expect(sizes.filter((size) => size > 1 && !right.includes(size))).toEqual([]);
  expect(await witness.alerts()).toEqual([]);

  await previewFile(page, listFile(list));
  const isWhole = await group(page, 'Nuovi').getByRole('heading', { name: '(0)' }).isVisible();
  const found = isWhole ? rows : 0;
  await expectCounts(page, { Nuovi: rows - found, Invariati: found, Modificati: 0 });

  await openList(page);
  const emptyList = page.getByRole('heading', { name: 'L’elenco è ancora vuoto' });
  if (before + found === 0) await expect(emptyList).toBeVisible();
  else await expectSize(page, before + found);
  for (const person of found ? list.slice(-3) : []) {
    await page.getByLabel('Cerca paziente').fill(person.taxCode);
    await expect(patientRow(page, nameOf(person)).first()).toBeVisible();
  }
  return found;
}

/** About how many steps writing takes: each hundredth row, each transaction's begin and end. */
function stepsOf(rows: number): number {
  return 12 + Math.floor(rows / 100) + 2 * Math.ceil(rows / 500);
}

/** Between 0 and 1, always the same for a seed. */
function chance(seed: number): number {
  let mixed = (seed + 0x6d2b79f5) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 1 | mixed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}
