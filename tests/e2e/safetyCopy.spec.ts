import type { Locator, Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectNoViolations } from './accessibleScreens.ts';
import { expect, test } from './support.ts';
import { setUpCodeFor, startServer } from './servers.ts';
import {
  DOCTOR,
  fillAccess,
  importFile,
  listFile,
  openList,
  patientTable,
  people,
  setUpPractice,
  signIn,
  withoutSync,
} from './tasks.ts';

const PASSPHRASE = 'sedia lampada fiume 27';
const ROWS = 40;

// Two browsers and several passphrases to stretch: longer than a click takes.
test.describe.configure({ timeout: 120_000 });

interface CopyFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

async function openSettings(page: Page): Promise<void> {
  await openList(page);
  await page.getByRole('link', { name: 'Impostazioni', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Impostazioni' })).toBeVisible();
}

async function downloadCopy(page: Page): Promise<CopyFile> {
  await openSettings(page);
  await page.getByLabel('Frase segreta', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Ripeti la frase segreta').fill(PASSPHRASE);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Scarica copia di sicurezza' }).click();
  const download = await downloading;
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  await expect(page.getByText('Copia scaricata')).toBeVisible();
  const name = download.suggestedFilename();
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.concat(parts) };
}

async function giveCopy(page: Page, copy: CopyFile, passphrase = PASSPHRASE): Promise<void> {
  await page.getByLabel('File della copia').setInputFiles(copy);
  await page.getByLabel('Frase segreta della copia').fill(passphrase);
  await page.getByRole('button', { name: 'Ripristina copia' }).click();
}

function rows(page: Page): Locator {
  return patientTable(page).getByRole('row', { name: /\d{2}\/\d{2}\/\d{4}/ });
}

/** The first of a list of so many; how many fit the window depends on what stands above them. */
async function shownRows(page: Page, count: number): Promise<string[]> {
  await openList(page);
  await expect(patientTable(page)).toHaveAttribute(
    'aria-rowcount',
    new RegExp(`^${count + 1}|${count + 2}$`),
  );
  await expect(rows(page).first()).toBeVisible();
  return (await rows(page).allInnerTexts()).slice(0, 8);
}

test('a copy gives practice, list and history back', async ({
  page,
  browser,
  browserName,
  server,
  serverHost,
  faults,
}) => {
  await setUpPractice(page);
  await importFile(page, listFile(people(ROWS)));
  const before = await shownRows(page, ROWS);
  await expect(page.getByText('Nessuna copia di sicurezza')).toBeVisible();
  const copy = await downloadCopy(page);
  expect(copy.name).toMatch(/^assistiti-copia-\d{4}-\d{2}-\d{2}\.assistiti$/);
  await expect(page.getByText('Nessuna copia di sicurezza')).toBeHidden();

  await test.step('another browser of the practice takes the copy in; a wrong one changes nothing', async () => {
    const profile = await browser.newContext({ baseURL: server.url });
    await withoutSync(profile);
    const other = await profile.newPage();
    await signIn(other);
    await openSettings(other);
    const altered = Buffer.from(copy.buffer);
    altered.writeUInt8(altered.readUInt8(400) ^ 1, 400);
    const wrong: [CopyFile, string, string][] = [
      [copy, 'un’altra frase lunga', 'La frase segreta non è quella di questa copia'],
      [{ ...copy, buffer: altered }, PASSPHRASE, 'è stato alterato o si è rovinato'],
      [{ ...copy, buffer: copy.buffer.subarray(0, 900) }, PASSPHRASE, 'non è completo'],
      [
        { ...copy, buffer: Buffer.from('Cognome;Nome') },
        PASSPHRASE,
        'non è una copia di sicurezza',
      ],
    ];
    for (const [file, passphrase, said] of wrong) {
      await giveCopy(other, file, passphrase);
      await expect(other.getByRole('alert')).toContainText(said);
      await expect(other.getByRole('alert')).toContainText('non è cambiato niente');
    }
    await giveCopy(other, copy);
    await expect(other.getByText(/ripristinata: 40 pazienti/)).toBeVisible();
    expect(await shownRows(other, ROWS)).toEqual(before);
    await profile.close();
  });

  await test.step('on another computer with a fresh server', async () => {
    const folder = mkdtempSync(join(tmpdir(), `assistiti-fresh-${browserName}-`));
    const elsewhere = await startServer({ dataFolder: folder }, serverHost);
    const profile = await browser.newContext({ baseURL: elsewhere.url, acceptDownloads: true });
    const other = await profile.newPage();
    await other.goto('/');
    await other.getByText('Hai già una copia di sicurezza?').click();
    await expectNoViolations(other);
    await other.getByLabel('Codice di attivazione del server').fill(setUpCodeFor(other));
    await giveCopy(other, copy, 'sedia lampada fiume 28');
    await expect(other.getByRole('alert')).toContainText('La frase segreta non è quella');
    await giveCopy(other, copy);
    await expect(other.getByRole('heading', { name: 'Crea il tuo accesso' })).toBeVisible();
    await expectNoViolations(other);
    await fillAccess(other, DOCTOR);
    await other.getByRole('button', { name: 'Crea l’accesso' }).click();
    await expect(other.getByRole('heading', { name: 'ELENCO PAZIENTI' })).toBeVisible();
    await expect(other.getByText('Studio di prova')).toBeVisible();
    expect(await shownRows(other, ROWS)).toEqual(before);
    await other.goto('/importazioni');
    await expect(other.getByRole('row', { name: /elenco\.csv/ })).toBeVisible();
    await profile.close();
    await elsewhere.stop();
    rmSync(folder, { recursive: true });
    expect(faults).toEqual([]);
  });
});

