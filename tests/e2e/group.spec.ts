/** Several doctors in one practice: who joins and who leaves, whose patients the group's tab shows, and to whom. */
import type { Locator, Page } from '@playwright/test';
import { expectNoViolations } from './accessibleScreens.ts';
import { expect, onTrial, test } from './support.ts';
import {
  expectListSize,
  importFile,
  listFile,
  openList,
  openTab,
  patientTable,
  people,
  setUpPractice,
} from './tasks.ts';

const GROUP = 'Medicina di gruppo SSN';

/** Whose patient stands in that row of the list. */
function doctorCell(page: Page, row: number): Locator {
  const link = page.locator(`[data-row="${row}"]`);
  return patientTable(page).getByRole('row').filter({ has: link }).getByRole('cell').nth(3);
}

async function openSettings(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Altre azioni' }).click();
  await page.getByRole('menuitem', { name: 'Impostazioni' }).click();
  const section = page.getByRole('region', { name: 'Medici e ambulatori' });
  await expect(section).toBeVisible();
  return section;
}

async function setDeparture(section: Locator, name: string, day: string): Promise<void> {
  await section.getByRole('button', { name: `Non più in servizio: ${name}` }).click();
  await section.getByLabel('Non più in servizio dal', { exact: true }).fill(day);
  await section.getByRole('button', { name: 'Salva' }).click();
  await expect(section.getByText('non più in servizio dal 01/11/2026')).toBeVisible();
}

test('doctors and clinics are managed in the settings, by keyboard too', async ({
  page,
  faults,
}) => {
  test.slow();
  await setUpPractice(page);
  await importFile(page, listFile(people(20)));
  await openList(page);
  await expect(page.getByRole('tab', { name: GROUP })).toHaveCount(0);
  await expect(page.getByRole('columnheader', { name: 'Medico' })).toHaveCount(0);

  const section = await openSettings(page);
  await section.getByRole('button', { name: 'Aggiungi medico' }).press('Enter');
  await expect(section.getByLabel('Nome', { exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(section.getByText('Scrivi il nome.')).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.type('Bruno');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Esempio');
  await page.keyboard.press('Tab');
  await page.keyboard.type('12345');
  await page.keyboard.press('Enter');
  await expect(section.getByText('Questo codice è già di Ada Prova.')).toBeVisible();
  await section.getByLabel('Codice regionale medico', { exact: true }).fill('0023456');
  await page.keyboard.press('Enter');
  const team = section.getByRole('list', { name: 'Medici e ambulatori dello studio' });
  await expect(team.getByRole('listitem')).toHaveCount(2);
  await expect(section.getByRole('button', { name: 'Aggiungi medico' })).toBeFocused();
  await expectNoViolations(page);

  await openTab(page, GROUP);
  await expectListSize(page, 20);
  await expect(page.getByRole('columnheader', { name: 'Medico' })).toBeVisible();
  await expect(doctorCell(page, 0)).toHaveText('Ada Prova');
  await page.getByRole('combobox', { name: 'Filtra per medico' }).selectOption('Bruno Esempio');
  await expect(
    page.getByRole('heading', { name: 'Nessun paziente con questi filtri' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Togli il filtro Medico: Bruno Esempio' }).click();
  await expectListSize(page, 20);
  await expectNoViolations(page);

  const again = await openSettings(page);
  await setDeparture(again, 'Ada Prova', '2026-11-01');
  await expect(team.getByRole('listitem')).toHaveCount(2);
  await again.getByRole('button', { name: 'Non più in servizio: Bruno Esempio' }).click();
  await again.getByRole('button', { name: 'Salva' }).click();
  await expect(again.getByText('deve restare in servizio almeno un medico')).toBeVisible();
  await again.getByRole('button', { name: 'Annulla' }).click();

  await openTab(page, GROUP);
  await page.getByRole('button', { name: 'Senza medico (20)' }).click();
  await expect(page).toHaveURL(/medico=senza/);
  await expectListSize(page, 20);
  await page.reload();
  await expectListSize(page, 20);
  await expect(doctorCell(page, 0)).toHaveText('Ada Prova non più in servizio');
  expect(faults).toEqual([]);
});

test('an AMT has its clinic, and its temporaries in the group’s tab', async ({ page, faults }) => {
  test.slow();
  await setUpPractice(page);
  const list = people(40);
  await importFile(page, listFile(list));
  await openList(page);
  const section = await openSettings(page);
  await section.getByRole('combobox', { name: 'Tipo di studio' }).selectOption({
    label: 'AMT (Ambulatorio Medico Temporaneo)',
  });
  await section.getByRole('button', { name: 'Aggiungi ambulatorio' }).click();
  await section.getByLabel('Nome', { exact: true }).fill('Ambulatorio di prova');
  await section.getByRole('button', { name: 'Aggiungi ambulatorio' }).click();
  await expect(section.getByRole('listitem')).toHaveCount(2);
  await expectNoViolations(page);

  await openTab(page, GROUP);
  await expect(page.getByText('I pazienti temporanei dell’ambulatorio')).toBeVisible();
  await page.getByRole('button', { name: 'Aggiungi Paziente' }).click();
  const assignee = page.getByRole('combobox', { name: 'Medico associato' });
  await expect(assignee.getByRole('option')).toHaveText(['Ada Prova', 'Ambulatorio di prova']);
  await expect(assignee.locator('option:checked')).toHaveText('Ada Prova');
  expect(faults).toEqual([]);
});

onTrial(
  'in the demonstration the group shows three doctors, to the secretary everywhere',
  async ({ page }) => {
    test.setTimeout(180_000);
    await page.goto('/');
    await page.getByRole('tab', { name: GROUP }).click();
    await expect(page.getByText('1.990 pazienti').last()).toBeVisible({ timeout: 90_000 });
    const doctor = page.getByRole('combobox', { name: 'Filtra per medico' });
    await doctor.selectOption('Marco Ferrari');
    await expect(page.getByText('120 trovati su 1.990')).toBeVisible();
    await expect(doctorCell(page, 0)).toHaveText('Marco Ferrari');
    await doctor.selectOption('Tutti i medici');
    await page.getByRole('button', { name: 'Medico', exact: true }).click();
    await expect(doctorCell(page, 0)).toHaveText('Elena Conti');
    await expectNoViolations(page);
    await page.getByRole('tab', { name: 'Pazienti SSN' }).click();
    await expectListSize(page, 1750);
    await expect(page.getByRole('columnheader', { name: 'Medico' })).toHaveCount(0);

    // Another tab of the browser follows the role.
    const other = await page.context().newPage();
    await other.goto('/');
    const role = page.getByRole('combobox', { name: 'Ruolo di prova' });
    await role.selectOption({ label: 'Segreteria' });
    await expect(other.getByText('Segreteria di prova')).toBeVisible();
    await other.close();
    await expectListSize(page, 1990);
    await expect(page.getByRole('columnheader', { name: 'Medico' })).toBeVisible();
    await page.getByRole('tab', { name: GROUP }).click();
    await expectListSize(page, 1990);

    await role.selectOption({ label: 'Medico' });
    await expectListSize(page, 1990);
    await page.getByRole('button', { name: 'Togli i dati dimostrativi' }).click();
    await expect(page.getByRole('heading', { name: 'L’elenco è ancora vuoto' })).toBeVisible({
      timeout: 60_000,
    });
  },
);
