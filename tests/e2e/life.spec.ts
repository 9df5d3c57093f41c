/**
 * A patient's life: statuses, archive, bin, the private list and back, and what the desk asks of the doctor. Long:
 * each test is a day's story of one role, told from beginning to end.
 */
import type { Locator, Page } from '@playwright/test';
import { COLLEAGUE_ROWS, DEMO_ROWS } from '#lib/sample/demoList.ts';
import { samplePeople } from '#lib/sample/samplePeople.ts';
import { expectNoViolations } from './accessibleScreens.ts';
import { expect, onTrial, test } from './support.ts';
import {
  importFile,
  listFile,
  nameOf,
  openList,
  openTab,
  patientRow,
  people,
  setUpPractice,
} from './tasks.ts';

// Whole pages are judged by axe, on machines of two cores.
test.describe.configure({ timeout: 180_000 });

const LIST = people(12).map((one) => ({ ...one, expiresOn: null }));
const [first, second, third] = LIST.map(nameOf) as [string, string, string];
const DAY = 24 * 60 * 60_000;

function dayIn(days: number): string {
  return new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Rome' }).format(Date.now() + days * DAY);
}

function italian(day: string): string {
  return day.split('-').reverse().join('/');
}

async function withList(page: Page): Promise<void> {
  await setUpPractice(page);
  await importFile(page, listFile(LIST));
  await openList(page);
}

