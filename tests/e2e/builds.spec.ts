/** Two versions of the app on one browser: the later waits until it is asked for, and never works beside the other. */
import type { Page } from '@playwright/test';
import { expect, test } from './faultsStage.ts';
import { isNextBuild, withNextBuild } from './nextBuild.ts';
import {
  commitButton,
  expectListSize,
  importFile,
  listFile,
  openList,
  openPatient,
  people,
  previewFile,
  setUpPractice,
} from './tasks.ts';

test.use({ serviceWorkers: 'allow' });

const FEW = 60;
const LATER = people(FEW + 5);

test('a new build waits until it is asked for, also over an open preview, and keeps the data', async ({
  page,
  server,
  dataFolder,
}) => {
  await setUpPractice(page);
  await importFile(page, listFile(LATER.slice(0, FEW)));
  await page.evaluate(() => navigator.serviceWorker.ready);
  await previewFile(page, listFile(LATER));
  await withNextBuild(server, dataFolder, async () => {
    await lookForUpdate(page);
    await expect(updateStatus(page)).toBeVisible();
    await page.getByRole('button', { name: 'Aggiorna ora' }).click();
    await expect(updateStatus(page)).toContainText('prima salva o chiudi');
    await commitButton(page).click();
    await expect(page.getByRole('heading', { name: 'Importazione conclusa' })).toBeVisible();
    expect(await isNextBuild(page)).toBe(false);
    await page.getByRole('button', { name: 'Aggiorna ora' }).click();
    await expect.poll(() => isNextBuild(page).catch(() => false)).toBe(true);
    await openList(page);
    await expectListSize(page, FEW + 5);
  });
});

test('every tab hears of a new build, and none is taken away from an open form', async ({
  page,
  context,
  server,
  dataFolder,
}) => {
  await setUpPractice(page);
  await importFile(page, listFile(LATER));
  await page.evaluate(() => navigator.serviceWorker.ready);
  const second = await context.newPage();
  await openList(second);
  await expectListSize(second, FEW + 5);
  await second.getByRole('button', { name: 'Aggiungi Paziente' }).click();
  const form = second.getByRole('dialog', { name: 'Aggiungi paziente' });
  await form.getByLabel('Cognome').fill('PROVA');
  await withNextBuild(server, dataFolder, async () => {
    await lookForUpdate(page);
    await expect(updateStatus(page)).toBeVisible();
    await page.getByRole('button', { name: 'Aggiorna ora' }).click();
    await expect(updateStatus(page)).toContainText('anche nelle altre schede');
    await expect(form.getByLabel('Cognome')).toHaveValue('PROVA');
    await form.getByRole('button', { name: 'Chiudi senza aggiungere' }).click();
    await expect(form).toBeHidden();
    await expect(updateStatus(second)).toBeVisible();
    await second.getByRole('button', { name: 'Aggiorna ora' }).click();
    for (const tab of [page, second]) {
      await expect.poll(() => isNextBuild(tab).catch(() => false)).toBe(true);
      await openList(tab);
      await expectListSize(tab, FEW + 5);
    }
  });
});

test.describe('without a service worker', () => {
  test.use({ serviceWorkers: 'block' });

  test('two builds do not work side by side: the later waits, and finds all that was saved', async ({
    page,
    context,
    server,
    dataFolder,
  }) => {
    await setUpPractice(page);
    await importFile(page, listFile(LATER));
    await openPatient(page, LATER[3]?.taxCode);
    await withNextBuild(server, dataFolder, async () => {
      const second = await context.newPage();
      await second.goto('/');
      await expect(second.getByRole('alert')).toContainText('un’altra versione');
      const note = page.getByRole('textbox', { name: 'Nota' });
      await note.fill('Scritto nella versione di prima');
      await note.blur();
      await expect(page.getByText('Salvato su questo computer')).toBeVisible();
      await page.close();
      await expectListSize(second, FEW + 5);
      expect(await isNextBuild(second)).toBe(true);
      await openPatient(second, LATER[3]?.taxCode);
      await expect(second.getByRole('textbox', { name: 'Nota' })).toHaveValue(
        'Scritto nella versione di prima',
      );
    });
  });
});

function lookForUpdate(page: Page): Promise<void> {
  return page.evaluate(async () => void (await navigator.serviceWorker.ready).update());
}

function updateStatus(page: Page) {
  return page.getByRole('status').filter({ hasText: 'Aggiornamento pronto' });
}
