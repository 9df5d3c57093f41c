/** Edits by hand: until they are safe, until another tab shows them, and whether the size of the list matters. */
import type { BrowserContext, Page } from 'playwright';
import { type Figure, median } from './figures.ts';
import type { Stage } from './stage.ts';

/** An edit costs what it costs, whatever the size of the list: what two medians may differ by. */
const FLAT = 1.5;
const ELSEWHERE_MS = 100;
/** Of the list, on any screen: others are drawn only when scrolled to. */
const ROWS_IN_SIGHT = 5;

export async function benchEdits(
  stage: Stage,
  sizes: readonly number[],
  runs: number,
): Promise<Figure[]> {
  const measured: { rows: number; safe: number[]; elsewhere: number[] }[] = [];
  for (const rows of sizes) {
    const { page, context, url } = await stage.open(await stage.profileWith(rows));
    await page.goto(url);
    await page.evaluate(() => window.bench.ready);
    const safe = await editTimes(page, url, runs);
    const elsewhere = await elsewhereTimes(page, context, runs);
    measured.push({ rows, safe, elsewhere });
    await context.close();
  }
  const [smallest, ...others] = measured;
  const group = 'An edit by hand, from leaving the field';
  return [
    ...measured.map(({ rows, safe }): Figure => ({
      group,
      name: `${rows} stored, to "Salvato su questo computer"`,
      unit: 'ms',
      runs: safe,
      limit: null,
      target: null,
    })),
    ...others.map(({ rows, safe }): Figure => ({
      group,
      name: `${rows} stored, beside ${smallest?.rows} stored`,
      unit: 'ms',
      runs: [median(safe)],
      limit: { what: `median with ${smallest?.rows}`, values: [median(smallest?.safe ?? [])] },
      target: { kind: 'ratio', atMost: FLAT },
    })),
    ...measured.map(({ rows, elsewhere }): Figure => ({
      group,
      name: `${rows} stored, to another tab's history of the patient`,
      unit: 'ms',
      runs: elsewhere,
      limit: null,
      target: { kind: 'value', atMost: ELSEWHERE_MS },
    })),
  ];
}

/** ms from leaving the note's field to the word that it is safe, on one patient after the other. */
export async function editTimes(page: Page, url: string, runs: number): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    await openPatient(page, url, run % ROWS_IN_SIGHT);
    const left = await writeNote(page, `Nota ${run}`);
    const safe = await page.evaluate(() => window.bench.until('p', 'Salvato su questo computer'));
    times.push(safe.inDocument - left);
  }
  return times;
}

/** ms from leaving the field in one tab to the history's line in the other, by the clock they share. */
async function elsewhereTimes(
  page: Page,
  context: BrowserContext,
  runs: number,
): Promise<number[]> {
  const second = await context.newPage();
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    await second.goto(page.url());
    await second.getByRole('tab', { name: 'Storia' }).click();
    const words = `Nota dell’altra scheda ${run}`;
    const shown = second.evaluate(async (text) => {
      const { inDocument } = await window.bench.until('main', text);
      return performance.timeOrigin + inDocument;
    }, words);
    const left = await writeNote(page, words);
    const origin = await page.evaluate(() => performance.timeOrigin);
    times.push((await shown) - (origin + left));
  }
  await second.close();
  return times;
}

/** When the field was left, by the page's own clock. */
async function writeNote(page: Page, text: string): Promise<number> {
  const note = page.getByRole('textbox', { name: 'Nota' });
  await note.fill(text);
  return note.evaluate((field) => {
    const left = performance.now();
    (field as HTMLElement).blur();
    return left;
  });
}

async function openPatient(page: Page, url: string, place: number): Promise<void> {
  await page.goto(url);
  await page.evaluate(() => window.bench.firstRows);
  // An edit before the documents are loaded waits for them: that belongs to opening, which has a figure of its own.
  await page.evaluate(() => window.bench.ready);
  await page.locator(`[data-row="${place}"] a, [data-row="${place}"]`).first().click();
  await page.getByRole('textbox', { name: 'Nota' }).waitFor();
}
