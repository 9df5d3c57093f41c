/** `Invita`: recorded, opened in the user's own programs, for one patient and for many. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, SMALL_SCREEN } from './accessibleScreens.ts';
import { launchSmtpServer } from '../server/smtpLauncher.ts';
import { expect, test } from './support.ts';
import {
  importFile,
  listFile,
  nameOf,
  openList,
  openPatient,
  patientRow,
  people,
  setUpPractice,
} from './tasks.ts';

test.use({ viewport: SMALL_SCREEN });

/** Synthetic contacts: two can be written to, one has a house telephone only, one has nothing. */
const CONTACTS = [
  { mobile: '3331234567', landline: null, email: null },
  { mobile: null, landline: null, email: 'secondo@esempio.it' },
  { mobile: null, landline: '0212345678', email: null },
  { mobile: null, landline: null, email: null },
];
const LIST = people(CONTACTS.length).map((one, index) => ({ ...one, ...CONTACTS[index] }));
const [mobile, mail, house, none] = LIST.map(nameOf) as [string, string, string, string];
const TODAY = new Intl.DateTimeFormat('it', {
  timeZone: 'Europe/Rome',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
}).format();

const dialog = (page: Page) => page.getByRole('dialog');

/** The addresses that the page hands to other programs, as the browser itself reports them. */
async function openedAddresses(page: Page): Promise<string[]> {
  const opened: string[] = [];
  const session = await page.context().newCDPSession(page);
  await session.send('Page.enable');
  session.on('Page.frameRequestedNavigation', ({ url }) => opened.push(url));
  return opened;
}