/** Opens a patient's row menu and chooses from it. */
async function choose(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Azioni per ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

/** Of the row that has the focus. Nobody presses a key for a menu that is not on the screen yet. */
async function openMenuByKeys(page: Page): Promise<void> {
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
}

function dialogNamed(page: Page, name: string): Locator {
  return page.getByRole('dialog', { name, exact: true });
}

async function archive(page: Page, name: string, reason = 'Altro'): Promise<void> {
  await choose(page, name, 'Sposta in archivio');
  const dialog = dialogNamed(page, 'Sposta in archivio');
  await dialog.getByLabel('Motivo').selectOption(reason);
  await dialog.getByRole('button', { name: 'Sposta in archivio' }).click();
  await expect(dialog).toBeHidden();
}

async function openBin(page: Page): Promise<void> {
  await openTab(page, 'Archivio');
  await page.getByRole('button', { name: /^Cestino \(/ }).click();
  await expect(page.getByText('fino alla scadenza si può ripristinare')).toBeVisible();
}

const undo = (page: Page) => page.getByRole('button', { name: 'Annulla', exact: true });

test('the statuses ask what they need, show it, and are taken back', async ({ page, faults }) => {
  await withList(page);
  await choose(page, first, 'Cambia stato');
  const dialog = dialogNamed(page, 'Cambia stato');
  await expect(dialog.getByLabel('Stato').getByRole('option')).toHaveText([
    'SSN',
    'SSN Temporaneo',
    'SSN Revocato',
    'SSN Deceduto',
    'Regime privato',
  ]);

  await test.step('SSN Temporaneo', async () => {
    await dialog.getByLabel('Stato').selectOption('SSN Temporaneo');
    await dialog.getByRole('button', { name: 'Salva' }).click();
    await expect(dialog.getByLabel('Scadenza')).toHaveAttribute('aria-invalid', 'true');
    await expect(dialog.getByLabel('Scadenza')).toBeFocused();
    await expectNoViolations(page);
    await dialog.getByLabel('Scadenza').fill(dayIn(200));
    await dialog.getByLabel('Motivo').selectOption('Studio');
    await dialog.getByRole('button', { name: 'Salva' }).click();
    await expect(dialog).toBeHidden();
    await expect(patientRow(page, first)).toContainText('SSN Temporaneo');
    await expect(patientRow(page, first)).toContainText(`fino al ${italian(dayIn(200))}`);
    await undo(page).click();
    await expect(patientRow(page, first)).not.toContainText('SSN Temporaneo');
  });

  await test.step('SSN Revocato', async () => {
    await choose(page, first, 'Cambia stato');
    await dialog.getByLabel('Stato').selectOption('SSN Revocato');
    await dialog.getByLabel('Motivo').selectOption('Ricusazione');
    await expect(dialog.getByLabel('Decorrenza')).toHaveValue(dayIn(16));
    await expectNoViolations(page);
    await dialog.getByRole('button', { name: 'Salva' }).click();
    await expect(patientRow(page, first)).toContainText('SSN Revocato');
  });

  await test.step('SSN Deceduto, and to the archive at once', async () => {
    await choose(page, second, 'Cambia stato');
    await dialog.getByLabel('Stato').selectOption('SSN Deceduto');
    await dialog.getByLabel('Data del decesso').fill(dayIn(-10));
    await dialog.getByLabel('Sposta anche in archivio').check();
    await dialog.getByRole('button', { name: 'Salva' }).click();
    await expect(patientRow(page, second)).toHaveCount(0);
    await openTab(page, 'Archivio');
    await expect(patientRow(page, second)).toContainText('SSN Deceduto');
    await expect(patientRow(page, second)).toContainText(`decorrenza ${italian(dayIn(-10))}`);
    await expect(patientRow(page, second)).toContainText('Ada Prova');
  });

  await test.step('the patient’s page tells both days, and the history too', async () => {
    await patientRow(page, second).getByRole('link').click();
    await expect(page.getByRole('heading', { level: 1, name: second })).toBeVisible();
    const state = page.getByRole('region', { name: 'Stato e iscrizione' });
    await expect(state).toContainText(italian(dayIn(-10)));
    await expect(state).toContainText(italian(dayIn(0)));
    await page.getByRole('tab', { name: 'Storia' }).click();
    await expect(page.getByRole('heading', { name: 'Spostato in archivio' })).toBeVisible();
  });
  expect(faults).toEqual([]);
});

test('Regime privato moves the patient; Cambia stato is refused there, Ripassa a SSN brings him back', async ({
  page,
  faults,
}) => {
  await withList(page);
  await patientRow(page, first).getByRole('link').click();
  await page.getByLabel('Nota').fill('da tenere');
  await page.getByLabel('Nota').blur();
  await expect(page.getByRole('status').filter({ hasText: 'Salvato' })).toBeVisible();
  await page.getByRole('button', { name: `Azioni per ${first}` }).click();
  await page.getByRole('menuitem', { name: 'Cambia stato' }).click();
  const dialog = dialogNamed(page, 'Cambia stato');
  await dialog.getByLabel('Stato').selectOption('Regime privato');
  await dialog.getByRole('button', { name: 'Salva' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Regime privato', { exact: true }).first()).toBeVisible();
  await expect(page.getByLabel('Nota')).toHaveValue('da tenere');

  await openList(page);
  await expect(patientRow(page, second)).toBeVisible();
  await expect(patientRow(page, first)).toHaveCount(0);
  await openTab(page, 'Pazienti regime privato');
  await choose(page, first, 'Cambia stato');
  await expect(dialog.getByText('In regime privato lo stato non si cambia')).toBeVisible();
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: 'Ripassa a SSN' }).click();
  const back = dialogNamed(page, 'Ripassa a SSN');
  await expectNoViolations(page);
  await back.getByRole('button', { name: 'Ripassa a SSN' }).click();
  await expect(back).toBeHidden();
  await expect(patientRow(page, first)).toHaveCount(0);
  await undo(page).click();
  await expect(patientRow(page, first)).toBeVisible();

  await choose(page, first, 'Ripassa a SSN');
  await back.getByRole('button', { name: 'Ripassa a SSN' }).click();
  await openList(page);
  await patientRow(page, first).getByRole('link').click();
  await expect(page.getByLabel('Nota')).toHaveValue('da tenere');
  await page.getByRole('tab', { name: 'Storia' }).click();
  await expect(page.getByRole('heading', { name: 'Ripassato a SSN' }).first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Passato al regime privato' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Aggiunto da un’importazione' })).toBeVisible();
  expect(faults).toEqual([]);
});

