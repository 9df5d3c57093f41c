import type { Page } from '@playwright/test';
import { expectNoViolations } from './accessibleScreens.ts';
import { expect, test } from './support.ts';
import {
  importFile,
  listFile,
  nameOf,
  openList,
  patientRow,
  people,
  setUpPractice,
} from './tasks.ts';

// The whole page is judged by axe in some of these, on machines of two cores.
test.setTimeout(60_000);

const SAVED = 'Salvato su questo computer';
const [first, second, third] = people(20);
if (!first || !second || !third) throw new Error('The sample is too short');
const firstName = nameOf(first);

/** A person of nobody's list: VERDI PROVA, born on 4 July 1985 in Rome. */
const VERDI = { lastName: 'VERDI', firstName: 'PROVA', taxCode: 'VRDPRV85L44H501J' };

async function withList(page: Page): Promise<void> {
  await setUpPractice(page);
  await importFile(page, listFile(people(20)));
}

async function openPatient(page: Page, text: string): Promise<void> {
  await openList(page);
  await page.getByLabel('Cerca paziente').fill(text);
  await patientRow(page, text).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

async function fillNewPatient(
  page: Page,
  person: { lastName: string; firstName: string; taxCode: string },
) {
  await page.getByRole('button', { name: 'Aggiungi Paziente' }).click();
  const dialog = page.getByRole('dialog', { name: 'Aggiungi paziente' });
  await dialog.getByLabel('Nome', { exact: true }).fill(person.firstName);
  await dialog.getByLabel('Cognome').fill(person.lastName);
  await dialog.getByLabel('Codice Fiscale').fill(person.taxCode);
  return dialog;
}

test('a patient is added, found at once by the new phone, and taken away again with Annulla', async ({
  page,
  faults,
}) => {
  await setUpPractice(page);
  const dialog = await fillNewPatient(page, VERDI);
  await expect(dialog.getByLabel('Medico associato')).toContainText('Ada Prova');
  await dialog.getByLabel('Numero di telefono').fill('333 9876543');
  await dialog.getByLabel('E-mail').fill('verdi@example.org');
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: 'Aggiungi paziente' }).click();
  await expect(dialog).toBeHidden();

  await page.getByLabel('Cerca paziente').fill('3339876');
  await expect(patientRow(page, 'VERDI PROVA')).toContainText('04/07/1985');
  await page.getByRole('button', { name: 'Annulla', exact: true }).click();
  await expect(patientRow(page, 'VERDI PROVA')).toHaveCount(0);
  expect(faults).toEqual([]);
});

