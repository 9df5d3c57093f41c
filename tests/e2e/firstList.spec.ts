import { expect, test } from './support.ts';
import {
  expectCounts,
  importFile,
  listFile,
  openList,
  patientRow,
  patientTable,
  people,
  previewFile,
  setUpByHand,
  setUpPractice,
  signIn,
} from './tasks.ts';

test.use({ serviceWorkers: 'allow' });

const ROWS = 1750;

test('a doctor names her practice, imports her list, searches it and works on without the network', async ({
  page,
  context,
  server,
  faults,
}) => {
  await setUpByHand(page);
  await previewFile(page, listFile(people(ROWS)));
  await expectCounts(page, {
    Nuovi: ROWS,
    Modificati: 0,
    Riattivati: 0,
    'Stato cambiato': 0,
    'Da archiviare': 0,
    Invariati: 0,
    'Altri medici': 0,
    Problemi: 0,
  });
  await page.getByRole('button', { name: 'Importa 1.750 pazienti' }).click();
  await expect(page.getByRole('heading', { name: 'Importazione conclusa' })).toBeVisible();

  await openList(page);
  await expect(patientTable(page)).toHaveAttribute('aria-rowcount', /175\d/);
  const wanted = people(ROWS)[700];
  if (!wanted) throw new Error('The sample is too short');
  const name = `${wanted.lastName} ${wanted.firstName}`;
  const search = page.getByLabel('Cerca paziente');
  for (const text of [`${wanted.firstName} ${wanted.lastName}`, wanted.taxCode.toLowerCase()]) {
    await search.fill(text);
    await expect(patientRow(page, name).first()).toBeVisible();
  }

  // The service worker has taken over by now, or does before the network goes.
  await page.evaluate(() => navigator.serviceWorker.ready);
  await server.stop();
  await context.setOffline(true);
  await page.reload();
  await page.getByLabel('Cerca paziente').fill(wanted.taxCode);
  await patientRow(page, name).first().click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText(wanted.taxCode).first()).toBeVisible();
  const unexpected = faults.filter(
    (fault) => !/ERR_INTERNET_DISCONNECTED|Failed to load/.test(fault),
  );
  expect(unexpected).toEqual([]);
});

test('a second browser joins the practice and sees no set-up', async ({
  page,
  browser,
  server,
}) => {
  await setUpPractice(page);
  const other = await browser.newContext({ baseURL: server.url });
  const second = await other.newPage();
  await signIn(second);
  await expect(second.getByText('Studio di prova')).toBeVisible();
  await other.close();
});

test('the import is in the history with its counts and its report, and can be taken back', async ({
  page,
}) => {
  await setUpPractice(page);
  await importFile(page, listFile(people(60)));
  await page.goto('/importazioni');
  await page
    .getByRole('row', { name: /elenco\.csv/ })
    .getByRole('link')
    .click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Scarica il resoconto' }).click();
  const report = await (await download).createReadStream();
  let text = '';
  for await (const chunk of report) text += chunk;
  const lines = text.trim().split('\r\n');
  expect(lines).toHaveLength(61);
  expect(lines[0]).toContain('CODICE FISCALE');
  expect(lines[0]).toContain('Esito');

  await page.getByRole('button', { name: 'Annulla importazione' }).click();
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
  await dialog.getByRole('button', { name: /Annulla importazione|Togli|Conferma/ }).click();
  await expect(page.getByText(/annullata/i).first()).toBeVisible();
  await openList(page);
  await expect(page.getByText('Importa Pazienti da SISS').first()).toBeVisible();
  await expect(patientTable(page).getByRole('row', { name: /\d{2}\/\d{2}\/\d{4}/ })).toHaveCount(0);
});
