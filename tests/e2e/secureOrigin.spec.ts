/**
 * A practice as it is used: over https, under a name that is not this computer's, by several people at once. One test,
 * since people, lists and certificate are costly to set up.
 */
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { findBrowser } from '../../src/tools/browser.mjs';
import { expectNoViolations } from './accessibleScreens.ts';
import { startServer, type RunningServer } from './servers.ts';
import { expect, test } from './support.ts';
import {
  commitButton,
  DOCTOR,
  expectListSize,
  fillAccess,
  fillSetUp,
  listFile,
  nameOf,
  openList,
  openPatient,
  openTab,
  patientRow,
  people,
  previewFile,
  signIn,
} from './tasks.ts';

const fixture = (name: string) =>
  fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));
/** For `assistiti.test`, which no name server knows. */
const TLS = { TLS_CERT: fixture('cert.pem'), TLS_KEY: fixture('key.pem') };
const LIST = people(6);
const [first] = LIST.map(nameOf) as [string];

test.use({
  // Each page is told where to go: the usual server, of plain http, is not wanted.
  baseURL: 'https://assistiti.test',
  ignoreHTTPSErrors: true,
  launchOptions: {
    executablePath: findBrowser() ?? undefined,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      '--host-resolver-rules=MAP assistiti.test 127.0.0.1',
    ],
  },
});

const mark = (page: Page) => page.getByRole('banner').locator('a[href="/sincronizzazione"]');
const account = (page: Page) => page.getByRole('banner').getByRole('button', { name: /·/ });
const note = (page: Page) => page.getByRole('textbox', { name: 'Nota' });

async function expectSynced(...pages: readonly Page[]): Promise<void> {
  for (const page of pages)
    await expect(mark(page)).toHaveAttribute('title', /Sincronizzato/, { timeout: 40_000 });
}

/** Asks the server as the page itself would. */
function ask(page: Page, method: string, path: string, body?: object): Promise<unknown> {
  return page.evaluate(
    async ([sent, where, data]) => {
      const headers = { 'content-type': 'application/json' };
      const init = sent === 'GET' ? {} : { headers, body: JSON.stringify(data ?? {}) };
      const answer = await fetch(where, { method: sent, ...init });
      if (!answer.ok) throw new Error(`${sent} ${where}: ${answer.status}`);
      return answer.status === 204 ? null : ((await answer.json()) as unknown);
    },
    [method, path, body] as const,
  );
}

async function joinSecretary(page: Page, browser: Browser, origin: string): Promise<Page> {
  const { link } = (await ask(page, 'POST', '/api/invitations', {
    ...{ name: 'Carla Neri', role: 'secretary' },
  })) as { link: string };
  const context = await browser.newContext({ baseURL: origin, ignoreHTTPSErrors: true });
  const hers = await context.newPage();
  await hers.goto(link);
  await fillAccess(hers, { email: 'carla@studio.example', password: 'altra frase lunga' });
  await hers.getByRole('button', { name: 'Crea l’accesso' }).click();
  await expect(hers.getByRole('heading', { name: 'ELENCO PAZIENTI' })).toBeVisible();
  return hers;
}

