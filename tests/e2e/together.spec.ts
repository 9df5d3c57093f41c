/** Three desktops of one practice: what is written on one comes to the others, with the server there or away. */
import type { Browser, Page } from '@playwright/test';
import { expectNoViolations } from './accessibleScreens.ts';
import { startServer } from './servers.ts';
import { expect, test } from './support.ts';
import {
  expectListSize,
  importFile,
  listFile,
  nameOf,
  openList,
  patientRow,
  people,
  setUpPractice,
  signIn,
} from './tasks.ts';

// One test kills it.
test.use({ ownProcess: true });

const LIST = people(8);
const [first] = LIST.map(nameOf) as [string];

const mark = (page: Page) => page.getByRole('banner').locator('a[href="/sincronizzazione"]');
const note = (page: Page) => page.getByRole('textbox', { name: 'Nota' });

/** The secretary at a desktop of her own, who came by a link of the doctor's. */
async function joinSecretary(page: Page, browser: Browser, url: string): Promise<Page> {
  const headers = { origin: url };
  const data = { name: 'Carla Neri', role: 'secretary' };
  const made = await page.request.post('/api/invitations', { headers, data });
  const { link } = (await made.json()) as { link: string };
  const context = await browser.newContext({ baseURL: url, locale: 'it-IT' });
  const account = { email: 'carla@studio.example', password: 'altra frase lunga' };
  const accepted = await context.request.post('/api/invitations/accept', {
    ...{ headers, data: { ...account, token: link.split('#')[1] } },
  });
  expect(accepted.status()).toBe(201);
  const hers = await context.newPage();
  await hers.goto('/');
  return hers;
}

async function openFirst(page: Page): Promise<void> {
  await openList(page);
  await patientRow(page, first).getByRole('link').click();
}

async function write(page: Page, text: string): Promise<void> {
  await note(page).fill(text);
  await note(page).blur();
  await expect(page.getByText('Salvato su questo computer')).toBeVisible();
}

test('what the desk writes comes to the doctor, on each of her desktops, under the desk’s name', async ({
  page,
  browser,
  server,
}) => {
  await setUpPractice(page);
  await importFile(page, listFile(LIST));
  const hers = await joinSecretary(page, browser, server.url);
  await hers.getByRole('tab', { name: 'Medicina di gruppo SSN' }).click();
  await expectListSize(hers, LIST.length);
  await patientRow(hers, first).getByRole('link').click();
  await openFirst(page);
  await write(hers, 'richiamare lunedì');
  await expect(note(page)).toHaveValue('richiamare lunedì');

  const third = await (await browser.newContext({ baseURL: server.url })).newPage();
  await signIn(third);
  await openFirst(third);
  await expect(note(third)).toHaveValue('richiamare lunedì');

  await page.getByRole('tab', { name: 'Storia' }).click();
  await page.getByRole('link', { name: 'registro dello studio' }).click();
  const written = page.getByRole('list', { name: 'Registro' }).getByRole('listitem').first();
  await expect(written).toContainText('Carla Neri');
  await expect(written).toContainText('Nota: richiamare lunedì');
  await expectNoViolations(page);
});

test('both write while the server is away: the later one stands, the other is told and may swap', async ({
  page,
  browser,
  server,
  dataFolder,
}) => {
  await setUpPractice(page);
  await importFile(page, listFile(LIST));
  const other = await (await browser.newContext({ baseURL: server.url })).newPage();
  await signIn(other);
  // Once read the screen is there without the server: nothing is kept by a service worker here.
  await mark(other).click();
  await expect(other.getByRole('heading', { name: 'Sincronizzazione' })).toBeVisible();
  await openFirst(other);
  await openFirst(page);
  await expect(mark(page)).toHaveAttribute('title', /Sincronizzato/);

  await server.stop('SIGKILL');
  await expect(mark(page)).toHaveAttribute('title', /Non in linea/);
  await expect(mark(other)).toHaveAttribute('title', /Non in linea/);
  await write(other, 'prima');
  await write(page, 'dopo');
  await mark(other).click();
  await expect(other.getByRole('heading', { name: 'In attesa di invio (1)' })).toBeVisible();

  const again = await startServer({ dataFolder, port: server.port });
  await expect(mark(page)).toHaveAttribute('title', /Sincronizzato/);
  const conflicts = other.getByRole('region', { name: 'Conflitti' });
  await expect(conflicts.getByRole('listitem')).toContainText('prima');
  await expectNoViolations(other);
  await conflicts.getByRole('button', { name: /^Scambia/ }).click();
  await expect(conflicts).toHaveCount(0);
  await expect(note(page)).toHaveValue('prima');
  await again.stop('SIGKILL');
});