async function choose(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Azioni per ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

test('one patient is invited with a message in the words of the practice, and taken back', async ({
  page,
  faults,
}) => {
  await setUpPractice(page);
  await importFile(page, listFile(LIST));
  await page.goto('/impostazioni');
  const message = page.getByLabel('Messaggio d’invito');
  await expect(message).toHaveValue(/Gentile \{nome\}/);
  await message.fill('Caro {nome}, scarichi l’app di {studio}: “facile” & veloce');
  await page.getByRole('button', { name: 'Salva il messaggio' }).click();
  await expect(page.getByText('Messaggio d’invito salvato')).toBeVisible();

  await openList(page);
  const opened = await openedAddresses(page);
  await choose(page, mobile, 'Invita');
  await expect(dialog(page)).toBeVisible();
  const firstName = LIST[0]?.firstName.toUpperCase();
  await expect(dialog(page).getByLabel('Messaggio', { exact: true })).toHaveValue(
    `Caro ${firstName}, scarichi l’app di Studio di prova: “facile” & veloce`,
  );
  const tick = dialog(page).getByLabel('Invia messaggio al paziente');
  await expect(tick).not.toBeChecked();
  await expectAccessible(page, 'invite');
  await tick.check();
  await dialog(page).getByLabel('Come').selectOption({ label: 'WhatsApp a 3331234567' });
  await dialog(page).getByLabel('Messaggio', { exact: true }).fill('Due righe\ndiverse');
  await dialog(page).getByRole('button', { name: 'Registra e apri il messaggio' }).click();
  await expect(dialog(page)).toBeHidden();
  const row = patientRow(page, mobile);
  await expect(row).toContainText(`invitato il ${TODAY}`);
  await expect
    .poll(() => opened)
    .toEqual(['whatsapp://send?phone=393331234567&text=Due%20righe%0D%0Adiverse']);

  await page.getByRole('button', { name: 'Annulla', exact: true }).click();
  await expect(row).not.toContainText('invitato');
  await choose(page, mobile, 'Invita');
  await dialog(page).getByRole('button', { name: 'Registra l’invito' }).click();
  await expect(row).toContainText(`invitato il ${TODAY}`);
  expect(opened).toHaveLength(1);
  await choose(page, mobile, 'Segna: ha l’app');
  await expect(row.getByText('Si', { exact: true })).toBeVisible();
  await expect(row).not.toContainText('invitato');

  await openPatient(page, LIST[0]?.taxCode);
  await page.getByRole('tab', { name: 'Storia' }).click();
  await expect(page.getByText(`${TODAY} da Ada Prova`).first()).toBeVisible();
  expect(faults).toEqual([]);
});

test('many are invited by keyboard: who cannot be reached is left out and told', async ({
  page,
}) => {
  await setUpPractice(page);
  await importFile(page, listFile(LIST));
  await openList(page);
  const opened = await openedAddresses(page);
  const press = async (control: Locator, key = 'Enter') => {
    await control.focus();
    await expect(control).toBeFocused();
    await page.keyboard.press(key);
  };
  await press(page.getByRole('button', { name: 'Altre azioni' }));
  await press(page.getByRole('menuitem', { name: 'Invita i pazienti' }));
  const many = page.getByRole('dialog', { name: 'Invita i pazienti' });
  await expect(many).toContainText('Riceveranno l’invito: 2 pazienti');
  await expect(many).toContainText('2 senza una mail o un cellulare che si possano usare');
  await expectAccessible(page, 'invite many');
  await press(many.getByLabel('Invia messaggio al paziente'), 'Space');
  await press(many.getByRole('button', { name: 'Invita 2 pazienti' }));
  await expect(many).toContainText('Messaggio 1 di 2');
  await expectAccessible(page, 'the first message');
  await press(many.getByRole('button', { name: 'Apri il messaggio' }));
  await expect(many).toContainText('Messaggio 2 di 2');
  await press(many.getByRole('button', { name: 'Salta' }));
  await expect(many).toContainText('Invito registrato per 1 paziente.');
  const report = many.getByRole('list', { name: 'Non invitati' });
  await expect(report.getByRole('listitem')).toHaveCount(3);
  for (const name of [house, none]) {
    await expect(report).toContainText(`${name}: nessun recapito che si possa usare`);
  }
  await expectAccessible(page, 'the report');
  expect(opened).toHaveLength(1);
  await press(many.getByRole('button', { name: 'Chiudi il resoconto' }));
  const invited = page.getByRole('row').filter({ hasText: `invitato il ${TODAY}` });
  await expect(invited).toHaveCount(1);

  // Without a message: the whole choice at once, and taken back at once.
  await page.getByRole('table').focus();
  await page.keyboard.press('Control+a');
  const bar = page.getByRole('group', { name: 'Pazienti selezionati' });
  await press(bar.getByRole('button', { name: 'Invita', exact: true }));
  await press(many.getByLabel('Invita di nuovo anche chi è già stato invitato'), 'Space');
  await press(many.getByRole('button', { name: 'Invita 2 pazienti' }));
  await expect(many).toContainText('Invito registrato per 2 pazienti.');
  await press(many.getByRole('button', { name: 'Chiudi il resoconto' }));
  await expect(invited).toHaveCount(2);
  await expect(patientRow(page, mail)).toContainText('invitato');
  await page.keyboard.press('Control+z');
  await expect(invited).toHaveCount(1);
});

test('who is added can be invited at once, with the contact just written', async ({ page }) => {
  await setUpPractice(page);
  const opened = await openedAddresses(page);
  await page.getByRole('button', { name: 'Aggiungi Paziente' }).click();
  const adding = page.getByRole('dialog', { name: 'Aggiungi paziente' });
  const [person] = LIST;
  await adding.getByLabel('Nome', { exact: true }).fill(person?.firstName ?? '');
  await adding.getByLabel('Cognome').fill(person?.lastName ?? '');
  await adding.getByLabel('Codice Fiscale').fill(person?.taxCode ?? '');
  await adding.getByLabel('E-mail').fill('nuovo@esempio.it');
  const tick = adding.getByLabel('Invia messaggio al paziente');
  await expect(tick).not.toBeChecked();
  await tick.check();
  await adding.getByRole('button', { name: 'Aggiungi paziente' }).click();
  const inviting = page.getByRole('dialog', { name: 'Invita' });
  await expect(inviting.getByLabel('Invia messaggio al paziente')).toBeChecked();
  await inviting.getByRole('button', { name: 'Registra e apri il messaggio' }).click();
  await expect(inviting).toBeHidden();
  await expect.poll(() => opened.join()).toMatch(/^mailto:nuovo@esempio\.it\?subject=/);
});

test('the practice’s server mails invites once, and what did not leave is on the row, to be tried again', async ({
  page,
  faults,
}) => {
  const [first, second] = ['primo@esempio.it', 'secondo@esempio.it'] as const;
  const reached = LIST.slice(0, 2).map((one, at) => ({ ...one, email: at === 0 ? first : second }));
  const smtp = await launchSmtpServer({ rejects: [second] });
  await setUpPractice(page);
  await importFile(page, listFile([...reached, ...LIST.slice(2)]));
  await page.goto('/impostazioni');
  const section = page.getByRole('region', { name: 'Posta in uscita' });
  await section.getByLabel('Server di posta (SMTP)').fill('localhost');
  await section.getByLabel('Porta').fill('1');
  await section.getByLabel('Indirizzo del mittente').fill('studio@esempio.it');
  await section.getByRole('button', { name: 'Salva la posta in uscita' }).click();
  await expect(page.getByText('Posta in uscita salvata')).toBeVisible();
  await section.getByRole('button', { name: 'Manda una mail di prova' }).click();
  await expect(section.getByRole('alert')).toContainText('il server di posta non si raggiunge');
  await section.getByLabel('Porta').fill(String(smtp.port));
  await section.getByLabel('Protezione').selectOption('none');
  await section.getByRole('button', { name: 'Salva la posta in uscita' }).click();
  await section.getByRole('button', { name: 'Manda una mail di prova' }).click();
  await expect(section.getByRole('alert')).toContainText(
    'Mail di prova inviata a ada@studio.example',
  );
  await expectAccessible(page, 'outgoing mail');

  await openList(page);
  await page.getByRole('button', { name: 'Altre azioni' }).click();
  await page.getByRole('menuitem', { name: 'Invita i pazienti' }).click();
  const many = page.getByRole('dialog', { name: 'Invita i pazienti' });
  await many.getByLabel('Manda una mail dallo studio a chi ha un indirizzo').check();
  await many.getByRole('button', { name: 'Invita 2 pazienti' }).click();
  await expect(many).toContainText('Invito registrato per 2 pazienti.');
  await many.getByRole('button', { name: 'Chiudi il resoconto' }).click();
  const [reachedRow, refusedRow] = [mobile, mail].map((name) => patientRow(page, name)) as [
    Locator,
    Locator,
  ];
  await expect(reachedRow).toContainText(`invitato il ${TODAY}`);
  await expect(refusedRow).toContainText('mail non partita');
  await expect(refusedRow).toContainText('l’indirizzo del paziente non esiste');

  await choose(page, mail, 'Riprova l’invito');
  await expect(dialog(page)).toContainText('Mail non partita');
  await expect(dialog(page).getByLabel('Come')).toHaveValue('0');
  await dialog(page).getByRole('button', { name: 'Registra e manda la mail' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(refusedRow).toContainText('mail non partita');
  const told = (await smtp.received()).map(({ recipient }) => recipient);
  expect(told).toEqual(['ada@studio.example', first]);
  expect(faults).toEqual([]);
  await smtp.stop();
});
