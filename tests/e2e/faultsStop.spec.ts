/** Stopped while an import is being written: whatever ends, and whenever, the list is whole or as it was. */
import type { Page } from '@playwright/test';
import { crashPage, holdWorker, killBrowser, test, expect } from './faultsStage.ts';
import { catchWorker, endWorker, orderWorker } from './faultsWorker.ts';
import { expectSize, ready, watchPage } from './faultsWitness.ts';
import {
  commitButton,
  expectCounts,
  group,
  listFile,
  openList,
  patientRow,
  people,
  previewFile,
  setUpPractice,
  comeBack,
} from './tasks.ts';

const KILLS = Number(process.env.KILLS ?? 20);
const SEED = Number(process.env.KILL_SEED ?? 1);
const ROWS = 1750;
/** One transaction of rows, two, a doctor's list, three transactions. */
const SIZES = [300, 700, ROWS, 700, 1200];

const ways = [
  ['its tab closed', (page: Page) => page.close()],
  ['its tab crashed', crashPage],
  ['its worker ended', endWorker],
] as const;

for (let kill = 0; kill < KILLS; kill++) {
  const [way, end] = ways[kill % ways.length] ?? ways[0];
  const rows = SIZES[kill % SIZES.length] ?? ROWS;
  const stopAt = 1 + Math.floor(chance(SEED * 1000 + kill) * stepsOf(rows));
  test(`kill ${kill + 1}: an import of ${rows} rows, ${way} at step ${stopAt}, is whole or was not`, async ({
    page,
    context,
  }) => {
    await catchWorker(page);
    await setUpPractice(page);
    await stopImport(page, rows, stopAt);
    await end(page);
    await page.close();
    await expectWholeOrNothing(await context.newPage(), rows);
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
    expect(await expectWholeOrNothing(await context.newPage(), ROWS)).toBe(ROWS);
  });
}

test('an import whose browser is killed is there whole or not at all', async ({ openBrowser }) => {
  const { page, context } = await openBrowser();
  await setUpPractice(page);
  // In the middle of the rows: the journal has it, so the next start has it whole.
  await stopImport(page, ROWS, 22);
  await killBrowser(context);
  const again = await openBrowser();
  await comeBack(again.page);
  await again.page.goto('about:blank');
  expect(await expectWholeOrNothing(again.page, ROWS)).toBe(ROWS);
});

/** As far as the worker gets before it stops, or to the end when it has fewer steps. */
async function stopImport(page: Page, rows: number, stopAt: number): Promise<void> {
  await previewFile(page, listFile(people(rows)));
  const { held } = await holdWorker(page);
  await orderWorker(page, { stopAt });
  await commitButton(page).click();
  const done = page.getByRole('heading', { name: 'Importazione conclusa' }).waitFor();
  done.catch(() => {});
  await Promise.race([held, done]);
}

/** How many patients there are; what is shown at any moment, found and imported again agrees with it. */
async function expectWholeOrNothing(page: Page, rows: number): Promise<number> {
  const witness = await watchPage(page);
  await openList(page);
  await ready(page);
  const sizes = await witness.listSizes();
  expect(sizes.filter((size) => size > 1 && size !== rows)).toEqual([]);
  expect(await witness.alerts()).toEqual([]);

  await previewFile(page, listFile(people(rows)));
  const isWhole = await group(page, 'Nuovi').getByRole('heading', { name: '(0)' }).isVisible();
  const found = isWhole ? rows : 0;
  await expectCounts(page, { Nuovi: rows - found, Invariati: found, Modificati: 0 });

  await openList(page);
  const emptyList = page.getByRole('heading', { name: 'L’elenco è ancora vuoto' });
  if (found === 0) await expect(emptyList).toBeVisible();
  else await expectSize(page, found);
  for (const { firstName, lastName, taxCode } of found ? people(rows).slice(-3) : []) {
    await page.getByLabel('Cerca paziente').fill(taxCode);
    await expect(patientRow(page, `${lastName} ${firstName}`).first()).toBeVisible();
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
