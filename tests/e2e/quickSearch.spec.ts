/** The quick search and the keys, from every screen, without a mouse. */
import type { Page } from '@playwright/test';
import { expectAccessible, SMALL_SCREEN } from './accessibleScreens.ts';
import { expect, test } from './support.ts';
import { importFile, listFile, nameOf, openList, people, setUpPractice } from './tasks.ts';

test.describe.configure({ timeout: 240_000 });
test.use({ viewport: SMALL_SCREEN });

const LIST = people(40);
const [FIRST, SECOND] = [LIST[7] ?? never(), LIST[8] ?? never()];

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Ricerca rapida' });
const box = (page: Page) => dialog(page).getByRole('combobox');
const option = (page: Page, name: string) => dialog(page).getByRole('option', { name });

async function openPractice(page: Page): Promise<void> {
  await setUpPractice(page);
  await importFile(page, listFile(LIST));
}

test('the quick search by keyboard, from every screen', async ({ page }) => {
  await openPractice(page);

  await test.step('a patient is found and opened by keyboard, and found again among those opened lately', async () => {
    await page.goto('/impostazioni');
    await page.getByRole('heading', { level: 1, name: 'Impostazioni' }).waitFor();
    await page.keyboard.press('/');
    await expect(box(page)).toBeFocused();
    await page.keyboard.type(`${FIRST.firstName} ${FIRST.lastName}`.toLowerCase());
    await expect(option(page, nameOf(FIRST)).first()).toHaveAttribute('aria-selected', 'true');
    await expect(option(page, nameOf(FIRST)).first()).toContainText('SSN');
    const card = dialog(page).getByRole('region', { name: `Scheda di ${nameOf(FIRST)}` });
    await expect(card).toContainText(FIRST.taxCode);
    await expect(card.getByRole('button', { name: 'Apri scheda' })).toBeVisible();
    await expectAccessible(page, 'quick search');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: nameOf(FIRST) })).toBeVisible();
    await expect(page).toHaveURL(/\/pazienti\/[^?]+$/);

    await page.keyboard.press('Control+k');
    await expect(box(page)).toBeFocused();
    await expect(dialog(page).getByRole('listbox', { name: 'Aperti di recente' })).toBeVisible();
    await expect(option(page, nameOf(FIRST))).toHaveCount(1);
    const kept = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
    expect(kept).not.toContain(nameOf(FIRST));
    expect(kept).not.toContain(FIRST.taxCode);
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toHaveCount(0);
  });

  await test.step('on the list the keys keep apart: / is its own box, Ctrl+K searches everywhere', async () => {
    await openList(page);
    const lens = page.getByRole('button', { name: 'Ricerca rapida' });
    await expect(page.getByText('40 pazienti', { exact: true })).toBeVisible();
    await page.keyboard.press('/');
    await expect(page.getByLabel('Cerca paziente')).toBeFocused();
    await page.keyboard.press('Control+k');
    await expect(box(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByLabel('Cerca paziente')).toBeFocused();
    await lens.focus();
    await page.keyboard.press('Enter');
    await expect(box(page)).toBeFocused();
    await page.keyboard.type(SECOND.taxCode);
    await expect(option(page, nameOf(SECOND))).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(lens).toBeFocused();
  });

  await test.step('the keys are told on every screen', async () => {
    for (const path of ['/importazioni', '/impostazioni', '/importa/siss', '/']) {
      await page.goto(path);
      await page.getByRole('navigation', { name: 'Principale' }).waitFor();
      await page.keyboard.press('?');
      const help = page.getByRole('dialog', { name: 'Tasti rapidi' });
      await expect(help, path).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(help).toHaveCount(0);
    }
  });

  await test.step('the arrows move the highlight, the archive comes in with Tutti', async () => {
    await importFile(page, listFile(LIST.filter((person) => person !== FIRST)), { archive: true });
    await openList(page);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('a');
    const options = dialog(page).getByRole('option');
    await expect(options.nth(1)).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('ArrowUp');
    await expect(options.nth(0)).toHaveAttribute('aria-selected', 'true');
    await box(page).fill(FIRST.taxCode);
    await expect(dialog(page).getByText('Nessun risultato')).toBeVisible();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await expect(dialog(page).getByRole('radio', { name: 'Tutti' })).toBeChecked();
    await expect(option(page, nameOf(FIRST))).toContainText('Archivio');
    await page.keyboard.press('Escape');
  });

  await test.step('who is not found is added with what was typed', async () => {
    await openList(page);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('zz de luca anna');
    await expect(dialog(page).getByText('Nessun risultato')).toBeVisible();
    await expectAccessible(page, 'quick search without results');
    await box(page).fill('de luca anna');
    const add = dialog(page).getByRole('button', { name: 'Non trovi il paziente? Aggiungilo' });
    await add.focus();
    await page.keyboard.press('Enter');
    const adding = page.getByRole('dialog', { name: 'Aggiungi paziente' });
    await expect(adding.getByLabel('Cognome')).toHaveValue('De Luca');
    await expect(adding.getByLabel('Nome', { exact: true })).toHaveValue('Anna');
    await expect(page).toHaveURL(/\/$/);
  });
});

function never(): never {
  throw new Error('The sample is too short');
}
