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

test('list, card, history, import and settings look right in every look', async ({
  page,
  context,
}) => {
  await setUpPractice(page);
  await importFile(page, listFile(people(FEW)));
  // What another tab chooses is on show in this one at once.
  const chooser = await context.newPage();
  await chooser.goto('/manifest.webmanifest');
  await page.bringToFront();
  const inEveryLook = async (screen: string) => {
    for (const look of LOOKS) {
      await chooser.evaluate((chosen) => {
        localStorage.setItem('assistiti:look', JSON.stringify(chosen));
      }, look);
      const html = page.locator('html');
      await expect(html).toHaveAttribute('data-text', look.textSize);
      await expect(html).toHaveAttribute('data-density', look.density);
      await expectAccessible(page, `${screen}: ${Object.values(look).join(', ')}`);
      await expectNoSideways(page);
    }
  };

  await openList(page);
  await inEveryLook('list');
  await openPatient(page, people(FEW)[3]?.taxCode);
  await inEveryLook('patient');
  await page.getByRole('tab', { name: 'Storia' }).click();
  await inEveryLook('history of a patient');
  await previewFile(page, listFile(people(FEW + 3)));
  await expect(group(page, 'Nuovi').getByRole('listitem').first()).toBeVisible();
  await inEveryLook('preview');
  await leave(page);
  await inEveryLook('settings');
});

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
