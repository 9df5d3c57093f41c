/** Selecting patients by mouse and by keyboard: what is said to be selected is what is. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectAccessible, SMALL_SCREEN } from './accessibleScreens.ts';
import { expect, test } from './support.ts';
import {
  importFile,
  listFile,
  nameOf,
  openList,
  openTab,
  patientTable,
  people,
  setUpPractice,
} from './tasks.ts';

test.describe.configure({ timeout: 240_000 });
test.use({ viewport: SMALL_SCREEN });

async function openListOf(page: Page, rows: number): Promise<void> {
  await setUpPractice(page);
  await importFile(page, listFile(people(rows)));
  await openList(page);
  await expect(rowLinks(page).first()).toBeVisible();
}

const rowLinks = (page: Page) => patientTable(page).getByRole('rowheader').getByRole('link');
/** Of the rows in the window, the first `count`. */
const boxes = (page: Page) => patientTable(page).locator('tbody').getByRole('checkbox');
const selected = (page: Page) => patientTable(page).getByRole('row', { selected: true });
const bar = (page: Page) => page.getByRole('group', { name: 'Pazienti selezionati' });

async function expectSelected(page: Page, text: string): Promise<void> {
  await expect(bar(page).getByText(text, { exact: true })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: text })).toHaveCount(1);
}

test('what is selected is told, kept and let go, by mouse and by keyboard', async ({ page }) => {
  await openListOf(page, 120);

  await test.step('by mouse: one, a range, everybody, nobody', async () => {
    const name = (await rowLinks(page).nth(1).textContent()) ?? '';
    await page.getByRole('checkbox', { name: `Seleziona ${name}`, exact: true }).click();
    await expectSelected(page, '1 selezionato');
    await expect(selected(page)).toHaveCount(1);
    await boxes(page)
      .nth(4)
      .click({ modifiers: ['Shift'] });
    await expectSelected(page, '4 selezionati');
    await expect(boxes(page).nth(4)).toBeChecked();
    // A range drawn anew takes the place of the one before.
    await boxes(page)
      .nth(2)
      .click({ modifiers: ['Shift'] });
    await expectSelected(page, '2 selezionati');
    await expect(boxes(page).nth(3)).not.toBeChecked();
    await expectAccessible(page, 'selection');
    await page.getByRole('checkbox', { name: 'Seleziona tutti' }).click();
    await expectSelected(page, '120 selezionati');
    await boxes(page).nth(0).click();
    await expectSelected(page, '119 selezionati');
    await page.getByRole('button', { name: 'Deseleziona' }).click();
    await expect(bar(page)).toHaveCount(0);
    await expect(selected(page)).toHaveCount(0);
  });

  await test.step('by keyboard: space, ranges with Shift, all that the filters leave, nobody with Esc', async () => {
    await rowLinks(page).first().focus();
    await page.keyboard.press('Space');
    await expectSelected(page, '1 selezionato');
    for (let row = 0; row < 3; row++) await page.keyboard.press('Shift+ArrowDown');
    await expectSelected(page, '4 selezionati');
    await page.keyboard.press('Shift+ArrowUp');
    await expectSelected(page, '3 selezionati');
    await page.keyboard.press('Shift+End');
    await expectSelected(page, '120 selezionati');
    await page.keyboard.press('Escape');
    await expect(bar(page)).toHaveCount(0);

    await page.getByLabel('Filtra per app').selectOption('No');
    await page.getByLabel('Filtra per stato').selectOption('SSN Temporaneo');
    const temporary = people(120).filter(({ expiresOn }) => expiresOn !== null).length;
    await expect(page.getByText(`${temporary} trovati su 120`)).toBeVisible();
    await rowLinks(page).first().focus();
    await page.keyboard.press('Control+a');
    await expectSelected(page, `${temporary} selezionati`);
    await page.getByRole('button', { name: 'azzera filtri' }).click();
    await expect(page.getByText('120 pazienti', { exact: true })).toBeVisible();
    await expectSelected(page, `${temporary} selezionati`);
    await page.getByRole('button', { name: 'Deseleziona' }).click();
  });

  await test.step('people found one by one are gathered, and what is out of sight is told', async () => {
    const [first = '', second = ''] = people(120).slice(20, 22).map(nameOf);
    const search = page.getByLabel('Cerca paziente');
    for (const name of [first, second]) {
      await search.fill(name);
      await page
        .getByRole('checkbox', { name: `Seleziona ${name}`, exact: true })
        .first()
        .click();
    }
    await expectSelected(page, '2 selezionati');
    await expect(bar(page)).toContainText('1 non è in questo elenco');
    await search.fill('');
    await expect(bar(page)).not.toContainText('non è in questo elenco');
    await expectSelected(page, '2 selezionati');
    await page.getByRole('button', { name: 'Deseleziona' }).click();
  });

  await test.step('kept on the way back from a card, gone in another list', async () => {
    await boxes(page).nth(0).click();
    await boxes(page).nth(2).click();
    await rowLinks(page).nth(1).click();
    await expect(page.getByRole('link', { name: 'Torna all’elenco' })).toBeVisible();
    await page.goBack();
    await expectSelected(page, '2 selezionati');
    await expect(boxes(page).nth(2)).toBeChecked();
    await page.getByRole('tab', { name: 'Archivio' }).click();
    await expect(bar(page)).toHaveCount(0);
    await openTab(page, 'Pazienti SSN');
    await expect(bar(page)).toHaveCount(0);
  });
});

test('those selected are exported, and archived and taken back together', async ({ page }) => {
  await openListOf(page, 30);
  await boxes(page).nth(0).click();
  await boxes(page)
    .nth(2)
    .click({ modifiers: ['Shift'] });
  await expectSelected(page, '3 selezionati');
  await bar(page).getByRole('button', { name: 'Esporta selezionati' }).click();
  const exporting = page.getByRole('dialog', { name: 'Esporta pazienti' });
  await expect(exporting.getByLabel('Pazienti selezionati')).toBeChecked();
  await expect(exporting).toContainText('3 pazienti');
  await expectAccessible(page, 'export of a selection');
  const download = page.waitForEvent('download');
  await exporting.getByRole('button', { name: 'Esporta', exact: true }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^assistiti-selezionati-\d{4}-\d\d-\d\d\.csv$/);
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines).toHaveLength(4);

  await bar(page).getByRole('button', { name: 'Sposta in archivio' }).click();
  const archiving = page.getByRole('dialog', { name: 'Sposta in archivio' });
  await expect(archiving).toContainText('3 pazienti');
  await archiving.getByLabel('Motivo').selectOption('Altro');
  await archiving.getByRole('button', { name: 'Sposta in archivio' }).click();
  await expect(archiving).toBeHidden();
  await expect(page.getByText('27 pazienti', { exact: true })).toBeVisible();
  await expect(bar(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Annulla', exact: true }).click();
  await expect(page.getByText('30 pazienti', { exact: true })).toBeVisible();
});
