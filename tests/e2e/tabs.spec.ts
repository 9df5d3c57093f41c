/** Several tabs of one browser: one state in all of them, whichever leads and however it ends. */
import type { Page } from '@playwright/test';
import { crashPage, expect, test } from './faultsStage.ts';
import { catchWorker, endWorker } from './faultsWorker.ts';
import {
  commitButton,
  expectCounts,
  expectListSize,
  group,
  importFile,
  listFile,
  openList,
  openPatient,
  patientRow,
  people,
  previewFile,
  setUpPractice,
} from './tasks.ts';

const FEW = 60;

test.use({ serviceWorkers: 'block' });

const ways: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ['is closed', (page) => page.close()],
  ['crashes', crashPage],
  ['is loaded again', (page) => page.reload()],
];

test('one state in both tabs: lists, counts, imports, edits, looks', async ({ page, context }) => {
  await setUpPractice(page);
  const second = await context.newPage();

  await test.step('lists, counts and imports', async () => {
    await second.goto('/');
    await expect(second.getByRole('heading', { name: 'L’elenco è ancora vuoto' })).toBeVisible();
    await importFile(page, listFile(people(FEW)));
    await expectListSize(second, FEW);
    await second.goto('/importazioni');
    await expect(second.getByRole('row', { name: /elenco\.csv/ })).toBeVisible();
  });
  await test.step('an edit made in one tab is at once in the other, and is taken back from there too', async () => {
    const taxCode = people(FEW)[4]?.taxCode;
    for (const tab of [page, second]) await openPatient(tab, taxCode);
    const note = (tab: Page) => tab.getByRole('textbox', { name: 'Nota' });
    await note(second).fill('Richiamare lunedì');
    await note(second).blur();
    await expect(second.getByText('Salvato su questo computer')).toBeVisible();
    await expect(note(page)).toHaveValue('Richiamare lunedì');

    await note(page).fill('Richiamare martedì');
    await note(page).blur();
    await expect(note(second)).toHaveValue('Richiamare martedì');
    await second.getByRole('tab', { name: 'Storia' }).click();
    await expect(second.getByText('Richiamare martedì').first()).toBeVisible();
    await page.keyboard.press('Control+z');
    await page.getByRole('tab', { name: 'Storia' }).click();
    await page.getByRole('tab', { name: 'Anagrafica' }).click();
    await expect(note(page)).toHaveValue('Richiamare lunedì');
  });
  await test.step('how the screens look', async () => {
    await page.getByRole('button', { name: 'Aspetto' }).click();
    await page.getByText('Molto grande').click();
    await expect(second.locator('html')).toHaveAttribute('data-text', 'larger');
  });
});

for (const [way, end] of ways) {
  test(`when the leading tab ${way}, the other goes on where it was`, async ({ page, context }) => {
    await setUpPractice(page);
    await importFile(page, listFile(people(FEW)));
    const second = await context.newPage();
    await previewFile(second, listFile([...people(FEW), ...people(FEW, 7).slice(0, 9)]));
    await expectCounts(second, { Nuovi: 9, Invariati: FEW });
    const leftOut = group(second, 'Nuovi').getByRole('switch').first();
    await leftOut.click();
    await expect(commitButton(second)).toHaveText('Importa 8 pazienti');

    await end(page);
    // What was decided in the preview is known to whoever serves the tab now.
    await expect(leftOut).not.toBeChecked();
    await commitButton(second).click();
    await expect(second.getByRole('heading', { name: 'Importazione conclusa' })).toBeVisible();
    await openList(second);
    await expectListSize(second, FEW + 8);
    const { lastName, firstName, taxCode } = people(FEW)[0] ?? { lastName: '' };
    await second.getByLabel('Cerca paziente').fill(taxCode ?? '');
    await expect(patientRow(second, `${lastName} ${firstName}`)).toHaveCount(1);
  });
}

test('a worker that ends is replaced, and nothing typed meanwhile is lost', async ({
  page,
  context,
}) => {
  await catchWorker(page);
  await setUpPractice(page);
  await importFile(page, listFile(people(FEW)));
  const second = await context.newPage();
  await openPatient(second, people(FEW)[4]?.taxCode);
  await endWorker(page);
  const note = second.getByRole('textbox', { name: 'Nota' });
  await note.fill('Detto mentre nessuno ascoltava');
  await note.blur();
  await expect(second.getByText('Salvato su questo computer')).toBeVisible();
  await openList(page);
  await expectListSize(page, FEW);
});

test('of two tabs that import at once, the second looks at its preview again', async ({
  page,
  context,
}) => {
  await setUpPractice(page);
  const second = await context.newPage();
  await previewFile(page, listFile(people(FEW)));
  await previewFile(second, listFile(people(FEW)));
  await commitButton(page).click();
  await expect(page.getByRole('heading', { name: 'Importazione conclusa' })).toBeVisible();
  await commitButton(second).click();
  await expect(second.getByRole('alert')).toContainText('anteprima');
  await expectCounts(second, { Nuovi: 0, Invariati: FEW });
});
