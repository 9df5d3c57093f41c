/** Accounts, as people meet them: who sets the practice up, who is invited, how each comes in and is shown out. */
import type { Browser, Locator, Page } from '@playwright/test';
import { oneTimeCode } from '../server/oneTimeCode.ts';
import { expectAccessible, expectNoViolations, SMALL_SCREEN } from './accessibleScreens.ts';
import { setUpCodeFor } from './servers.ts';
import { expect, test } from './support.ts';
import { DOCTOR, fillAccess, fillSetUp, setUpByHand, setUpPractice, signIn } from './tasks.ts';

const SECRETARY = { email: 'carla@studio.example', password: 'altra frase lunga' };
const COLLEAGUE = { email: 'bruno@studio.example', password: 'terza frase lunga' };

test.use({ viewport: SMALL_SCREEN });

const list = (page: Page) => page.getByRole('heading', { name: 'ELENCO PAZIENTI' });
const alert = (page: Page) => page.getByRole('alert');
const accountMenu = (page: Page) => page.getByRole('button', { name: /Studio di prova/ });

async function leave(page: Page): Promise<void> {
  await accountMenu(page).click();
  await page.getByRole('menuitem', { name: 'Esci…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Esci' }).click();
  await expect(page.getByRole('heading', { name: 'Accedi' })).toBeVisible();
}