test('archive, bin, back from both, and erasure', async ({ page, faults }) => {
  await withList(page);
  await choose(page, first, 'Sposta in archivio');
  const dialog = dialogNamed(page, 'Sposta in archivio');
  await dialog.getByRole('button', { name: 'Sposta in archivio' }).click();
  await expect(dialog.getByLabel('Motivo')).toBeFocused();
  await dialog.getByLabel('Motivo').selectOption('Altro');
  await dialog.getByLabel('Spiegazione').fill('seguito in clinica');
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: 'Sposta in archivio' }).click();
  await expect(dialog).toBeHidden();
  await expect(patientRow(page, first)).toHaveCount(0);

  await openTab(page, 'Archivio');
  await expect(patientRow(page, first)).toContainText('Altro: seguito in clinica');
  await expectNoViolations(page);
  await patientRow(page, first)
    .getByRole('button', { name: `Elimina definitivamente ${first}` })
    .click();
  const deletion = dialogNamed(page, 'Elimina paziente');
  await expect(deletion).toContainText('30 giorni');
  await expectNoViolations(page);
  await deletion.getByRole('button', { name: 'Elimina' }).click();
  await expect(patientRow(page, first)).toHaveCount(0);
  await page.getByRole('button', { name: 'Cestino (1)' }).click();
  await expect(patientRow(page, first)).toContainText('Ancora 30 giorni');
  await expect(patientRow(page, first)).toContainText('Ada Prova');
  await expectNoViolations(page);
  await choose(page, first, 'Ripristina dal cestino');
  await expect(page.getByText('Il cestino è vuoto')).toBeVisible();
  await expectNoViolations(page);

  await openTab(page, 'Archivio');
  await choose(page, first, 'Cambia stato');
  await dialogNamed(page, 'Cambia stato').getByRole('button', { name: 'Salva' }).click();
  await expect(patientRow(page, first)).toHaveCount(0);
  await openList(page);
  await expect(patientRow(page, first)).toBeVisible();

  await archive(page, first);
  await openTab(page, 'Archivio');
  await choose(page, first, 'Elimina definitivamente');
  await deletion.getByRole('button', { name: 'Elimina' }).click();
  await openBin(page);
  await choose(page, first, 'Elimina definitivamente');
  await expect(deletion).toContainText('Non si può annullare');
  await expectNoViolations(page);
  await deletion.getByRole('button', { name: 'Elimina' }).click();
  await expect(page.getByText('Il cestino è vuoto')).toBeVisible();
  await expect(undo(page)).toHaveCount(0);
  expect(faults).toEqual([]);
});