test('over https and a name of its own: the same list twice, an archive against an edit, a role, a desktop', async ({
  browser,
  dataFolder,
}) => {
  test.setTimeout(240_000);
  let server: RunningServer = await startServer({ dataFolder, environment: TLS });
  const { port } = server;
  const origin = `https://assistiti.test:${port}`;
  const open = async () =>
    (await browser.newContext({ baseURL: origin, ignoreHTTPSErrors: true })).newPage();
  const away = () => server.stop('SIGKILL');
  const back = async () => (server = await startServer({ dataFolder, port, environment: TLS }));

  const left = await open();
  await left.goto('/');
  expect(await left.evaluate(() => isSecureContext)).toBe(true);
  await fillSetUp(left, server.setUpCode ?? '');
  await left.getByRole('button', { name: 'Crea lo studio' }).click();
  await expect(left.getByRole('heading', { name: 'ELENCO PAZIENTI' })).toBeVisible();
  const cookies = await left.context().cookies();
  expect(cookies.map(({ secure, sameSite }) => [secure, sameSite])).toEqual([[true, 'Strict']]);
  const right = await open();
  await signIn(right, DOCTOR);
  await expectSynced(left, right);

  // The same list, imported on both while the server is away: each patient once.
  for (const page of [left, right]) await previewFile(page, listFile(LIST));
  await away();
  for (const page of [left, right]) {
    await expect(mark(page)).toHaveAttribute('title', /Non in linea/);
    await commitButton(page).click();
    await expect(page.getByRole('heading', { name: 'Importazione conclusa' })).toBeVisible();
  }
  await back();
  await expectSynced(left, right);
  for (const page of [left, right]) {
    await openList(page);
    await expectListSize(page, LIST.length);
  }

  // One archives whom the other writes about: he is in the archive, with what was written.
  await openPatient(right, LIST[0]?.taxCode);
  await away();
  await left.getByRole('button', { name: `Azioni per ${first}`, exact: true }).click();
  await left.getByRole('menuitem', { name: 'Sposta in archivio', exact: true }).click();
  const dialog = left.getByRole('dialog', { name: 'Sposta in archivio' });
  await dialog.getByLabel('Motivo').selectOption('SSN Revocato');
  await dialog.getByRole('button', { name: 'Sposta in archivio' }).click();
  await expect(patientRow(left, first)).toHaveCount(0);
  await note(right).fill('richiamare');
  await note(right).blur();
  await expect(right.getByText('Salvato su questo computer')).toBeVisible();
  await back();
  await expectSynced(left, right);
  for (const page of [left, right]) {
    await openTab(page, 'Archivio');
    await patientRow(page, first).getByRole('link').click();
    await expect(note(page)).toHaveValue('richiamare');
  }

  // A role and a desktop change under whoever is connected.
  const hers = await joinSecretary(left, browser, origin);
  await expectSynced(hers);
  await expect(account(hers)).toContainText('Segreteria');
  const { members } = (await ask(left, 'GET', '/api/members')) as {
    members: { userId: string; name: string }[];
  };
  const carla = members.find(({ name }) => name === 'Carla Neri')?.userId ?? '';
  await ask(left, 'PATCH', `/api/members/${carla}`, { role: 'nurse' });
  await expect(account(hers)).toContainText('Infermiere');
  const { devices } = (await ask(left, 'GET', '/api/devices')) as {
    devices: { id: string; userId: string }[];
  };
  const desktop = devices.find(({ userId }) => userId === carla)?.id ?? '';
  await ask(left, 'DELETE', `/api/devices/${desktop}`);
  await expect(hers.getByText('Il tuo accesso da questo computer è stato chiuso')).toBeVisible();
  await expect(hers.getByRole('heading', { name: 'ELENCO PAZIENTI' })).toBeHidden();

  // She comes back, though she forgot her password: whoever asks by mail is told the same for every address.
  await hers.getByRole('button', { name: 'Password dimenticata?' }).click();
  await hers.getByLabel('E-mail').fill('nessuno@studio.example');
  await hers.getByRole('button', { name: 'Manda il link' }).click();
  const told = hers.getByRole('status').filter({ hasText: 'Se questo indirizzo ha un accesso' });
  await expect(told).toBeVisible();
  await expectNoViolations(hers);
  await left.goto('/impostazioni/accessi');
  await left.getByRole('button', { name: 'Permessi di Carla Neri' }).click();
  await left.getByRole('button', { name: 'Ha dimenticato la password…' }).click();
  const link = left.getByRole('status').filter({ hasText: 'Link per Carla Neri' });
  await hers.goto((await link.getByText(/password#/).innerText()).trim());
  await expect(hers.getByRole('heading', { name: 'Nuova password per Carla Neri' })).toBeVisible();
  await expectNoViolations(hers);
  await hers.getByLabel('Nuova password', { exact: true }).fill('una frase tutta nuova');
  await hers.getByRole('button', { name: 'Cambia password' }).click();
  await hers.getByRole('button', { name: 'Vai all’accesso' }).click();
  await fillAccess(hers, { email: 'carla@studio.example', password: 'una frase tutta nuova' });
  await hers.getByRole('button', { name: 'Accedi' }).click();
  await expect(hers.getByRole('heading', { name: 'ELENCO PAZIENTI' })).toBeVisible();
  await server.stop('SIGKILL');
});