async function openAccess(page: Page): Promise<void> {
  await accountMenu(page).click();
  await page.getByRole('menuitem', { name: 'Il tuo accesso' }).click();
  await expect(page.getByRole('heading', { name: 'Persone e accessi' })).toBeVisible();
}

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** The link of a new invitation. */
async function invite(page: Page, name: string, fill = async (_form: Locator) => {}) {
  const section = region(page, 'Inviti');
  await section.getByRole('button', { name: 'Invita', exact: true }).click();
  const form = section.getByRole('form', { name: 'Invita una persona' });
  await form.getByLabel('Nome e cognome').fill(name);
  await fill(form);
  await form.getByRole('button', { name: 'Crea l’invito' }).click();
  const link = section.getByRole('status').filter({ hasText: `Link per ${name}` });
  return (await link.getByText(/invito#/).innerText()).trim();
}

/** On a desktop of his own. */
async function accept(browser: Browser, link: string, who = SECRETARY): Promise<Page> {
  const context = await browser.newContext({ baseURL: new URL(link).origin, locale: 'it-IT' });
  const page = await context.newPage();
  await page.goto(link);
  await fillAccess(page, who);
  await page.getByRole('button', { name: 'Crea l’accesso' }).click();
  await expect(list(page)).toBeVisible();
  return page;
}

test('the practice is set up with the code of the terminal; out and in again', async ({
  page,
  faults,
}) => {
  await test.step('with that code, and with no other', async () => {
    await page.goto('/');
    await fillSetUp(page, 'AAAA-BBBB-CCCC');
    await page.getByLabel('Password', { exact: true }).fill('corta');
    await page.getByRole('button', { name: 'Crea lo studio' }).click();
    await expect(page.getByText('servono almeno 10 caratteri')).toBeVisible();
    await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
    await page.getByLabel('Password', { exact: true }).fill(DOCTOR.password);
    await page.keyboard.press('Enter');
    await expect(page.getByText('non è quello che il server mostra adesso')).toBeVisible();
    await expect(page.getByLabel('Codice di attivazione', { exact: true })).toBeFocused();
    await expectAccessible(page, 'set-up with a wrong code');
    await page.getByLabel('Codice di attivazione', { exact: true }).fill(setUpCodeFor(page));
    await page.keyboard.press('Enter');
    await expect(list(page)).toBeVisible();
    await expect(accountMenu(page)).toContainText('Ada Prova · Medico');
    // Told by the server as refusals, which the browser writes down too.
    expect(faults.filter((fault) => !fault.includes('403'))).toEqual([]);
  });

  await test.step('out and in again, by keyboard alone', async () => {
    await leave(page);
    await expectAccessible(page, 'sign-in');
    await page.goto('/impostazioni');
    await expect(page.getByLabel('E-mail', { exact: true })).toBeFocused();
    await page.keyboard.type(DOCTOR.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type('non è questa');
    await page.keyboard.press('Enter');
    await expect(alert(page)).toContainText('E-mail o password non giuste');
    await expectAccessible(page, 'sign-in refused');
    await page.getByLabel('Password', { exact: true }).focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(DOCTOR.password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Impostazioni' })).toBeVisible();
  });

  await test.step('too many wrong passwords have to wait', async () => {
    await leave(page);
    const button = page.getByRole('button', { name: 'Accedi' });
    await fillAccess(page, { ...DOCTOR, password: 'non è questa' });
    for (let tries = 0; tries < 9; tries++) {
      const answered = page.waitForResponse('**/api/sign-in');
      await button.click();
      await answered;
      await expect(button).toBeEnabled();
    }
    await expect(alert(page)).toContainText(/Troppi tentativi\. Riprova tra \d+ minuti/);
  });
});

test('a secretary comes by a link that opens once, and sees what is hers to see', async ({
  page,
  browser,
}) => {
  await setUpByHand(page);
  await openAccess(page);
  await expect(region(page, 'Inviti').getByText('Link per Assistenza')).toBeVisible();
  await expectAccessible(page, 'people and access');
  const guest = await (await browser.newContext()).newPage();
  await test.step('an invitation is withdrawn, and its link then opens nothing', async () => {
    const withdrawn = await invite(page, 'Carla Neri');
    await page.getByRole('button', { name: 'Ritira l’invito di Carla Neri' }).click();
    await expect(page.getByText('Invito di Carla Neri ritirato')).toBeVisible();
    await guest.goto(withdrawn);
    await expect(alert(guest)).toContainText('Questo invito non vale più');
    await guest.getByRole('button', { name: 'Vai all’accesso' }).click();
    await expect(guest.getByRole('heading', { name: 'Accedi' })).toBeVisible();
  });

  const link = await invite(page, 'Carla Neri');
  await guest.goto(link);
  await expect(guest.getByText('Studio di prova ti invita come segreteria.')).toBeVisible();
  expect(guest.url()).not.toContain('#');
  await expectNoViolations(guest);

  const hers = await accept(browser, link);
  expect(new URL(hers.url()).pathname).toBe('/');
  await expect(accountMenu(hers)).toContainText('Carla Neri · Segreteria');
  await expect(hers.getByRole('tab', { name: 'Medicina di gruppo SSN' })).toBeVisible();
  await expect(hers.getByRole('tab', { name: 'Pazienti regime privato' })).toHaveCount(0);
  await openAccess(hers);
  await expect(region(hers, 'Persone').getByRole('listitem')).toHaveCount(2);
  await expect(region(hers, 'Persone').getByRole('button')).toHaveCount(0);
  await expect(region(hers, 'Inviti')).toHaveCount(0);
  await expect(region(hers, 'Computer collegati').getByRole('listitem')).toHaveCount(1);

  await guest.goto(link);
  await expect(alert(guest)).toContainText('Questo invito non vale più');
  await expectNoViolations(guest);

  await page.reload();
  const people = region(page, 'Persone');
  await people.getByRole('button', { name: 'Permessi di Carla Neri' }).click();
  await people.getByRole('checkbox', { name: 'Elenco privato' }).check();
  await expect(page.getByText('Elenco privato: permesso dato')).toBeVisible();
  await expectNoViolations(page);
  // At her desk too, by itself.
  await hers.getByRole('link', { name: 'Elenco pazienti' }).click();
  await expect(hers.getByRole('tab', { name: 'Pazienti regime privato' })).toBeVisible();

  await people.getByRole('button', { name: 'Chiudi il suo accesso…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Chiudi l’accesso' }).click();
  await expect(people.getByRole('listitem')).toHaveCount(1);
  await expect(hers.getByRole('heading', { name: 'Accedi' })).toBeVisible();
  await expect(hers.getByText('Il tuo accesso da questo computer è stato chiuso')).toBeVisible();
});

test('a colleague comes as the doctor whom the team knows, and decides on her own list', async ({
  page,
  browser,
}) => {
  await setUpPractice(page);
  await page.goto('/impostazioni');
  const team = region(page, 'Medici e ambulatori');
  await team.getByRole('button', { name: 'Aggiungi medico' }).click();
  await team.getByLabel('Nome', { exact: true }).fill('Bruno');
  await team.getByLabel('Cognome', { exact: true }).fill('Esempio');
  await team.getByLabel('Codice regionale medico', { exact: true }).fill('23456');
  await team.getByRole('button', { name: 'Aggiungi medico' }).click();
  await expect(team.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('link', { name: /Sincronizzato/ })).toBeVisible();
  await openAccess(page);
  const link = await invite(page, 'Bruno Esempio', async (form) => {
    await form.getByLabel('Ruolo').selectOption({ label: 'Medico' });
    await expect(form.getByLabel('Quale medico')).toHaveValue(/./);
    await expect(form.getByLabel('Nome e cognome')).toHaveValue('Bruno Esempio');
  });
  const his = await accept(browser, link, COLLEAGUE);
  await expect(accountMenu(his)).toContainText('Bruno Esempio · Medico');
  await openAccess(his);
  const ada = region(his, 'Persone').getByRole('button', { name: 'Permessi di Ada Prova' });
  await ada.click();
  const period = region(his, 'Persone').getByRole('form', { name: 'Nuova sostituzione' });
  await period.getByLabel('Al', { exact: true }).fill('2020-01-01');
  await period.getByRole('button', { name: 'Aggiungi' }).click();
  await expect(period.getByText('La fine viene prima dell’inizio')).toBeVisible();
  await period.getByLabel('Dal').fill('2030-12-01');
  await period.getByLabel('Al', { exact: true }).fill('2030-12-15');
  await period.getByRole('button', { name: 'Aggiungi' }).click();
  await expect(
    region(his, 'Persone').getByText('dal 01/12/2030 al 15/12/2030 per Bruno Esempio'),
  ).toBeVisible();
  await expect(his.getByRole('button', { name: 'Chiudi il suo accesso…' })).toHaveCount(0);
});

test('a second step at the sign-in, with the app’s code or one kept on paper', async ({ page }) => {
  await setUpPractice(page);
  await openAccess(page);
  const section = region(page, 'Verifica in due passaggi');
  await section.getByLabel('Password', { exact: true }).fill('non è questa');
  await section.getByRole('button', { name: 'Attiva' }).click();
  await expect(section.getByText('La password non è giusta')).toBeVisible();
  await section.getByLabel('Password', { exact: true }).fill(DOCTOR.password);
  await section.getByRole('button', { name: 'Attiva' }).click();
  const secret = (await section.locator('strong.mono').innerText()).replaceAll(' ', '');
  const [paper = ''] = await section
    .getByRole('list', { name: 'Codici di riserva' })
    .getByRole('listitem')
    .allInnerTexts();
  const code = () => oneTimeCode(`otpauth://totp/a?secret=${secret}`, Date.now());
  await section.getByLabel('Codice dell’app').fill(code());
  await expectNoViolations(page);
  await section.getByRole('button', { name: 'Conferma' }).click();
  await expect(section.getByText('Attiva', { exact: true })).toBeVisible();

  await leave(page);
  await fillAccess(page, DOCTOR);
  await page.getByRole('button', { name: 'Accedi' }).click();
  await expect(page.getByLabel('Codice')).toBeFocused();
  await page.keyboard.type('000 000');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Il codice non è giusto')).toBeVisible();
  await expectNoViolations(page);
  await page.getByLabel('Codice').fill(code());
  await page.keyboard.press('Enter');
  await expect(list(page)).toBeVisible();

  await leave(page);
  await fillAccess(page, DOCTOR);
  await page.getByRole('button', { name: 'Accedi' }).click();
  await page.getByLabel('Codice').fill(paper);
  await page.keyboard.press('Enter');
  await expect(list(page)).toBeVisible();
});

test('a desktop that is disconnected from another shows nothing from then on', async ({
  page,
  browser,
  server,
}) => {
  await setUpPractice(page);
  const context = await browser.newContext({ baseURL: server.url, locale: 'it-IT' });
  const other = await context.newPage();
  await signIn(other);
  await openAccess(other);
  const devices = region(other, 'Computer collegati');
  await expect(devices.getByRole('listitem')).toHaveCount(2);
  await devices.getByRole('button', { name: /Disconnetti/ }).click();
  await expect(devices.getByRole('listitem')).toHaveCount(1);
  await expect(page.getByText('Il tuo accesso da questo computer è stato chiuso')).toBeVisible();
  await expect(list(page)).toHaveCount(0);
  await expectNoViolations(page);
  await signIn(page);
});

test('a new password ends the others’ sessions, and opens this desk too', async ({
  page,
  browser,
  server,
}) => {
  await setUpByHand(page);
  const context = await browser.newContext({ baseURL: server.url, locale: 'it-IT' });
  const other = await context.newPage();
  await signIn(other);
  await openAccess(page);
  const section = region(page, 'Password');
  const next = 'tutta un’altra frase';
  await section.getByLabel('Password di adesso', { exact: true }).fill(DOCTOR.password);
  await section.getByLabel('Nuova password', { exact: true }).fill(next);
  await section.getByRole('button', { name: 'Cambia password' }).click();
  await expect(page.getByText('Password cambiata')).toBeVisible();
  await expect(other.getByRole('heading', { name: 'Accedi' })).toBeVisible();
  await signIn(other, { ...DOCTOR, password: next });
  await page.keyboard.press('Control+Alt+l');
  await page.getByLabel('Password', { exact: true }).fill(next);
  await page.getByRole('button', { name: 'Sblocca' }).click();
  await expect(page.getByRole('heading', { name: 'Persone e accessi' })).toBeVisible();
});