test('by keyboard alone; back from the bin where somebody is added; the manual way to SSN', async ({
  page,
}) => {
  await withList(page);

  await test.step('status and archive with the keyboard alone', async () => {
    const link = patientRow(page, first).getByRole('link');
    await link.focus();
    await openMenuByKeys(page);
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitem', { name: 'Cambia stato' })).toBeFocused();
    await page.keyboard.press('Enter');
    const dialog = dialogNamed(page, 'Cambia stato');
    await expect(dialog).toBeVisible();
    await dialog.getByLabel('Stato').focus();
    await page.keyboard.press('s');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await expect(dialog.getByLabel('Stato')).toHaveValue('ssnDeceased');
    await page.keyboard.press('Tab');
    await expect(dialog.getByLabel('Data del decesso')).toBeFocused();
    await page.keyboard.type('01112026');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(patientRow(page, first)).toContainText('SSN Deceduto');
    await expect(link).toBeFocused();

    await openMenuByKeys(page);
    await page.keyboard.type('Sposta');
    await expect(page.getByRole('menuitem', { name: 'Sposta in archivio' })).toBeFocused();
    await page.keyboard.press('Enter');
    const archiving = dialogNamed(page, 'Sposta in archivio');
    await expect(archiving.getByLabel('Motivo')).toHaveValue('ssnDeceased');
    await archiving.getByLabel('Motivo').focus();
    for (let stop = 0; stop < 3; stop++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(archiving).toBeHidden();
    await expect(patientRow(page, first)).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(patientRow(page, first)).toContainText('SSN Deceduto');
  });

  await test.step('who is in the bin is brought back, or added anew, where he is added', async () => {
    await openList(page);
    const person = LIST[1];
    if (!person) throw new Error('The sample is too short');
    await archive(page, second);
    await openTab(page, 'Archivio');
    await choose(page, second, 'Elimina definitivamente');
    await dialogNamed(page, 'Elimina paziente').getByRole('button', { name: 'Elimina' }).click();
    await expect(patientRow(page, second)).toHaveCount(0);

    await page.getByRole('button', { name: 'Aggiungi Paziente' }).click();
    const adding = dialogNamed(page, 'Aggiungi paziente');
    await adding.getByLabel('Codice Fiscale').fill(person.taxCode);
    await expect(adding.getByText('nel cestino dal')).toBeVisible();
    await expect(adding.getByRole('button', { name: 'Reinserisci da capo' })).toBeVisible();
    await expectNoViolations(page);
    await adding.getByRole('button', { name: 'Ripristina dal cestino' }).click();
    await expect(adding).toBeHidden();
    await openTab(page, 'Archivio');
    await expect(patientRow(page, second)).toBeVisible();

    await choose(page, second, 'Elimina definitivamente');
    await dialogNamed(page, 'Elimina paziente').getByRole('button', { name: 'Elimina' }).click();
    await expect(patientRow(page, second)).toHaveCount(0);
    await page.getByRole('button', { name: 'Aggiungi Paziente' }).click();
    await adding.getByLabel('Nome', { exact: true }).fill(person.firstName);
    await adding.getByLabel('Cognome').fill(person.lastName);
    await adding.getByLabel('Codice Fiscale').fill(person.taxCode);
    await adding.getByRole('button', { name: 'Reinserisci da capo' }).click();
    await expect(adding).toBeHidden();
    await openList(page);
    await expect(patientRow(page, new RegExp(second, 'i'))).toBeVisible();
  });

  await test.step('the manual way from private to SSN works: archive, bin, add as SSN', async () => {
    const person = LIST[2];
    if (!person) throw new Error('The sample is too short');
    await choose(page, third, 'Cambia stato');
    const dialog = dialogNamed(page, 'Cambia stato');
    await dialog.getByLabel('Stato').selectOption('Regime privato');
    await dialog.getByRole('button', { name: 'Salva' }).click();
    await openTab(page, 'Pazienti regime privato');
    await archive(page, third);
    await openTab(page, 'Archivio');
    await choose(page, third, 'Elimina definitivamente');
    await dialogNamed(page, 'Elimina paziente').getByRole('button', { name: 'Elimina' }).click();
    await expect(patientRow(page, third)).toHaveCount(0);
    await page.getByRole('button', { name: 'Aggiungi Paziente' }).click();
    const adding = dialogNamed(page, 'Aggiungi paziente');
    await adding.getByLabel('Nome', { exact: true }).fill(person.firstName);
    await adding.getByLabel('Cognome').fill(person.lastName);
    await adding.getByLabel('Codice Fiscale').fill(person.taxCode);
    await adding.getByRole('button', { name: 'Reinserisci da capo' }).click();
    await expect(adding).toBeHidden();
    await openList(page);
    await expect(patientRow(page, new RegExp(third, 'i'))).toBeVisible();
  });
});

onTrial(
  'the desk archives and deletes, takes back only its own, and asks the doctor for the rest',
  async ({ page }) => {
    await page.goto('/');
    await expect(page.getByText('1.750 pazienti').last()).toBeVisible({ timeout: 90_000 });
    const role = async (name: string) => {
      await page.getByRole('combobox', { name: 'Ruolo di prova' }).selectOption(name);
      await expect(page.getByRole('heading', { name: 'ELENCO PAZIENTI' })).toBeVisible();
    };
    const own = await page.getByRole('rowheader').getByRole('link').allTextContents();
    // Nobody who is a namesake of somebody else, in the colleagues' lists too: rows are found by their text.
    const all = [DEMO_ROWS, COLLEAGUE_ROWS, COLLEAGUE_ROWS].flatMap((rows, doctor) =>
      samplePeople({ rows, seed: 1 + doctor, today: dayIn(0) }).map(nameOf),
    );
    const alone = own.filter((name) => all.filter((one) => one.includes(name)).length === 1);
    const [first, second, third] = alone as [string, string, string];
    await archive(page, first);

    await role('Segreteria');
    await expect(page.getByRole('tab', { name: 'Pazienti regime privato' })).toHaveCount(0);
    await page.getByRole('button', { name: `Azioni per ${second}`, exact: true }).click();
    await expect(page.getByRole('menuitem', { name: 'Sposta in archivio' })).toBeVisible();
    await expect(page.getByRole('menuitem', { name: 'Cambia stato' })).toHaveCount(0);
    await page.getByRole('menuitem', { name: 'Segna: ha l’app' }).click();
    await expect(patientRow(page, second).getByText('Si', { exact: true })).toBeVisible();
    await patientRow(page, second)
      .getByRole('button', { name: `Elimina ${second}` })
      .click();
    const deletion = dialogNamed(page, 'Elimina paziente');
    await expectNoViolations(page);
    await deletion.getByRole('button', { name: 'Sposta in archivio' }).click();
    const archiving = dialogNamed(page, 'Sposta in archivio');
    await archiving.getByLabel('Motivo').selectOption('SSN Revocato');
    await archiving.getByRole('button', { name: 'Sposta in archivio' }).click();
    await expect(archiving).toBeHidden();
    // The rows below move up: a click on its way would meet the next one.
    await expect(patientRow(page, second)).toHaveCount(0);
    await patientRow(page, third)
      .getByRole('button', { name: `Elimina ${third}` })
      .click();
    await deletion.getByRole('button', { name: 'Elimina', exact: true }).click();
    await expect(patientRow(page, third)).toHaveCount(0);

    await page.getByRole('tab', { name: 'Archivio', exact: true }).click();
    await choose(page, second, 'Togli dall’archivio');
    await expect(patientRow(page, second)).toHaveCount(0);
    await choose(page, first, 'Chiedi ripristino');
    const asking = dialogNamed(page, 'Chiedi ripristino');
    await asking.getByLabel('Perché').fill('ha telefonato');
    await expectNoViolations(page);
    await asking.getByRole('button', { name: 'Chiedi ripristino' }).click();
    await expect(asking).toBeHidden();
    await page.getByRole('button', { name: 'Cestino (1)' }).click();
    await choose(page, third, 'Chiedi ripristino');
    await asking.getByRole('button', { name: 'Chiedi ripristino' }).click();
    await expect(asking).toBeHidden();
    await page.getByRole('link', { name: 'Richieste' }).click();
    await expect(page.getByRole('heading', { name: 'Da decidere (2)' })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Ripristina/ })).toHaveCount(0);

    await page.getByRole('link', { name: 'Elenco pazienti' }).click();
    await expect(page.getByRole('heading', { name: 'ELENCO PAZIENTI' })).toBeVisible();
    await role('Medico');
    await page.getByRole('link', { name: 'Richieste' }).click();
    await expect(page.getByText('ha telefonato')).toBeVisible();
    await expectNoViolations(page);
    await page.getByRole('button', { name: `Ripristina ${first}` }).click();
    await expectNoViolations(page);
    await dialogNamed(page, 'Ripristina').getByRole('button', { name: 'Ripristina' }).click();
    await expect(page.getByRole('heading', { name: 'Da decidere (1)' })).toBeVisible();
    await page.getByRole('button', { name: `Rifiuta la richiesta per ${third}` }).click();
    const refusing = dialogNamed(page, 'Rifiuta la richiesta');
    await refusing.getByLabel('Risposta').fill('non è più nostro');
    await refusing.getByRole('button', { name: 'Rifiuta', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Da decidere (0)' })).toBeVisible();
    await page.getByRole('link', { name: 'Elenco pazienti' }).click();
    await page.getByRole('tab', { name: 'Pazienti SSN', exact: true }).click();
    await expect(patientRow(page, first)).toBeVisible();
    await expect(patientRow(page, third)).toHaveCount(0);
  },
);
