/** Every way the screens can look, by the same rules as the usual one. */
import type { Page } from '@playwright/test';
import { expectAccessible, SMALL_SCREEN } from './accessibleScreens.ts';
import { expect, test } from './support.ts';
import {
  group,
  importFile,
  listFile,
  openList,
  openPatient,
  people,
  previewFile,
  setUpPractice,
} from './tasks.ts';

// Many screens in one test, each judged at length: long on a busy machine.
test.describe.configure({ timeout: 240_000 });
test.use({ viewport: SMALL_SCREEN });

const FEW = 40;
const LARGE_SCREEN = { width: 1920, height: 1080 };

/** Between them they have every value of every choice. */
const LOOKS = [
  { density: 'compact', textSize: 'larger', upperCaseNames: true },
  { density: 'comfortable', textSize: 'large', highContrast: true, privacy: true },
  { density: 'compact', textSize: 'larger', upperCaseNames: true, highContrast: true },
] as const;

for (const look of LOOKS) {
  const name = Object.values(look).join(', ');
  test(`list, card, import and settings look right: ${name}`, async ({ page }) => {
    await page.addInitScript((chosen) => {
      localStorage.setItem('assistiti:look', JSON.stringify(chosen));
    }, look);
    await setUpPractice(page);
    await importFile(page, listFile(people(FEW)));
    await openList(page);
    await expect(page.locator('html')).toHaveAttribute('data-text', look.textSize);
    await expectAccessible(page, 'list');
    await expectNoSideways(page);
    await openPatient(page, people(FEW)[3]?.taxCode);
    await expectAccessible(page, 'patient');
    await expectNoSideways(page);
    await page.getByRole('tab', { name: 'Storia' }).click();
    await expectAccessible(page, 'history of a patient');
    await previewFile(page, listFile(people(FEW + 3)));
    await expect(group(page, 'Nuovi').getByRole('listitem').first()).toBeVisible();
    await expectAccessible(page, 'preview');
    await expectNoSideways(page);
    await leave(page);
    await expectAccessible(page, 'settings');
  });
}

/** From an open import to the settings. */
async function leave(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Impostazioni', exact: true }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Esci' }).click();
  await expect(page.getByRole('heading', { name: 'Impostazioni', level: 1 })).toBeVisible();
}

/** On the clinic's small screen and on a wide one. */
async function expectNoSideways(page: Page): Promise<void> {
  for (const size of [LARGE_SCREEN, SMALL_SCREEN]) {
    await page.setViewportSize(size);
    const { scrollWidth, innerWidth } = await page.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth,
      innerWidth: window.innerWidth,
    }));
    expect(scrollWidth).toBeLessThanOrEqual(innerWidth);
  }
}
