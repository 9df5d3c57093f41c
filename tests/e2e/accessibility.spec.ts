/** Every screen and dialog by the rules of WCAG 2.2 AA, as far as a machine can judge, and reachable when enlarged. */
import type { SamplePerson } from '#lib/sample/person.ts';
import { expectAccessible, SMALL_SCREEN } from './accessibleScreens.ts';
import { expect, test } from './support.ts';
import {
  chooseFile,
  commitButton,
  group,
  importFile,
  listFile,
  nameOf,
  openImport,
  openList,
  openTab,
  patientRow,
  people,
  previewFile,
  setUpByHand,
  setUpPractice,
  textFile,
} from './tasks.ts';

// Many screens in one test, each judged at length: long on a busy machine.
test.describe.configure({ timeout: 240_000 });

test.use({ viewport: SMALL_SCREEN });

test('the set-up, an empty list, its menu and its help', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Crea lo studio' })).toBeVisible();
  await expectAccessible(page, 'set-up');
  await page.getByRole('button', { name: 'Crea lo studio' }).click();
  await expectAccessible(page, 'set-up with errors');
  await setUpByHand(page);
  await expectAccessible(page, 'empty list');
  await openTab(page, 'Archivio');
  await expectAccessible(page, 'empty archive');
  await page.getByRole('button', { name: 'Altre azioni' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await expectAccessible(page, 'menu');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'help');
  await page.goto('/importazioni');
  await expect(page.getByText('Ancora nessuna importazione')).toBeVisible();
  await expectAccessible(page, 'empty history');
  await page.goto('/non/esiste');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page, 'not found');
  await page.goto('/pazienti/nessuno');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page, 'no such patient');
});

test('a list of 1,750, its archive, a patient, the history', async ({ page }) => {
  const list = people(1750);
  const [first, second] = list as [SamplePerson, SamplePerson];
  await setUpPractice(page);
  await importFile(page, listFile(list));
  await expectAccessible(page, 'end of the import');
  await importFile(page, listFile(list.slice(3)), { archive: true });
  await openList(page);
  await expect(patientRow(page, nameOf(list[3] ?? second)).first()).toBeVisible();
  await expectAccessible(page, 'list');
  await patientRow(page, nameOf(list[3] ?? second))
    .first()
    .getByRole('button')
    .click();
  await expect(page.getByRole('menu')).toBeVisible();
  await expectAccessible(page, 'menu of a row');
  await page.keyboard.press('Escape');
  await page.getByLabel('Filtra per stato').selectOption('SSN Temporaneo');
  await page.getByLabel('Cerca paziente').fill('nessuno si chiama così');
  await expect(page.getByText('Nessun risultato')).toBeVisible();
  await expectAccessible(page, 'no results');
  await openTab(page, 'Archivio');
  await expect(patientRow(page, nameOf(first)).first()).toBeVisible();
  await expectAccessible(page, 'archive');
  await patientRow(page, nameOf(first)).first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: nameOf(first) })).toBeVisible();
  await expectAccessible(page, 'patient');
  await page.goto('/importazioni');
  await expect(page.getByRole('table').getByRole('link')).toHaveCount(2);
  await expectAccessible(page, 'history');
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page.getByRole('button', { name: 'Scarica il resoconto' })).toBeVisible();
  await expectAccessible(page, 'entry of the history');
  await page.getByRole('button', { name: 'Annulla importazione' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'undo');
  await page.getByRole('dialog').getByRole('button', { name: 'Annulla importazione' }).click();
  await expect(page.getByText('Importazione annullata')).toBeVisible();
  await expectAccessible(page, 'undone');
});

test('the import, step by step, with all eight groups and the alarm', async ({ page }) => {
  const list = people(60);
  const at = (index: number) => list[index] ?? never();
  await setUpPractice(page);
  await openImport(page);
  await expectAccessible(page, 'choice of the file');
  await chooseFile(page, textFile('', 'vuoto.csv'));
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessible(page, 'refused file');
  await chooseFile(page, textFile('Alfa;Beta\r\nuno;due\r\ntre;quattro\r\n'));
  await page.getByRole('button', { name: 'Avanti' }).click();
  await expect(page.getByRole('heading', { name: 'Che cosa c’è in ogni colonna?' })).toBeVisible();
  await expectAccessible(page, 'mapping');

  const before = list.slice(0, 50).map((one, index) => ({
    ...one,
    revokedOn: index === 10 ? '2026-01-01' : null,
  }));
  await importFile(page, listFile(before, { layout: 'sissD' }), { archive: true });
  const temporary = list.slice(0, 50).findIndex(({ expiresOn }) => expiresOn !== null);
  const next = list.flatMap((one, index) => {
    if (index > 40 && index < 50) return [];
    if (index === temporary) return [{ ...one, expiresOn: null }];
    if (index === 2) return [{ ...one, enrolledOn: '2020-02-02' }];
    if (index === 3) return [{ ...one, lastName: 'Altro' }];
    if (index === 59) return [{ ...one, doctorCode: '67890' }];
    return [one];
  });
  await previewFile(page, listFile(next, { layout: 'sissD' }), { archive: true });
  await expect(page.getByRole('alert')).toBeVisible();
  for (const name of [
    'Nuovi',
    'Modificati',
    'Riattivati',
    'Stato cambiato',
    'Da archiviare',
    'Invariati',
    'Altri medici',
    'Problemi',
  ]) {
    await expect(group(page, name).getByRole('listitem').first()).toBeVisible();
  }
  await expect(group(page, 'Riattivati').getByText(nameOf(at(10)))).toBeVisible();
  await expectAccessible(page, 'preview with the alarm');
  await page.getByLabel('Scrivi ARCHIVIA per confermare').fill('ARCHIVIA');
  await expect(commitButton(page)).toBeEnabled();
  await expectAccessible(page, 'preview, confirmed');
  await page.getByRole('link', { name: 'Elenco pazienti' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'leaving the import');
});

function never(): never {
  throw new Error('The sample is too short');
}
