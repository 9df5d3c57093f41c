/** A practice takes in what it had elsewhere: its old program's patients, its phones, its exemptions. */
import type { Page } from '@playwright/test';
import type { SamplePerson } from '#lib/sample/person.ts';
import { writeWorkbookList } from '../fixtures/workbooks.ts';
import { expectAccessible } from './accessibleScreens.ts';
import { expect, test } from './support.ts';
import {
  commitButton,
  expectCounts,
  group,
  openList,
  openTab,
  patientRow,
  people,
  setUpPractice,
  textFile,
} from './tasks.ts';

const LIST = people(12);
const [REVOKED, TYPED, REACHED] = LIST.filter(({ taxCode }) => /0/.test(taxCode.slice(6))) as [
  SamplePerson,
  SamplePerson,
  SamplePerson,
];
/** A letter O where the code has a zero. */
const MISTYPED = TYPED.taxCode.slice(0, 6) + TYPED.taxCode.slice(6).replace('0', 'O');
const FIXED = `Correggi in ${TYPED.taxCode}`;

async function chooseIn(page: Page, item: string, file: { name: string; buffer: Buffer }) {
  await openList(page);
  await page.getByRole('button', { name: 'Altre azioni' }).click();
  await page.getByRole('menuitem', { name: item }).click();
  await expect(page.getByRole('heading', { name: item })).toBeVisible();
  const input = page.getByLabel('File da importare');
  await input.setInputFiles({ ...file, mimeType: 'application/octet-stream' });
  await page.getByRole('button', { name: 'Avanti' }).click();
}

async function confirm(page: Page, count: number): Promise<void> {
  await expect(commitButton(page)).toHaveText(new RegExp(`Importa ${count} pazient`));
  await commitButton(page).click();
  await expect(page.getByRole('heading', { name: 'Importazione conclusa' })).toBeVisible();
}

test('the lists of an old program go in by the practice’s own hands', async ({ page }) => {
  const context = page.context();
  const book = writeWorkbookList(
    LIST.map((person) => ({
      ...person,
      revokedOn: person === REVOKED ? '2026-03-01' : null,
      taxCode: person === TYPED ? MISTYPED : person.taxCode,
    })),
    { layout: 'next', bookType: 'biff8' },
  );
  await setUpPractice(page);

  await test.step('a code is put right in the preview, and the window closed', async () => {
    const file = { name: 'pazienti.xls', buffer: Buffer.from(book) };
    await chooseIn(page, 'Importa pazienti da file', file);
    await expectCounts(page, { Problemi: 1, 'Da archiviare': 1, Nuovi: 10 });
    await expect(page.getByText('Riconosciuto: Next')).toBeVisible();
    await page.getByRole('checkbox', { name: 'Solo righe con problemi' }).check();
    await expect(group(page, 'Problemi').getByRole('listitem')).toHaveCount(1);
    await expectAccessible(page, 'the preview with a row to put right');
    await page.getByRole('button', { name: new RegExp(`^${FIXED}: riga`) }).click();
    await expectCounts(page, { Problemi: 0, Nuovi: 11 });
    await page.getByRole('checkbox', { name: 'Solo righe con problemi' }).uncheck();
    await expect(group(page, 'Nuovi').getByRole('listitem').first()).toBeVisible();
    await page.close();
  });

  const again = await context.newPage();
  await test.step('the next window takes it up again; the revoked is not among the active', async () => {
    await again.goto('/importa/pazienti');
    await again.getByRole('button', { name: 'Riprendi' }).click();
    await expectCounts(again, { Problemi: 0, 'Da archiviare': 1, Nuovi: 11 });
    await confirm(again, 12);
    await openTab(again, 'Archivio');
    await expect(patientRow(again, REVOKED.lastName.toUpperCase())).toContainText('SSN Revocato');
  });

  await test.step('contacts whose columns nobody knows are mapped once', async () => {
    const contacts = textFile(`Utenza;Numero\r\n${REACHED.taxCode};333 0001112\r\n`, 'rubrica.csv');
    await chooseIn(again, 'Importa contatti', contacts);
    await again.getByLabel('Colonna per Codice Fiscale').selectOption({ label: 'Utenza' });
    await again.getByLabel('Colonna per Telefono').selectOption({ label: 'Numero' });
    await expectAccessible(again, 'the mapping of contacts');
    await again.getByRole('button', { name: 'Avanti' }).click();
    await expectCounts(again, { Modificati: 1, Nuovi: 0 });
    await confirm(again, 1);
  });

  await test.step('exemptions wait to be renewed', async () => {
    const exemptions = `CF;Codice esenzione;Data fine\r\n${REACHED.taxCode};E01;31/03/2026\r\n`;
    await chooseIn(again, 'Importa esenzioni', textFile(exemptions, 'esenzioni.csv'));
    await expectCounts(again, { Modificati: 1 });
    await confirm(again, 1);
    await openList(again);
    await again.getByRole('link', { name: 'Esenzioni in scadenza' }).click();
    await expect(patientRow(again, '333 0001112')).toBeVisible();
  });

  await test.step('one history holds them all', async () => {
    await again.goto('/importazioni');
    const rows = again.getByRole('table', { name: 'Importazioni' }).getByRole('row');
    await expect(rows.nth(1)).toContainText(/esenzioni\.csv.*Esenzioni/);
    await expect(rows.nth(2)).toContainText(/rubrica\.csv.*Contatti/);
    await expect(rows.nth(3)).toContainText(/pazienti\.xls.*Pazienti/);
  });

  await test.step('a template is there for the next list', async () => {
    await again.goto('/importa/esenzioni');
    const download = again.waitForEvent('download');
    await again.getByRole('button', { name: 'Scarica il modello' }).click();
    expect((await download).suggestedFilename()).toBe('Modello esenzioni.xlsx');
    await expectAccessible(again, 'the start of an import of exemptions');
  });
});
