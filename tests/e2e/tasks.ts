/** What a doctor does, in her words: used by the tests that read like her day. */
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { samplePeople } from '#lib/sample/samplePeople.ts';
import type { SamplePerson } from '#lib/sample/person.ts';
import { type ListVariant, writeList } from '#lib/sample/writeList.ts';
import { setUpCodeFor, setUpCodeOf } from './servers.ts';
import { expect } from './support.ts';

/** The doctor's regional code, as the sample lists carry it. */
export const DOCTOR_CODE = '12345';

/** Synthetic people of a fixed day: the same seed gives the same list whenever the test runs. */
export function people(rows: number, seed = 1): SamplePerson[] {
  return samplePeople({ rows, seed, today: '2026-11-23' });
}

export function listFile(
  list: readonly SamplePerson[],
  variant: ListVariant = {},
  name = 'elenco.csv',
) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(writeList(list, variant)) };
}

export function textFile(text: string, name = 'elenco.csv') {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') };
}

/** The practice's first doctor, as she comes in. */
export const DOCTOR = { email: 'ada@studio.example', password: 'una frase lunga' };

/** As somebody who has set up her practice: what its screen does is tried where it is the subject. */
export async function setUpPractice(page: Page): Promise<void> {
  const { origin } = new URL((await page.request.get('/api/practice')).url());
  const made = await page.request.post('/api/set-up', {
    headers: { origin },
    data: { ...PRACTICE, ...DOCTOR, token: setUpCodeOf(origin) },
  });
  expect(made.status()).toBe(201);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'ELENCO PAZIENTI' })).toBeVisible();
}

/** On the screen, with the code that the terminal of the test's own server shows. */
export async function setUpByHand(page: Page): Promise<void> {
  await page.goto('/');
  await fillSetUp(page, setUpCodeFor(page));
  await page.getByRole('button', { name: 'Crea lo studio' }).click();
  await expect(page.getByRole('heading', { name: 'ELENCO PAZIENTI' })).toBeVisible();
}

export const PRACTICE = {
  name: 'Studio di prova',
  firstName: 'Ada',
  lastName: 'Prova',
  doctorCode: DOCTOR_CODE,
};

export async function fillSetUp(page: Page, code: string): Promise<void> {
  const { name, firstName, lastName, doctorCode } = PRACTICE;
  await page.getByLabel('Nome dello studio', { exact: true }).fill(name);
  await page.getByLabel('Nome', { exact: true }).fill(firstName);
  await page.getByLabel('Cognome', { exact: true }).fill(lastName);
  await page.getByLabel('Codice regionale medico', { exact: true }).fill(doctorCode);
  await page.getByLabel('Codice di attivazione', { exact: true }).fill(code);
  await fillAccess(page, DOCTOR);
}

