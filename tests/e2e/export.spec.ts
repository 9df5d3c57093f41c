/** `Esporta`: who is in the file, how its bytes stand, by keyboard, and for whom it is. */
import { readFileSync } from 'node:fs';
import type { Download, Locator, Page } from '@playwright/test';
import { expectNoViolations } from './accessibleScreens.ts';
import { expect, onTrial, test } from './support.ts';
import {
  commitButton,
  expectCounts,
  expectListSize,
  importFile,
  listFile,
  openImport,
  openList,
  people,
  setUpPractice,
} from './tasks.ts';

const ROWS = 120;
const HERE = people(ROWS);
/** Left out of the second list, so archived by it. */
const LEAVING = 5;

function dialogOf(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Esporta pazienti' });
}

async function openExport(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Esporta', exact: true }).click();
  const dialog = dialogOf(page);
  await expect(dialog).toBeVisible();
  return dialog;
}

/** How many patients the dialog says a choice would write. */
async function expectChoice(dialog: Locator, name: string, count: number): Promise<Locator> {
  const radio = dialog.getByRole('radio', { name, exact: true });
  const said = count === 1 ? '1 paziente' : `${grouped(count)} pazienti`;
  await expect(radio).toHaveAccessibleDescription(new RegExp(`^${said}\\b`));
  return radio;
}

function grouped(count: number): string {
  return count.toLocaleString('it-IT', { useGrouping: 'always' });
}

async function submit(page: Page, dialog: Locator): Promise<Download> {
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Esporta', exact: true }).click();
  const download = await coming;
  await expect(dialog).toHaveCount(0);
  return download;
}

async function bytesOf(download: Download): Promise<Buffer> {
  return readFileSync(await download.path());
}

