/** One computer for several people: each unlocks his own list, without the server too, and never another's. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { expectAccessible, expectNoViolations, SMALL_SCREEN } from './accessibleScreens.ts';
import { setUpCodeFor, startServer } from './servers.ts';
import { expect, test } from './support.ts';
import {
  commitButton,
  DOCTOR,
  expectListSize,
  fillAccess,
  importFile,
  includeSwitch,
  listFile,
  nameOf,
  people,
  previewFile,
  setUpByHand,
  signIn,
  unlock,
  withoutSync,
} from './tasks.ts';

const FEW = 12;
const PIN = '271828';
const SECRETARY = { email: 'carla@studio.example', password: 'altra frase lunga' };

test.use({ viewport: SMALL_SCREEN });

const list = (page: Page) => page.getByRole('heading', { name: 'ELENCO PAZIENTI' });
const secret = (page: Page) => page.getByLabel(/^Password( o PIN)?$/);
const accountMenu = (page: Page) => page.getByRole('button', { name: /Studio di prova/ });

/** The server does not answer, though its pages still come. */
async function withoutServer(context: BrowserContext): Promise<void> {
  await context.route('**/api/**', (route) => route.abort());
}

async function choose(page: Page, item: string): Promise<void> {
  await accountMenu(page).click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function setPin(page: Page): Promise<void> {
  await choose(page, 'Il tuo accesso');
  await page.getByLabel('PIN', { exact: true }).fill('12345');
  await page.getByRole('button', { name: 'Imposta PIN' }).click();
  await expect(page.getByText('Il PIN è di sei cifre.')).toBeVisible();
  await page.getByLabel('PIN', { exact: true }).fill(PIN);
  await page.getByRole('button', { name: 'Imposta PIN' }).click();
  await expect(page.getByText('PIN impostato')).toBeVisible();
}

async function tryWith(page: Page, typed: string): Promise<void> {
  await secret(page).fill(typed);
  await page.getByRole('button', { name: 'Sblocca' }).click();
  // Emptied once it was judged.
  await expect(secret(page)).toHaveValue('');
  await expect(page.getByRole('button', { name: 'Sblocca' })).toBeEnabled();
}

/** A secretary comes by a link on the doctor's own computer. */
async function addSecretary(page: Page): Promise<void> {
  await choose(page, 'Il tuo accesso');
  await page.getByRole('button', { name: 'Invita', exact: true }).click();
  await page.getByLabel('Nome e cognome').fill('Carla Neri');
  await page.getByRole('button', { name: 'Crea l’invito' }).click();
  const said = page.getByRole('status').filter({ hasText: 'Link per Carla Neri' });
  const link = await said.getByText(/invito#/).innerText();
  await page.goto('/healthz');
  await page.goto(link.trim());
  await expect(page.getByText('Su questo computer è entrato Ada Prova')).toBeVisible();
  await fillAccess(page, SECRETARY);
  await page.getByRole('button', { name: 'Crea l’accesso' }).click();
  await expect(accountMenu(page)).toContainText('Carla Neri');
}

test('a locked screen shows nothing, in any tab, until its user is back', async ({
  page,
  context,
}) => {
  await setUpByHand(page);
  await importFile(page, listFile(people(FEW)));
  const second = await context.newPage();
  await second.goto('/');
  await expectListSize(second, FEW);
  await page.keyboard.press('Control+Alt+l');
  for (const tab of [page, second]) {
    await expect(tab.getByRole('heading', { level: 1, name: 'Ada Prova' })).toBeVisible();
    await expect(tab.getByRole('table')).toHaveCount(0);
    expect(await tab.content()).not.toContain(people(FEW)[0]?.taxCode);
  }
  await expectAccessible(page, 'locked');
  await page.reload();
  await tryWith(page, 'non è questa');
  await expect(page.getByText('Non è giusto.')).toBeVisible();
  await expectNoViolations(page);
  await secret(page).fill(DOCTOR.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Importazione conclusa' })).toHaveCount(0);
  await expectListSize(second, FEW);
});

test('a desk that nobody touches locks itself', async ({ page }) => {
  await page.clock.install();
  await setUpByHand(page);
  await page.clock.fastForward('09:30');
  await expect(list(page)).toBeVisible();
  await page.keyboard.press('Shift');
  await page.clock.fastForward('09:30');
  await expect(list(page)).toBeVisible();
  await page.clock.fastForward('01:00');
  await expect(page.getByRole('button', { name: 'Sblocca' })).toBeVisible();
});

test('without the server one’s own password or PIN opens one’s list, at the price of one try', async ({
  page,
  context,
}) => {
  await context.addInitScript(() => {
    const { subtle } = crypto;
    const derive = subtle.deriveBits.bind(subtle);
    subtle.deriveBits = (...given) => {
      performance.mark('stretched');
      return derive(...given);
    };
  });
  const stretched = (tab: Page) =>
    tab.evaluate(() => performance.getEntriesByName('stretched').length);
  await setUpByHand(page);
  expect(await stretched(page)).toBe(1);
  await importFile(page, listFile(people(FEW)));
  await setPin(page);
  await withoutServer(context);
  // The same tab was not left: it goes on.
  await page.goto('/');
  await expectListSize(page, FEW);
  await page.close();

  for (const typed of [PIN, DOCTOR.password]) {
    const tab = await context.newPage();
    await unlock(tab, typed);
    await expectListSize(tab, FEW);
    expect(await stretched(tab)).toBe(1);
    await tab.close();
  }
  const late = await context.newPage();
  await late.clock.setFixedTime(Date.now() + 15 * 86_400_000);
  await late.goto('/');
  await tryWith(late, PIN);
  await expect(late.getByText('da troppo tempo questo computer non sente il server')).toBeVisible();
});

test('after ten wrong tries the data go, and what goes with them is said before', async ({
  page,
  context,
}) => {
  await withoutSync(context);
  await setUpByHand(page);
  await importFile(page, listFile(people(FEW)));
  await withoutServer(context);
  await page.close();
  const tab = await context.newPage();
  await tab.goto('/');
  let now = Date.now();
  for (let wrong = 1; wrong < 10; wrong++) {
    await tab.clock.setFixedTime((now += 600_000));
    await tryWith(tab, `non è questa ${wrong}`);
    if (wrong === 5) await expect(tab.getByText('vengono tolti')).toHaveCount(0);
    if (wrong === 3) {
      await tryWith(tab, DOCTOR.password);
      await expect(tab.getByText('È ancora presto')).toBeVisible();
    }
  }
  await expect(tab.getByText('Resta 1 tentativo')).toContainText('1 modifica che il server non');
  await expectNoViolations(tab);
  await tab.clock.setFixedTime(now + 600_000);
  await secret(tab).fill('non è questa 10');
  await tab.getByRole('button', { name: 'Sblocca' }).click();
  await expect(tab.getByRole('alert')).toContainText(
    /I dati di Ada Prova non sono più su questo computer.*dieci tentativi.*1 modifica/,
  );
  expect(await tab.evaluate(() => indexedDB.databases())).toEqual([]);
  // Nor does the session that the browser still carries open anything to whoever guessed.
  await context.unroute('**/api/**');
  await tab.getByRole('button', { name: 'Riprova' }).click();
  await expect(tab.getByRole('heading', { name: 'Accedi' })).toBeVisible();
});

test('two people of one computer: neither sees the other’s list, nor opens it', async ({
  page,
  context,
}) => {
  await withoutSync(context);
  await setUpByHand(page);
  await importFile(page, listFile(people(FEW)));
  await addSecretary(page);
  await expect(page.getByRole('heading', { name: 'L’elenco è ancora vuoto' })).toBeVisible();
  // What the doctor did is counted, and nothing else of it is told.
  await choose(page, 'Esci…');
  await page.getByRole('dialog').getByRole('button', { name: 'Esci' }).click();
  await expect(page.getByText('1 modifica di Ada Prova')).toBeVisible();
  await expectNoViolations(page);
  await signIn(page);
  await expectListSize(page, FEW);

  await withoutServer(context);
  await page.close();
  const tab = await context.newPage();
  await tab.goto('/');
  const names = tab.getByRole('list', { name: 'Chi lavora su questo computer' });
  await expect(names.getByRole('button')).toHaveText(['Ada Prova', 'Carla Neri']);
  await expectAccessible(tab, 'people of this computer');
  await names.getByRole('button', { name: 'Ada Prova' }).click();
  await tryWith(tab, SECRETARY.password);
  await expect(tab.getByText('Non è giusto')).toBeVisible();
  await tab.getByRole('button', { name: 'Un’altra persona' }).click();
  await names.getByRole('button', { name: 'Carla Neri' }).click();
  await tryWith(tab, DOCTOR.password);
  await expect(tab.getByText('Non è giusto')).toBeVisible();
  await secret(tab).fill(SECRETARY.password);
  await tab.keyboard.press('Enter');
  await expect(accountMenu(tab)).toContainText('Carla Neri');
  await expect(tab.getByRole('heading', { name: 'L’elenco è ancora vuoto' })).toBeVisible();

  // The browser still carries the doctor's session: it opens nothing to the secretary.
  await context.unroute('**/api/**');
  await tab.reload();
  await expect(tab.getByRole('button', { name: 'Sblocca' })).toBeVisible();
  await tryWith(tab, SECRETARY.password);
  await expect(tab.getByText('Non è giusto')).toBeVisible();
});

test('who leaves for good takes his data along, and nobody else’s', async ({ page, context }) => {
  await withoutSync(context);
  await setUpByHand(page);
  await importFile(page, listFile(people(FEW)));
  await addSecretary(page);
  const stores = () => page.evaluate(async () => (await indexedDB.databases()).length);
  const before = await stores();
  await choose(page, 'Esci…');
  await page.getByRole('checkbox', { name: 'Togli i miei dati da questo computer' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Esci' }).click();
  await expect(
    page.getByText('I dati di Carla Neri non sono più su questo computer'),
  ).toBeVisible();
  expect(await stores()).toBeLessThan(before);
  await signIn(page);
  await expectListSize(page, FEW);
});

test('what one browser kept for a single user is his account’s, once and whole', async ({
  page,
  server,
  dataFolder,
}) => {
  await setUpByHand(page);
  await importFile(page, listFile(people(FEW)));
  // As before there were accounts: the server has a practice, this browser its list, and nobody a password.
  await page.goto('/healthz');
  await page.evaluate(() => {
    const practice = localStorage.getItem('assistiti:practice') ?? '';
    localStorage.clear();
    localStorage.setItem('assistiti:practice', practice);
  });
  await server.stop();
  for (const name of readdirSync(dataFolder))
    if (name.startsWith('accounts.sqlite')) rmSync(join(dataFolder, name));
  const later = await startServer({ dataFolder, port: server.port });
  try {
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Crea il tuo accesso' })).toBeVisible();
    await expectAccessible(page, 'first access');
    await page.getByLabel('Codice di attivazione', { exact: true }).fill(setUpCodeFor(page));
    await fillAccess(page, DOCTOR);
    await page.getByRole('button', { name: 'Crea l’accesso' }).click();
    await expectListSize(page, FEW);
    await expect(page.getByRole('link', { name: /Sincronizzato/ })).toBeVisible();
    await page.reload();
    await expectListSize(page, FEW);
  } finally {
    await later.stop();
  }
});

test('the desk is left to somebody else, and taken again', async ({ page }) => {
  await setUpByHand(page);
  // What was chosen in the preview of an import is there again after the lock.
  const arriving = people(3);
  await previewFile(page, listFile(arriving));
  await includeSwitch(page, nameOf(arriving[0] as (typeof arriving)[0])).click();
  await expect(commitButton(page)).toHaveText('Importa 2 pazienti');
  await choose(page, 'Blocca');
  await expect(commitButton(page)).toBeHidden();
  await secret(page).fill(DOCTOR.password);
  await page.keyboard.press('Enter');
  await expect(commitButton(page)).toHaveText('Importa 2 pazienti');
  await commitButton(page).click();
  await expect(page.getByRole('heading', { name: 'Importazione conclusa' })).toBeVisible();

  await choose(page, 'Blocca');
  await page.getByRole('button', { name: 'Un’altra persona: entra con e-mail' }).click();
  await expect(page.getByRole('heading', { name: 'Accedi' })).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Torna a Ada Prova' }).click();
  await secret(page).fill(DOCTOR.password);
  await page.keyboard.press('Enter');
  await expect(list(page)).toBeVisible();
});