test('before, while and after a copy is made, and over a list that is there', async ({ page }) => {
  await setUpPractice(page);
  await importFile(page, listFile(people(ROWS)));

  await test.step('the passphrase is asked twice, and the reminder can be put off for the day', async () => {
    await openSettings(page);
    const save = page.getByRole('button', { name: 'Scarica copia di sicurezza' });
    await save.click();
    await expect(page.getByLabel('Frase segreta', { exact: true })).toBeFocused();
    await page.getByLabel('Frase segreta', { exact: true }).fill(PASSPHRASE);
    await page.getByLabel('Ripeti la frase segreta').fill('un’altra');
    await save.click();
    await expect(page.getByText('Le due frasi non sono uguali.')).toBeVisible();
    await expect(page.getByLabel('Ripeti la frase segreta')).toBeFocused();

    await page.getByRole('button', { name: 'Ricordamelo domani' }).click();
    await expect(page.getByText('Nessuna copia di sicurezza')).toBeHidden();
    await page.reload();
    await expect(page.getByRole('region', { name: 'Memoria di questo computer' })).toContainText(
      'MB',
    );
    await expect(page.getByText('Nessuna copia di sicurezza')).toBeHidden();
  });

  await test.step('the ceiling is counted in the list and set in the settings', async () => {
    await openList(page);
    const counter = page.getByRole('link', { name: /Massimale 40 \/ / });
    await expect(counter).toContainText('40 / 1.500');
    await counter.click();
    const select = page.getByRole('combobox', { name: 'Massimale' });
    await select.selectOption({ label: '1.800' });
    await expect(page.getByText('Massimale salvato su questo computer').first()).toBeVisible();
    await expect(page.getByText('40 / 1.800')).toBeVisible();
    await select.selectOption({ label: 'Personalizzato' });
    await page.getByLabel('Massimale personalizzato').fill('38');
    await page.getByRole('button', { name: 'Salva', exact: true }).click();
    await expect(page.getByText('40 / 38')).toBeVisible();
    await openList(page);
    await expect(counter).toContainText('2 oltre il massimale');
    await expectNoViolations(page);
  });

  await test.step('over a list that is there it says what will happen, and asks; by keyboard alone', async () => {
    const copy = await downloadCopy(page);
    await expectNoViolations(page);
    await importFile(page, listFile([...people(ROWS), ...people(3, 77)]));
    const after = await shownRows(page, ROWS + 3);

    await openSettings(page);
    await page.getByLabel('File della copia').setInputFiles(copy);
    await page.getByLabel('File della copia').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Ripristinare questa copia?' });
    await expect(dialog.getByText('3 pazienti che la copia non ha: restano.')).toBeVisible();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await page.getByRole('button', { name: 'Ripristina copia' }).press('Enter');
    await dialog.getByRole('button', { name: 'Ripristina', exact: true }).press('Enter');
    await expect(page.getByText(/ripristinata: 40 pazienti/)).toBeVisible();
    expect(await shownRows(page, ROWS + 3)).toEqual(after);
  });
});
