/** Local storage that is full, deleted or held by somebody else: it is said, and nothing is lost or half-written. */
import type { Page } from '@playwright/test';
import { holdWorker, test, expect } from './faultsStage.ts';
import { blankPage, deleteStores, holdStore } from './faultsStores.ts';
import { expectSize, ready, watchPage } from './faultsWitness.ts';
import { orderWorker } from './faultsWorker.ts';
import {
  commitButton,
  DOCTOR,
  importFile,
  listFile,
  openList,
  patientRow,
  people,
  previewFile,
  setUpPractice,
  withoutSync,
} from './tasks.ts';

const ROWS = 1750;
const FEW = 60;
const emptyList = 'L’elenco è ancora vuoto';

test.describe('a full disk', () => {
  // Too little for the journal, for what goes with it, and for the rows.
  for (const room of [1, 3, 4]) {
    test(`with room for ${room} MB: what is said is true, and no part of the list is ever shown`, async ({
      page,
      server,
    }) => {
      const witness = await watchPage(page);
      const disk = await diskOf(page, server.url);
      await disk.limit(room * 1e6);
      await setUpPractice(page);
      await previewFile(page, listFile(people(ROWS)));
      await commitButton(page).click();
      const failure = page
        .getByRole('alert')
        .filter({ hasText: /non è stato scritto nulla|è salvata/ });
      await expect(
        failure.or(page.getByRole('heading', { name: 'Importazione conclusa' })),
      ).toBeVisible();
      const isSaved = !/non è stato scritto nulla/.test((await witness.alerts()).join());
      const count = isSaved ? ROWS : 0;
      for (const isFull of [true, false]) {
        if (!isFull) await disk.free();
        await openListFrom(page);
        await expectWhole(page, count);
        const sizes = await witness.listSizes();
        expect(sizes.filter((size) => size > 1 && size !== count)).toEqual([]);
      }
      if (!isSaved) await importFile(page, listFile(people(ROWS)));
      await openList(page);
      await expectSize(page, ROWS);
    });
  }
});

test.describe('stores deleted by another page', () => {
  test('under an open list and under an open preview: told, and nothing is lost', async ({
    page,
    context,
  }) => {
    const witness = await watchPage(page);
    await setUpPractice(page);
    await importFile(page, listFile(people(FEW)));
    await openList(page);
    await expectSize(page, FEW);
    const other = await blankPage(context);

    await (await deleteStores(other)).deleted();
    await expect.poll(async () => (await witness.alerts()).join()).toContain('dati locali');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expectSize(page, FEW);
    await page.reload();
    await expectSize(page, FEW);

    const more = people(FEW + 20, 2);
    await previewFile(page, listFile(more));
    await (await deleteStores(other)).deleted();
    await expect.poll(async () => (await witness.alerts()).join()).toContain('dati locali');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await commitButton(page).click();
    await expect(page.getByRole('heading', { name: 'Importazione conclusa' })).toBeVisible();
    await openList(page);
    for (const person of [people(FEW)[7], more[11]]) {
      await page.getByLabel('Cerca paziente').fill(person?.taxCode ?? '');
      await expect(patientRow(page, person?.lastName ?? '').first()).toBeVisible();
    }
  });

  for (const stopAt of [2, 20]) {
    test(`at step ${stopAt} of an import: what is said is true`, async ({ page, context }) => {
      const witness = await watchPage(page);
      await setUpPractice(page);
      const other = await blankPage(context);
      await previewFile(page, listFile(people(ROWS)));
      const { held, letGo } = await holdWorker(page);
      await orderWorker(page, { stopAt });
      await commitButton(page).click();
      await held;
      const { deleted } = await deleteStores(other);
      letGo();
      await deleted();
      const done = page.getByRole('heading', { name: 'Importazione conclusa' });
      const refused = page.getByRole('alert').filter({ hasText: 'non è stato scritto nulla' });
      await expect(done.or(refused)).toBeVisible();
      const isDone = await done.isVisible();
      await expect.poll(async () => (await witness.alerts()).join()).toContain('dati locali');
      await expect(page.getByRole('alert').filter({ hasText: 'li sta riaprendo' })).toHaveCount(0);
      for (let start = 0; start < 2; start++) {
        await openListFrom(page);
        await ready(page);
        await expectWhole(page, isDone ? ROWS : 0);
      }
    });
  }

  test('while the app is closed: it starts clean, in its practice', async ({ page, context }) => {
    await withoutSync(context);
    await setUpPractice(page);
    await importFile(page, listFile(people(FEW)));
    await page.close();
    const other = await blankPage(context);
    await (await deleteStores(other)).deleted();
    await other.evaluate(() => localStorage.clear());
    const again = await context.newPage();
    const witness = await watchPage(again);
    const errors: string[] = [];
    again.on('pageerror', (error) => errors.push(String(error)));
    await openList(again);
    await expect(again.getByRole('heading', { name: emptyList })).toBeVisible();
    await importFile(again, listFile(people(FEW)));
    await openList(again);
    await expectSize(again, FEW);
    expect([errors, await witness.alerts()]).toEqual([[], []]);
  });
});

test('a store held in an older version by another page: said, and the list comes when it closes', async ({
  page,
  browser,
  server,
}) => {
  await setUpPractice(page);
  const context = await browser.newContext({ baseURL: server.url, serviceWorkers: 'block' });
  const other = await blankPage(context);
  // By hand: the app would open the stores.
  const practice = await other.evaluate(async (who) => {
    const headers = { 'content-type': 'application/json' };
    await fetch('/api/sign-in', { method: 'POST', headers, body: JSON.stringify(who) });
    const me = (await (await fetch('/api/me')).json()) as {
      practice: { id: string; doctor: { id: string } };
    };
    return me.practice;
  }, DOCTOR);
  await holdStore(other, `assistiti:${practice.id}:${practice.doctor.id}:rows`, 1);
  const second = await context.newPage();
  await second.goto('/');
  await expect(second.getByRole('alert')).toContainText('Un’altra scheda tiene occupati i dati');
  await other.close();
  await expect(second.getByRole('alert')).toHaveCount(0);
  await importFile(second, listFile(people(FEW)));
  await openList(second);
  await expectSize(second, FEW);
  await context.close();
});

/** From anywhere: a page that is left does not ask. */
async function openListFrom(page: Page): Promise<void> {
  page.once('dialog', (dialog) => void dialog.accept());
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'ELENCO PAZIENTI' })).toBeVisible();
}

/** The list has so many patients, and no other number. */
async function expectWhole(page: Page, count: number): Promise<void> {
  if (count > 0) await expectSize(page, count);
  else await expect(page.getByRole('heading', { name: emptyList })).toBeVisible();
}

interface Disk {
  /** Room for so many bytes in all. To be said before the app starts: an open store keeps the room it was given. */
  limit(bytes: number): Promise<void>;
  free(): Promise<void>;
}

async function diskOf(page: Page, origin: string): Promise<Disk> {
  const session = await page.context().newCDPSession(page);
  return {
    async limit(bytes) {
      await page.goto('/healthz');
      await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: bytes });
    },
    async free() {
      await session.send('Storage.overrideQuotaForOrigin', { origin });
    },
  };
}