export async function fillAccess(
  page: Page,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<void> {
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
}

/** On another desktop, or after leaving: as far as the list. */
export async function signIn(page: Page, who = DOCTOR): Promise<void> {
  await page.goto('/');
  await fillAccess(page, who);
  await page.getByRole('button', { name: 'Accedi' }).click();
  await expect(page.getByRole('heading', { name: 'ELENCO PAZIENTI' })).toBeVisible();
}

/** After a browser was killed: it writes cookies down late, and may have lost the session. */
export async function comeBack(page: Page): Promise<void> {
  await page.goto('/');
  const isIn = page.getByRole('heading', { name: 'ELENCO PAZIENTI' });
  const isOut = page.getByRole('button', { name: 'Accedi' });
  await expect(isIn.or(isOut)).toBeVisible();
  if (await isOut.isVisible()) await signIn(page);
}

/** Before pages are opened: nothing comes or goes, and a list is what this browser keeps of it. */
export async function withoutSync(context: BrowserContext): Promise<void> {
  // The socket is the worker's: no route of the test library sees it.
  await context.route('**/app.worker-*.js', async (route) => {
    // The server lets go of idle connections: one that is used again in that very moment is only opened anew.
    const response = await route.fetch({ maxRetries: 3 });
    const script = await response.text();
    await route.fulfill({
      response,
      body: script.replaceAll(/(["'`])\/sync(?=[?"'`])/g, '$1/nowhere'),
    });
  });
}

/** Before the lock of the one person of a desktop, without the server: as far as the list. */
export async function unlock(page: Page, secret = DOCTOR.password): Promise<void> {
  await page.goto('/');
  await page.getByLabel(/^Password( o PIN)?$/).fill(secret);
  await page.getByRole('button', { name: 'Sblocca' }).click();
  await expect(page.getByRole('heading', { name: 'ELENCO PAZIENTI' })).toBeVisible();
}

export async function openImport(page: Page): Promise<void> {
  await openStart(page);
  await page.getByRole('button', { name: 'Altre azioni' }).click();
  await page.getByRole('menuitem', { name: 'Importa Pazienti da SISS' }).click();
  await expect(page.getByLabel('File CSV scaricato da SISS')).toBeAttached();
}

/** By a click where the app is open already, as its users come back; anew where an open import would be left. */
async function openStart(page: Page): Promise<void> {
  const { pathname } = new URL(page.url(), 'http://localhost');
  if (page.url() === 'about:blank' || pathname.startsWith('/importa/')) await page.goto('/');
  else await page.getByRole('banner').getByRole('link', { name: 'Assistiti' }).click();
}

type ListFile = ReturnType<typeof listFile>;

/** Where the file is chosen, in place of the one chosen before. */
export async function chooseFile(page: Page, file: ListFile): Promise<void> {
  await page.getByLabel('File CSV scaricato da SISS').setInputFiles(file);
}

/** As far as the preview. */
export async function previewFile(
  page: Page,
  file: ListFile,
  { archive = false }: { archive?: boolean } = {},
): Promise<void> {
  await openImport(page);
  await page.getByLabel('File CSV scaricato da SISS').setInputFiles(file);
  const tick = page.getByRole('checkbox', {
    name: 'Archivia pazienti che non sono più miei assistiti',
  });
  await tick.setChecked(archive);
  await page.getByRole('button', { name: 'Avanti' }).click();
  await expect(group(page, 'Nuovi')).toBeVisible();
}

export async function importFile(
  page: Page,
  file: ListFile,
  options: { archive?: boolean } = {},
): Promise<void> {
  await previewFile(page, file, options);
  await commitButton(page).click();
  await expect(page.getByRole('heading', { name: 'Importazione conclusa' })).toBeVisible({
    timeout: 60_000,
  });
}

/** One of the eight regions of the preview. */
export function group(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

export function commitButton(page: Page): Locator {
  return page.getByRole('button', { name: /^(Importa [\d.]+ pazient[ei]|Niente da importare)$/ });
}

export async function expectCounts(
  page: Page,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  for (const [name, count] of Object.entries(counts)) {
    const shown = count.toLocaleString('it-IT', { useGrouping: 'always' });
    const heading = group(page, name).getByRole('heading', { name: `${name} (${shown})` });
    await expect(heading).toBeVisible();
  }
}

/** As lists of the region write it, and so as it is stored and shown. */
export function nameOf({ lastName, firstName }: SamplePerson): string {
  return `${lastName} ${firstName}`.toUpperCase();
}

/** The line of one person in a region of the preview. */
export function entryRow(region: Locator, text: string): Locator {
  return region.getByRole('listitem').filter({ has: region.page().getByText(text) });
}

/** The switch that puts one person in the import, or leaves him out. */
export function includeSwitch(page: Page, name: string): Locator {
  return page.getByRole('switch', { name: `Includi ${name}`, exact: true });
}

/** Takes back the import on show, and gives what the app says of it. */
export async function undoImport(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Annulla importazione' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Annulla importazione' }).click();
  const said = page.getByRole('status').filter({ hasText: 'Importazione annullata' });
  await expect(said).toBeVisible();
  return said;
}

export async function openTab(page: Page, name: string): Promise<void> {
  await openList(page);
  await page.getByRole('tab', { name, exact: true }).click();
  await expect(page.getByRole('tab', { name, exact: true, selected: true })).toBeVisible();
}

/** The names in a tab of the list: for lists that fit the window. */
export async function namesInTab(page: Page, tab: string, count: number): Promise<string[]> {
  await openTab(page, tab);
  await expect(patientTable(page)).toHaveAttribute('aria-rowcount', String(count + HEAD_ROWS));
  const names = patientTable(page).getByRole('rowheader').getByRole('link');
  await expect(names).toHaveCount(count);
  return names.allTextContents();
}

/** Of the table: the names of its columns, and its filters. */
const HEAD_ROWS = 2;

export async function openList(page: Page): Promise<void> {
  await openStart(page);
  await expect(page.getByRole('heading', { name: 'ELENCO PAZIENTI' })).toBeVisible();
  // What was searched for before is still there, as whoever comes back from a patient wants it.
  const search = page.getByLabel('Cerca paziente');
  if ((await search.inputValue()) !== '') await search.fill('');
}

export function patientTable(page: Page): Locator {
  return page.getByRole('table', { name: 'Elenco pazienti' });
}

/** The row that shows somebody, by what is written in it. */
export function patientRow(page: Page, text: string | RegExp): Locator {
  return patientTable(page).getByRole('row').filter({ hasText: text });
}

export async function expectListSize(page: Page, count: number): Promise<void> {
  const shown = count.toLocaleString('it-IT', { useGrouping: 'always' });
  await expect(page.getByText(`${shown} pazient`, { exact: false }).last()).toBeVisible();
}

/** The card of the one patient whom the search finds. */
export async function openPatient(page: Page, taxCode = ''): Promise<void> {
  await openList(page);
  const search = page.getByLabel('Cerca paziente');
  await search.fill(taxCode);
  await expect(page.getByRole('status').filter({ hasText: /^1 (trovato|paziente)/ })).toBeVisible();
  await search.press('Enter');
  await expect(page.getByText(taxCode).first()).toBeVisible();
  await page.waitForURL('**/pazienti/*');
}