test('the dialog and the card say what they do, keep it, and give it back', async ({ page }) => {
  test.setTimeout(120_000);
  await withList(page);

  await test.step('who has the code already is said, a slip corrected, the century asked for', async () => {
    await openList(page);
    const dialog = await fillNewPatient(page, { ...VERDI, taxCode: first.taxCode });
    await expect(dialog.getByText('ha lo stesso codice fiscale')).toBeVisible();
    await expect(
      dialog.getByText(/Codice fiscale di un’altra persona|non corrisponde/),
    ).toBeVisible();
    await dialog.getByRole('button', { name: 'Aggiungi paziente' }).click();
    await expect(dialog.getByRole('alert')).toContainText('apri la sua scheda');

    const taxCode = dialog.getByLabel('Codice Fiscale');
    await taxCode.fill('VRDPRV85L44H5O1J');
    await dialog.getByRole('button', { name: 'Usa questo codice' }).click();
    await expect(taxCode).toHaveValue(VERDI.taxCode);
    await expect(dialog.getByLabel('Data di nascita')).toBeHidden();

    await taxCode.fill(first.taxCode);
    await dialog.getByRole('link', { name: `Apri la scheda di ${firstName}` }).click();
    await expect(page.getByRole('heading', { level: 1, name: firstName })).toBeVisible();
  });

  await test.step('a wrong e-mail is kept as typed, said not to be saved, and put right', async () => {
    await openPatient(page, nameOf(second));
    const email = page.getByLabel('E-mail');
    await email.fill('nuova.example.org');
    await email.press('Enter');
    await expect(page.getByRole('status').filter({ hasText: 'Non salvato' })).toBeVisible();
    await expect(email).toHaveValue('nuova.example.org');
    await expect(email).toHaveAttribute('aria-invalid', 'true');
    await email.fill('nuova@example.org');
    await email.press('Enter');
    await expect(page.getByRole('status').filter({ hasText: SAVED })).toBeVisible();
  });

  await test.step('the history gives an old value back, and Ctrl+Z and Annulla take edits back one by one', async () => {
    await openPatient(page, nameOf(third));
    const note = page.getByLabel('Nota');
    for (const text of ['primo', 'secondo']) {
      await note.fill(text);
      await note.blur();
      await expect(page.getByRole('status').filter({ hasText: SAVED })).toBeVisible();
    }
    await page.getByRole('tab', { name: 'Storia' }).click();
    await expect(page.getByText('Aggiunto da un’importazione')).toBeVisible();
    await expect(page.getByText('elenco.csv')).toBeVisible();
    await expectNoViolations(page);
    const restore = page
      .getByRole('listitem')
      .filter({ hasText: 'secondo' })
      .getByRole('button', { name: 'Ripristina questo valore' });
    await restore.first().click();
    await expect(note).toHaveValue('primo');
    await page.getByRole('button', { name: 'Annulla', exact: true }).click();
    await expect(note).toHaveValue('secondo');

    await page.getByRole('tab', { name: 'Storia' }).focus();
    await page.keyboard.press('Control+z');
    await expect(note).toHaveValue('primo');
    await page.keyboard.press('Control+z');
    await expect(note).toHaveValue('');
  });

  await test.step('contacts save themselves, are searched at once and are there after a reload', async () => {
    await openPatient(page, firstName);
    const status = page.getByRole('status').filter({ hasText: SAVED });
    const own = page.getByRole('region', { name: 'Contatti dello studio' });
    await own.getByRole('button', { name: 'Aggiungi numero' }).click();
    await own.getByLabel('Numero di telefono').fill('055 1234567');
    // In one task, so that the number is still on its way to the disk: the choice must not go with the empty row.
    await own.getByLabel('Etichetta').evaluate((label: HTMLSelectElement) => {
      (document.activeElement as HTMLInputElement).blur();
      label.value = 'Lavoro';
      label.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await own.getByLabel('E-mail').fill('nuova@example.org');
    await own.getByLabel('Indirizzo', { exact: true }).fill('Via delle Prove 7');
    await own.getByLabel('Comune').fill('FIESOLE');
    await page.getByLabel('Nota').fill('Chiamare dopo le 18');
    await page.getByLabel('Nota').blur();
    await expect(status).toBeVisible();
    await expectNoViolations(page);

    await page.reload();
    await expect(own.getByLabel('Numero di telefono')).toHaveValue('055 1234567');
    await expect(own.getByLabel('Etichetta')).toHaveValue('Lavoro');
    await expect(own.getByLabel('E-mail')).toHaveValue('nuova@example.org');
    await expect(own.getByLabel('Indirizzo', { exact: true })).toHaveValue('Via delle Prove 7');
    await expect(own.getByLabel('Comune')).toHaveValue('FIESOLE');
    await expect(page.getByLabel('Nota')).toHaveValue('Chiamare dopo le 18');
    await openList(page);
    await page.getByLabel('Cerca paziente').fill('0551234567');
    await expect(patientRow(page, firstName)).toContainText('+39 055 1234567');
  });

  await test.step('the practice says which number, e-mail and address to use', async () => {
    const list = people(20);
    const known = list.find((person) => (person.mobile ?? person.landline) && person.email);
    if (!known) throw new Error('Nobody of the sample has both contacts');
    await openPatient(page, `${known.lastName} ${known.firstName}`);
    const region = page.getByRole('region', { name: 'Dati della regione' });
    await region.getByLabel('Non usare questo numero').check();
    await region.getByLabel('Non usare questa email').check();
    const own = page.getByRole('region', { name: 'Contatti dello studio' });
    await own.getByLabel('Indirizzo', { exact: true }).fill('Via delle Prove 7');
    await own.getByLabel('Indirizzo', { exact: true }).press('Enter');
    await expect(own.getByLabel('Usa come predefinito')).toBeChecked();
    await region.getByLabel('Usa come predefinito').check();
    await expect(page.getByRole('status').filter({ hasText: SAVED })).toBeVisible();

    await page.reload();
    await expect(region.getByLabel('Non usare questo numero')).toBeChecked();
    await expect(region.getByLabel('Non usare questa email')).toBeChecked();
    await expect(region.getByLabel('Usa come predefinito')).toBeChecked();
  });
});

test('a patient is added and edited with the keyboard alone', async ({ page }) => {
  await setUpPractice(page);
  await page.getByRole('button', { name: 'Aggiungi Paziente' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Aggiungi paziente' });
  await dialog.getByLabel('Medico associato').focus();
  await page.keyboard.press('Tab');
  for (const text of [VERDI.firstName, VERDI.lastName, VERDI.taxCode]) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('/');
  await page.keyboard.type('verdi prova');
  await expect(patientRow(page, 'VERDI PROVA')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'VERDI PROVA' })).toBeVisible();
  await page.getByLabel('Nota').focus();
  await page.keyboard.type('allergia al nichel');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('status').filter({ hasText: SAVED })).toBeVisible();
});
