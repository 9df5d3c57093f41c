import {
  commitButton,
  entryRow,
  group,
  includeSwitch,
  listFile,
  nameOf,
  people,
  previewFile,
  setUpPractice,
} from './tasks.ts';
import { expect, test } from './support.ts';

/** More than a screen and the pages beside it hold, far less than the group. */
const FEW = 80;

test('a large group of the preview draws what is near, keeps the keyboard, and reaches every row', async ({
  page,
}) => {
  const list = people(1750);
  const [last] = list.slice(-1);
  if (!last) throw new Error('The sample is empty');
  await setUpPractice(page);
  await previewFile(page, listFile(list));
  const added = group(page, 'Nuovi');
  const scroller = added.getByRole('list', { name: 'Nuovi' });
  const rows = added.getByRole('listitem');

  await expect(rows.first()).toHaveAttribute('aria-posinset', '1');
  await expect(rows.first()).toHaveAttribute('aria-setsize', '1750');
  expect(await rows.count()).toBeLessThan(FEW);

  await scroller.focus();
  await page.keyboard.press('End');
  await expect(rows.last()).toHaveAttribute('aria-posinset', '1750');
  await expect(rows.last()).toBeInViewport();
  expect(await rows.count()).toBeLessThan(FEW);

  // Page by page upwards: rows follow each other, and none is passed over.
  const at = async () => Number(await rows.first().getAttribute('aria-posinset'));
  for (const reached of [1690, 1640, 1590]) {
    await expect(async () => {
      await page.keyboard.press('PageUp');
      expect(await at()).toBeLessThan(reached);
    }).toPass();
    const places = await rows.evaluateAll((all) =>
      all.map((row) => Number(row.getAttribute('aria-posinset'))),
    );
    expect(places).toEqual(places.map((_, index) => (places[0] ?? 0) + index));
  }

  await page.keyboard.press('Home');
  await expect(rows.first()).toHaveAttribute('aria-posinset', '1');
  await rows.first().getByRole('switch').focus();
  await scroller.evaluate((node) => node.scrollTo(0, node.scrollHeight));
  await expect(rows.last()).toHaveAttribute('aria-posinset', '1750');
  await expect(scroller).toBeFocused();

  await page.getByLabel("Cerca nell'anteprima").fill(last.taxCode);
  await expect(rows).toHaveCount(1);
  await expect(entryRow(added, last.taxCode)).toBeVisible();
  await includeSwitch(page, nameOf(last)).uncheck();
  await expect(commitButton(page)).toHaveText('Importa 1.749 pazienti');
  await page.getByLabel("Cerca nell'anteprima").fill('');
  await expect(rows.nth(12)).toBeVisible();
});