/** Lines of the file, its header apart. No cell of these lists holds a line end. */
async function rowsOf(download: Download): Promise<string[]> {
  const bytes = await bytesOf(download);
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = bytes.subarray(3).toString('utf8');
  expect(text.endsWith('\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const [header = '', ...rows] = text.slice(0, -2).split('\r\n');
  expect(header.split(';')[5]).toBe('Codice fiscale');
  return rows;
}

async function twoLists(page: Page): Promise<void> {
  await setUpPractice(page);
  await importFile(page, listFile(HERE));
  await importFile(page, listFile(HERE.slice(LEAVING)), { archive: true });
}

test('each choice writes as many as it says, and any file comes back with nothing to write', async ({
  page,
  faults,
}) => {
  test.slow();
  await twoLists(page);

  await test.step('each choice says how many it writes, and writes so many', async () => {
    await openList(page);
    const choices = [
      ['Tutti', ROWS],
      ['Pazienti SSN (attivi e temporanei)', ROWS - LEAVING],
      ['Pazienti della medicina di gruppo SSN', ROWS - LEAVING],
      ['Pazienti SSN deceduti', 0],
      ['Pazienti SSN revocati', LEAVING],
      ['Pazienti in regime privato', 0],
      ['Pazienti archiviati', LEAVING],
      ['Elenco filtrato a schermo', ROWS - LEAVING],
    ] as const;
    const names = new Set<string>();
    for (const [name, count] of choices) {
      const dialog = await openExport(page);
      if (names.size === 0) await expectNoViolations(page);
      const radio = await expectChoice(dialog, name, count);
      await radio.check();
      await dialog.getByRole('radio', { name: 'CSV', exact: true }).check();
      const download = await submit(page, dialog);
      expect(await rowsOf(download)).toHaveLength(count);
      expect(download.suggestedFilename()).toMatch(/^assistiti-[a-z-]+-\d{4}-\d\d-\d\d\.csv$/);
      names.add(download.suggestedFilename());
      await expect(page.getByText(`nel file ${download.suggestedFilename()}`)).toBeVisible();
    }
    expect(names.size).toBe(choices.length);
    expect(faults).toEqual([]);
  });

  await test.step('a file of either format is imported again with nothing to write', async () => {
    for (const format of ['CSV', 'Excel (XLSX)'] as const) {
      await openList(page);
      const dialog = await openExport(page);
      await (await expectChoice(dialog, 'Tutti', ROWS)).check();
      await dialog.getByRole('radio', { name: format, exact: true }).check();
      const download = await submit(page, dialog);
      await openImport(page);
      const name = download.suggestedFilename();
      const buffer = await bytesOf(download);
      const chosen = page.getByLabel('File CSV scaricato da SISS');
      await chosen.setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
      await page
        .getByRole('checkbox', { name: 'Archivia pazienti che non sono più miei assistiti' })
        .check();
      await page.getByRole('button', { name: 'Avanti' }).click();
      await expectCounts(page, { Invariati: ROWS, Nuovi: 0, 'Da archiviare': 0, Problemi: 0 });
      await expect(commitButton(page)).toBeDisabled();
      await expect(page.getByText(/è un file esportato da Assistiti/)).toBeVisible();
    }
  });
});

test('what is on the screen is exported, by keyboard too', async ({ page }) => {
  await setUpPractice(page);
  await importFile(page, listFile(people(400)));

  await test.step('what is on the screen is exported: born in 1973', async () => {
    const born = people(400).filter(({ birthDate }) => birthDate.startsWith('1973-'));
    await openList(page);
    await page.getByRole('textbox', { name: 'Filtra per anno di nascita' }).fill('1973');
    await expect(page.getByText(`${born.length} trovati su 400`)).toBeVisible();
    const dialog = await openExport(page);
    const radio = await expectChoice(dialog, 'Elenco filtrato a schermo', born.length);
    await expect(radio).toBeChecked();
    await expect(dialog.getByText('Nati nel 1973')).toBeVisible();
    const rows = await rowsOf(await submit(page, dialog));
    expect(rows).toHaveLength(born.length);
    for (const { birthDate } of born) {
      const [year, month, day] = birthDate.split('-');
      expect(rows.some((row) => row.includes(`;${day}/${month}/${year};`))).toBe(true);
    }
  });

  await test.step('by keyboard alone, and Esc leaves the search as it was', async () => {
    const sought = people(400)[3]?.lastName ?? '';
    await page.getByRole('button', { name: 'azzera filtri' }).click();
    await openList(page);
    await page.keyboard.press('/');
    await page.keyboard.type(sought);
    await page.getByRole('button', { name: 'Esporta', exact: true }).focus();
    await page.keyboard.press('Enter');
    const dialog = dialogOf(page);
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('searchbox')).toHaveValue(sought);
    await expect(page.getByRole('button', { name: 'Esporta', exact: true })).toBeFocused();

    await page.keyboard.press('Enter');
    const view = dialog.getByRole('radio', { name: 'Elenco filtrato a schermo' });
    await expect(view).toBeChecked();
    for (let tries = 0; tries < 4; tries++) {
      if (await view.evaluate((radio) => radio === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await expect(view).toBeFocused();
    // From the last choice down is the first again.
    await page.keyboard.press('ArrowDown');
    await expect(dialog.getByRole('radio', { name: 'Tutti' })).toBeChecked();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await expect(dialog.getByRole('radio', { name: 'Excel (XLSX)' })).toBeChecked();
    const coming = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/^assistiti-tutti-.*\.xlsx$/);
    expect((await bytesOf(download)).subarray(0, 2).toString()).toBe('PK');
  });
});

onTrial('on the demonstration server each role exports what it may see', async ({ page }) => {
  test.slow();
  await page.goto('/');
  await expect(page.getByText('1.750 pazienti').last()).toBeVisible({ timeout: 60_000 });
  const privately = (dialog: Locator) =>
    dialog.getByRole('radio', { name: 'Pazienti in regime privato' });
  let dialog = await openExport(page);
  // 1,750 of his own, 240 of his two colleagues.
  await expectChoice(dialog, 'Pazienti SSN (attivi e temporanei)', 1750);
  await expectChoice(dialog, 'Pazienti della medicina di gruppo SSN', 1990);
  await expect(privately(dialog)).toBeEnabled();
  await page.keyboard.press('Escape');

  const role = page.getByRole('combobox', { name: 'Ruolo di prova' });
  await role.selectOption({ label: 'Segreteria' });
  await expect(role).toHaveValue('secretary');
  await expectListSize(page, 1990);
  dialog = await openExport(page);
  await expectChoice(dialog, 'Pazienti SSN (attivi e temporanei)', 1990);
  await expect(privately(dialog)).toBeDisabled();
  await expect(privately(dialog)).toHaveAccessibleDescription(/può vedere l’elenco/);
  await expectNoViolations(page);
  const file = await submit(page, dialog);
  expect(await rowsOf(file)).toHaveLength(1990);

  await role.selectOption({ label: 'Assistenza' });
  await expect(page.getByRole('heading', { name: 'Nessun elenco aperto per te' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Esporta', exact: true })).toHaveCount(0);
});
