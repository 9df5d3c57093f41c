/** The first line without a mouse, from the set-up to a patient's page. */
import type { Locator, Page } from '@playwright/test';
import { setUpCodeFor } from './servers.ts';
import { expect, test } from './support.ts';
import {
  DOCTOR,
  DOCTOR_CODE,
  chooseFile,
  commitButton,
  expectCounts,
  includeSwitch,
  listFile,
  nameOf,
  patientRow,
  people,
} from './tasks.ts';

// The whole way in one test: long on a busy machine.

const LIST = people(30);
const MOST_STOPS = 120;

/** Walks with Tab as far as the target; every stop on the way can be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
    expect(await page.evaluate(hiddenFocus)).toBeNull();
  }
  await expect(target).toBeFocused();
}

/** Null when whatever has the focus is in sight, uncovered and marked; otherwise what is wrong. */
function hiddenFocus(): string | null {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  // A part of a browser's own control, such as the calendar of a date: the browser marks it.
  if (!focused.matches(':focus') && focused.matches(':focus-within')) return null;
  const marked = focused.closest('label, .zone, .select') ?? focused;
  const label = focused instanceof HTMLInputElement ? focused.labels?.[0]?.textContent : null;
  const name = `${focused.tagName} ${focused.getAttribute('aria-label') ?? label ?? focused.textContent}`;
  const { left, top, width, height } = marked.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + Math.min(height, innerHeight) / 2];
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return `${name} is out of sight`;
  const there = document.elementFromPoint(x, y);
  if (there && !marked.contains(there) && !there.contains(marked)) {
    return `${name} is covered by ${there.outerHTML.slice(0, 80)}`;
  }
  const around = [
    focused,
    marked,
    focused.parentElement,
    ...(focused.parentElement?.children ?? []),
  ];
  const isMarked = around.some((element) => {
    if (!element) return false;
    const { outlineStyle, boxShadow } = getComputedStyle(element);
    return outlineStyle !== 'none' || boxShadow !== 'none';
  });
  return isMarked ? null : `${name} has no visible focus`;
}

test('a doctor names her practice, imports her list and finds a patient without the mouse', async ({
  page,
}) => {
  const wanted = LIST[11] ?? never();
  const leftOut = LIST[0] ?? never();
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });

  await test.step('set-up', async () => {
    await page.goto('/');
    for (const [label, text] of [
      ['Nome dello studio', 'Studio di prova'],
      ['Nome', 'Ada'],
      ['Cognome', 'Prova'],
      ['Codice regionale medico', DOCTOR_CODE],
      ['Codice di attivazione', setUpCodeFor(page)],
      ['E-mail', DOCTOR.email],
      ['Password', DOCTOR.password],
    ] as const) {
      await tabTo(page, page.getByLabel(label, { exact: true }));
      await page.keyboard.type(text);
    }
    await page.keyboard.press('Enter');
    await expect(heading('ELENCO PAZIENTI')).toBeVisible();
  });

  await test.step('the menu', async () => {
    const menuButton = page.getByRole('button', { name: 'Altre azioni' });
    await tabTo(page, menuButton);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: 'Importa Pazienti da SISS' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(menuButton).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: 'Importa Pazienti da SISS' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(heading('Importa Pazienti da SISS')).toBeFocused();
  });

  await test.step('the file', async () => {
    await tabTo(page, page.getByLabel('File CSV scaricato da SISS'));
    await chooseFile(page, listFile(LIST));
    const tick = page.getByRole('checkbox', { name: /^Archivia pazienti/ });
    await tabTo(page, tick);
    await page.keyboard.press('Space');
    await expect(tick).toBeChecked();
    await tabTo(page, page.getByRole('button', { name: 'Avanti' }));
    await page.keyboard.press('Enter');
    await expect(heading('Anteprima dell’importazione')).toBeFocused();
    await expectCounts(page, { Nuovi: 30 });
  });

  await test.step('the preview', async () => {
    await tabTo(page, includeSwitch(page, nameOf(leftOut)));
    await page.keyboard.press('Space');
    await expect(commitButton(page)).toHaveText('Importa 29 pazienti');
    await expect(includeSwitch(page, nameOf(leftOut))).toBeFocused();
    await tabTo(page, commitButton(page));
    await page.keyboard.press('Enter');
    await expect(heading('Importazione conclusa')).toBeFocused();
    await tabTo(page, page.getByRole('link', { name: 'Vai all’elenco pazienti' }));
    await page.keyboard.press('Enter');
    await expect(heading('ELENCO PAZIENTI')).toBeVisible();
  });

  const search = page.getByLabel('Cerca paziente');
  const rowLink = patientRow(page, nameOf(wanted)).getByRole('link', { name: nameOf(wanted) });

  await test.step('the search and the rows', async () => {
    const table = page.getByRole('table', { name: 'Elenco pazienti' });
    await expect(table.getByRole('link').first()).toBeVisible();
    await page.keyboard.press('/');
    await expect(search).toBeFocused();
    await page.keyboard.type(`${wanted.firstName} ${wanted.lastName}`.toLowerCase());
    await expect(page.getByText('1 trovato su 29')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(search).toHaveValue('');
    await expect(search).toBeFocused();
    await expect(page.getByText('29 pazienti', { exact: true })).toBeVisible();

    await page.keyboard.press('ArrowDown');
    const rows = page.getByRole('rowheader').getByRole('link');
    await expect(rows.first()).toBeFocused();
    await page.keyboard.press('End');
    await expect(page.getByRole('link', { name: nameOf(LIST.at(-1) ?? never()) })).toBeFocused();
    await page.keyboard.press('Home');
    await expect(rows.first()).toBeFocused();
    for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowDown');
    await expect(rowLink).toBeFocused();
    await expect.poll(() => page.evaluate(hiddenFocus)).toBeNull();
  });

  await test.step('a row, its menu and its page', async () => {
    await page.keyboard.press('Shift+F10');
    await expect(page.getByRole('menu')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(rowLink).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(heading(nameOf(wanted))).toBeVisible();
    await page.goBack();
    await expect(rowLink).toBeFocused();
  });

  await test.step('the help', async () => {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Tasti rapidi' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(rowLink).toBeFocused();
  });

  await test.step('the tabs', async () => {
    const tab = page.getByRole('tab', { name: 'Pazienti SSN' });
    await tab.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('tab', { name: 'Archivio', selected: true })).toBeFocused();
    await expect(page.getByText('L’archivio è vuoto')).toBeVisible();
  });
});

test('what goes wrong in the wizard takes the focus to where it is put right', async ({ page }) => {
  await page.goto('/');
  await tabTo(page, page.getByRole('button', { name: 'Crea lo studio' }));
  await page.keyboard.press('Enter');
  const name = page.getByLabel('Nome dello studio', { exact: true });
  await expect(name).toBeFocused();
  await expect(name).toHaveAttribute('aria-invalid', 'true');
});

function never(): never {
  throw new Error('The sample is too short');
}
