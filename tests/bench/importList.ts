/** The import as a doctor does it, with the times that the page saw. */
import type { Page } from 'playwright';

export interface ImportTimes {
  /** ms from the click on `Importa N pazienti` to the durable journal. */
  readonly saved: number;
  /** ms from the click to the end screen: all rows are stored and shown. */
  readonly shown: number;
}

/** From an open app to `Importazione conclusa`. */
export async function importList(page: Page, path: string): Promise<ImportTimes> {
  await openWizard(page);
  return runWizard(page, path);
}

/** From the list, by its menu. */
export async function openWizard(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Altre azioni' }).click();
  await page.getByRole('menuitem', { name: 'Importa Pazienti da SISS' }).click();
  await page.evaluate(() => window.bench.until('button', 'Avanti'));
}

/** From the choice of the file to the end screen. */
export async function runWizard(page: Page, path: string): Promise<ImportTimes> {
  await page.locator('input[type=file]').setInputFiles(path);
  await press(page, 'Avanti');
  await page.evaluate(() => window.bench.until('button:not(:disabled)', 'Importa '));
  // Told by the page itself: asking again and again from outside would be work in the page.
  const ended = page.evaluate(() => window.bench.until('h1', 'Importazione conclusa'));
  await press(page, 'Importa ');
  const { drawn } = await ended;
  return page.evaluate((shownAt) => {
    const saved = performance.getEntriesByName('assistiti: import saved')[0]?.startTime ?? NaN;
    const { clickedAt } = window.bench;
    return { saved: saved - clickedAt, shown: shownAt - clickedAt };
  }, drawn);
}

/** A real press of the mouse, at the least cost for the page. */
async function press(page: Page, text: string): Promise<void> {
  await page.evaluate((wanted) => window.bench.until('button:not(:disabled)', wanted), text);
  const { x, y } = await page.evaluate((wanted) => {
    const buttons = [
      ...document.querySelectorAll<HTMLElement>('main button:not(:disabled), form button'),
    ];
    const button = buttons.find((element) => element.innerText.trim().startsWith(wanted.trim()));
    button?.scrollIntoView({ block: 'center' });
    const box = button?.getBoundingClientRect() ?? new DOMRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }, text);
  await page.mouse.click(x, y);
}
