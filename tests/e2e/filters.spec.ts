/** Filters, their chips and addresses, and the queues of what is due. */
import { addDays, ageOn, plainDateAt } from '#lib/domain/plainDate.ts';
import type { SamplePerson } from '#lib/sample/person.ts';
import { expectAccessible, SMALL_SCREEN } from './accessibleScreens.ts';
import { expect, test } from './support.ts';
import {
  importFile,
  listFile,
  nameOf,
  openList,
  patientRow,
  patientTable,
  people,
  setUpPractice,
} from './tasks.ts';

// Screens are judged at length: long on a busy machine.
test.describe.configure({ timeout: 240_000 });
test.use({ viewport: SMALL_SCREEN });

/** The day on which the browser and its worker read the list. */
const TODAY = plainDateAt(Date.now());

/** Two that will expire soon, one that has expired, one born on another day than his code says, one without a phone. */
function listWithWork(): SamplePerson[] {
  const list = people(60).map((person): SamplePerson => ({
    ...person,
    expiresOn: null,
    mobile: '3000000000',
  }));
  const change = (place: number, more: Partial<SamplePerson>) => {
    list[place] = { ...at(list, place), enrolledOn: addDays(TODAY, -300), ...more };
  };
  change(1, { expiresOn: addDays(TODAY, 7) });
  change(2, { expiresOn: addDays(TODAY, 31) });
  change(3, { expiresOn: addDays(TODAY, -1) });
  change(4, { birthDate: '1980-02-03' });
  change(5, { mobile: null, landline: null });
  return list;
}

test('filters are told by chips and kept in the address, which holds no search text', async ({
  page,
}) => {
  const list = people(200).map((person, place): SamplePerson => ({
    ...person,
    exemptions: place % 10 === 0 ? ['E30'] : ['048'],
  }));
  await setUpPractice(page);
  await importFile(page, listFile(list));
  await openList(page);

  await test.step('born in a year: filtered, told by a chip, in the address, found again after a reload', async () => {
    const born = list.filter(({ birthDate }) => birthDate.startsWith('1973-'));
    expect(born.length).toBeGreaterThan(0);
    await page.getByLabel('Filtra per anno di nascita').fill('1973');
    await expect(page.getByText(`${born.length} trovat`)).toBeVisible();
    await expect(page).toHaveURL(/\?nato=1973$/);
    await page.reload();
    await expect(patientTable(page).getByRole('rowheader')).toHaveCount(born.length);
    for (const person of born) await expect(patientRow(page, nameOf(person)).first()).toBeVisible();
    await page.getByRole('button', { name: 'Togli il filtro Nati nel 1973' }).click();
    await expect(page.getByText('200 pazienti', { exact: true })).toBeVisible();
    await expect(page).toHaveURL(/\/$/);
  });

  await test.step('the other filters, by keyboard, each with a chip, all taken off at once', async () => {
    const wanted = list.filter(
      ({ birthDate, sex, exemptions }) =>
        ageOn(birthDate, TODAY) >= 40 && sex === 'F' && exemptions.includes('E30'),
    );
    expect(wanted.length).toBeGreaterThan(0);
    await expect(page.getByText('200 pazienti', { exact: true })).toBeVisible();
    const more = page.getByRole('button', { name: 'Altri filtri' });
    await more.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Età da')).toBeFocused();
    await page.keyboard.type('40');
    await page.getByLabel('Sesso').selectOption('Femmine');
    await page.getByLabel('Esenzione', { exact: true }).fill('e3');
    await expect(page.getByText(`${wanted.length} trovat`)).toBeVisible();
    await expectAccessible(page, 'other filters');
    await page.keyboard.press('Escape');
    await expect(more).toBeFocused();
    await expect(page).toHaveURL(/\?eta=40-&sesso=f&esenzione=E3$/);
    for (const chip of ['40 anni e più', 'Femmine', 'Esenzione E3']) {
      await expect(page.getByRole('button', { name: `Togli il filtro ${chip}` })).toBeVisible();
    }
    await expectAccessible(page, 'chips');
    await page.getByRole('button', { name: 'Togli il filtro Esenzione E3' }).click();
    await expect(page).toHaveURL(/\?eta=40-&sesso=f$/);
    await page.getByRole('button', { name: 'azzera filtri' }).click();
    await expect(page.getByText('200 pazienti', { exact: true })).toBeVisible();
  });

  await test.step('no search text enters the address', async () => {
    const [first] = list;
    await page.getByLabel('Cerca paziente').fill(first?.lastName ?? '');
    await page.getByLabel('Filtra per app').selectOption('No');
    await expect(page).toHaveURL(/\/\?app=no$/);
  });
});

test('the queues say how many, what ends first, and why somebody is to be checked', async ({
  page,
}) => {
  const list = listWithWork();
  const queue = (name: string) =>
    page.getByRole('navigation', { name: 'Da fare' }).getByRole('link', { name, exact: true });
  const names = patientTable(page).getByRole('rowheader').getByRole('link');
  await setUpPractice(page);
  await importFile(page, listFile(list));
  await openList(page);

  await expect(queue('In scadenza')).toHaveText('In scadenza2');
  await queue('In scadenza').click();
  await expect(names).toHaveText([nameOf(at(list, 1)), nameOf(at(list, 2))]);
  await queue('30 giorni').click();
  await expect(names).toHaveText([nameOf(at(list, 1))]);
  await expect(queue('30 giorni')).toHaveAttribute('aria-current', 'true');
  await expect(page).toHaveURL(/scadenza=30/);
  await expectAccessible(page, 'queue');

  await queue('Scaduti').focus();
  await page.keyboard.press('Enter');
  await expect(names).toHaveText([nameOf(at(list, 3))]);
  await expect(page).toHaveURL(/scadenza=passata/);

  await queue('Dati da controllare').click();
  await expect(names).toHaveCount(2);
  await expect(patientRow(page, nameOf(at(list, 4))).first()).toContainText('Nascita ≠ CF');
  await expect(patientRow(page, nameOf(at(list, 5))).first()).toContainText('Senza telefono');
  await expectAccessible(page, 'data to check');
  await page.reload();
  await expect(patientRow(page, nameOf(at(list, 4))).first()).toContainText('Nascita ≠ CF');
});

function at(list: readonly SamplePerson[], place: number): SamplePerson {
  const person = list[place];
  if (!person) throw new Error('The sample is too short');
  return person;
}
