/** What a newcomer meets: demonstration data, columns that are remembered, the look, roles to try on. */
import type { Page } from '@playwright/test';
import { expectNoViolations } from './accessibleScreens.ts';
import { expect, onTrial, test } from './support.ts';
import {
  commitButton,
  expectListSize,
  importFile,
  listFile,
  openImport,
  openList,
  people,
  setUpPractice,
  textFile,
} from './tasks.ts';

/** The demonstration list takes its time to be made, imported and drawn. */
async function expectDemoList(page: Page): Promise<void> {
  await expect(page.getByText('1.750 pazienti').last()).toBeVisible({ timeout: 60_000 });
}

test('demonstration data come in and go with one click each', async ({ page, faults }) => {
  test.slow();
  await setUpPractice(page);
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Carica dati dimostrativi' }).click();
  await expectDemoList(page);
  await expect(page.getByRole('button', { name: 'Carica dati dimostrativi' })).toHaveCount(0);
  const banner = page.getByRole('region', { name: 'Dimostrazione' });
  await expect(banner.getByText('Dati dimostrativi', { exact: true })).toBeVisible();
  await expectNoViolations(page);

  await page.reload();
  await expectDemoList(page);
  await banner.getByRole('button', { name: 'Togli i dati dimostrativi' }).click();
  await expect(page.getByRole('heading', { name: 'L’elenco è ancora vuoto' })).toBeVisible();
  await expect(banner).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Carica dati dimostrativi' })).toBeVisible();
  expect(faults).toEqual([]);
});

test('demonstration data are not offered to who has patients', async ({ page }) => {
  await setUpPractice(page);
  await importFile(page, listFile(people(20)));
  await openList(page);
  await page.getByRole('tab', { name: 'Archivio' }).click();
  await expect(page.getByRole('heading', { name: 'L’archivio è vuoto' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Carica dati dimostrativi' })).toHaveCount(0);
});

test('columns indicated once are remembered for the same header, until they are forgotten', async ({
  page,
  faults,
}) => {
  test.slow();
  const rows = people(6).map(({ taxCode, lastName, firstName }) =>
    [taxCode, lastName, firstName, '12345'].join(';'),
  );
  const list = (count: number) =>
    textFile(`${['Utenza;Anagrafica;Detto;Sigla', ...rows.slice(0, count)].join('\r\n')}\r\n`);
  await setUpPractice(page);

  await openImport(page);
  await page.getByLabel('File CSV scaricato da SISS').setInputFiles(list(4));
  await page.getByRole('button', { name: 'Avanti' }).click();
  await expect(page.getByRole('heading', { name: 'Che cosa c’è in ogni colonna?' })).toBeVisible();
  for (const [field, column] of [
    ['Codice Fiscale', 'Utenza'],
    ['Cognome', 'Anagrafica'],
    ['Nome', 'Detto'],
    ['Codice medico', 'Sigla'],
  ] as const) {
    const select = page.getByRole('combobox', { name: new RegExp(`^Colonna per ${field}\\b`) });
    await select.first().selectOption({ label: column });
  }
  await page.getByRole('button', { name: 'Avanti' }).click();
  await commitButton(page).click();
  await expect(page.getByRole('heading', { name: 'Importazione conclusa' })).toBeVisible();

  await openImport(page);
  await page.getByLabel('File CSV scaricato da SISS').setInputFiles(list(6));
  await page.getByRole('button', { name: 'Avanti' }).click();
  await expect(page.getByText('Colonne come l’ultima volta')).toBeVisible();
  await expectNoViolations(page);

  await page.getByRole('button', { name: 'Indietro' }).click();
  await page.goto('/impostazioni/elenchi');
  await page.getByRole('button', { name: 'Rinomina elenco' }).click();
  await page.getByLabel('Nome dell’elenco').fill('Programma vecchio');
  await page.getByRole('button', { name: 'Salva' }).click();
  await expect(page.getByText('Programma vecchio')).toBeVisible();
  await expect(page.getByText('SISS Lombardia, elenco assistiti')).toBeVisible();
  await expectNoViolations(page);

  await openImport(page);
  await page.getByLabel('File CSV scaricato da SISS').setInputFiles(list(6));
  await page.getByRole('button', { name: 'Avanti' }).click();
  await expect(page.getByText('Programma vecchio')).toBeVisible();
  await page.getByRole('button', { name: 'Dimentica' }).click();
  await expect(page.getByRole('heading', { name: 'Che cosa c’è in ogni colonna?' })).toBeVisible();
  expect(faults).toEqual([]);
});

test('the look is kept, shown before the first paint, and changes no name', async ({ page }) => {
  test.slow();
  await setUpPractice(page);
  await importFile(page, listFile(people(60), { upperCase: false }));
  await openList(page);
  const html = page.locator('html');
  const row = page.getByRole('table', { name: 'Elenco pazienti' }).getByRole('row').nth(4);
  const height = async () => (await row.boundingBox())?.height ?? 0;
  const medium = await height();

  await page.getByRole('button', { name: 'Aspetto' }).click();
  await page.getByText('Compatta').click();
  await page.getByText('Molto grande').click();
  await page.getByText('Cognomi e nomi in MAIUSCOLO').click();
  await page.getByText('Contrasto elevato').click();
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Aspetto' }).click();
  await page.getByText('Normale', { exact: true }).click();
  await page.keyboard.press('Escape');
  await expect.poll(height).toBeLessThan(medium);

  await page.reload();
  for (const [name, value] of [
    ['data-density', 'compact'],
    ['data-text', 'normal'],
    ['data-names', 'upper'],
    ['data-contrast', 'more'],
  ] as const) {
    await expect(html).toHaveAttribute(name, value);
  }
  const name = page.locator('[data-row="0"]');
  await expect(name).toHaveCSS('text-transform', 'uppercase');

  await page.keyboard.press('F9');
  await expect(html).toHaveAttribute('data-privacy', 'on');
  await expect(name).toHaveCSS('filter', /blur/);
  await page.reload();
  await expect(html).toHaveAttribute('data-privacy', 'on');
  await page.getByRole('button', { name: 'Nascondi nomi e recapiti' }).click();
  await expect(name).toHaveCSS('filter', 'none');
  await page.keyboard.press('?');
  await expect(page.getByText('Nascondi o mostra nomi e recapiti')).toBeVisible();
});

onTrial('the demonstration server shows each role what it may do', async ({ page }) => {
  test.slow();
  await page.goto('/');
  await expectDemoList(page);
  const role = page.getByRole('combobox', { name: 'Ruolo di prova' });
  await role.selectOption({ label: 'Segreteria' });
  await expect(role).toHaveValue('secretary');
  // Staff work for all of the practice's doctors.
  await expectListSize(page, 1990);
  await expect(page.getByRole('tab', { name: 'Pazienti regime privato' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Togli i dati dimostrativi' })).toHaveCount(0);
  await page.goto('/importa/siss');
  await expect(page.getByRole('heading', { name: /non ti è permessa/ })).toBeVisible();
  await role.selectOption({ label: 'Assistenza' });
  await expect(page.getByRole('heading', { name: 'Nessun elenco aperto per te' })).toBeVisible();
  await expectNoViolations(page);
  await role.selectOption({ label: 'Medico' });
  await expect(page.getByLabel('File CSV scaricato da SISS')).toBeAttached();
});
