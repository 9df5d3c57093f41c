/** The network, the clock and other browsers: what the app promises whatever they do. */
import { evolveList } from '#tools/sampleList/evolveList.ts';
import { test, expect } from './faultsStage.ts';
import { orderWorker } from './faultsWorker.ts';
import {
  commitButton,
  expectListSize,
  importFile,
  listFile,
  openList,
  openPatient,
  patientRow,
  people,
  previewFile,
  setUpByHand,
  setUpPractice,
  signIn,
  unlock,
  withoutSync,
} from './tasks.ts';

const FEW = 60;
const DAY = 86_400_000;

test('with the clock set back a day and a year, what is imported later still wins', async ({
  page,
}) => {
  await setUpPractice(page);
  await importFile(page, listFile(withMobile('3330000000')));
  for (const [days, phone] of [
    [1, '3331111111'],
    [365, '3332222222'],
  ] as const) {
    await page.clock.setFixedTime(Date.now() - days * DAY);
    await previewFile(page, listFile(withMobile(phone)));
    await orderWorker(page, { clockShift: -days * DAY });
    await commitButton(page).click();
    await expect(page.getByRole('heading', { name: 'Importazione conclusa' })).toBeVisible();
    await openPatient(page, people(FEW)[0]?.taxCode);
    await expect(page.getByText(phone).first()).toBeVisible();
  }
});

test('without the server, a restarted browser has the list, searches it and imports into it', async ({
  openBrowser,
  server,
}) => {
  let { page, context } = await openBrowser({ serviceWorkers: 'allow' });
  await setUpByHand(page);
  await importFile(page, listFile(people(FEW)));
  await page.evaluate(() => navigator.serviceWorker.ready);
  await server.stop();
  for (const [size, more] of [
    [FEW, withJoined(20)],
    [FEW + 20, null],
  ] as const) {
    await context.close();
    ({ page, context } = await openBrowser({ serviceWorkers: 'allow' }));
    await unlock(page);
    await expectListSize(page, size);
    const { taxCode, lastName } = people(FEW)[9] ?? { taxCode: '', lastName: '' };
    await page.getByLabel('Cerca paziente').fill(taxCode);
    await expect(patientRow(page, lastName)).toHaveCount(1);
    if (more) await importFile(page, listFile(more));
  }
});

test('two browsers that import the same list know each patient by the same address', async ({
  page,
  browser,
  server,
}) => {
  await setUpPractice(page);
  const other = await browser.newContext({ baseURL: server.url });
  await withoutSync(other);
  const second = await other.newPage();
  await signIn(second);
  const addresses: string[][] = [];
  for (const desktop of [page, second]) {
    await importFile(desktop, listFile(people(FEW)));
    const found: string[] = [];
    for (const { taxCode } of people(FEW).slice(0, 3)) {
      await openPatient(desktop, taxCode);
      found.push(new URL(desktop.url()).pathname);
    }
    addresses.push(found);
  }
  expect(new Set(addresses[0]).size).toBe(3);
  expect(addresses[1]).toEqual(addresses[0]);
  await other.close();
});

test('nothing goes to anybody else, and no address or message tells who a patient is', async ({
  page,
  context,
  server,
}) => {
  const addresses: string[] = [];
  const messages: string[] = [];
  context.on('request', (request) => addresses.push(request.url(), request.postData() ?? ''));
  context.on('console', (message) => messages.push(message.text()));
  page.on('framenavigated', (frame) => addresses.push(frame.url()));
  await setUpPractice(page);
  await importFile(page, listFile(people(FEW)));
  for (const { taxCode, lastName, firstName } of people(FEW).slice(0, 2)) {
    await openList(page);
    await page.getByLabel('Cerca paziente').fill(`${lastName} ${firstName}`);
    await expect(patientRow(page, lastName).first()).toBeVisible();
    addresses.push(page.url());
    await openPatient(page, taxCode);
    addresses.push(page.url());
  }
  await page.goto('/importazioni');
  await page
    .getByRole('row', { name: /elenco\.csv/ })
    .getByRole('link')
    .click();
  addresses.push(page.url());

  const foreign = addresses.filter(
    (address) => /^https?:/.test(address) && !address.startsWith(`${server.url}/`),
  );
  expect(foreign).toEqual([]);
  const told = decodeURIComponent([...addresses, ...messages].join('\n')).toUpperCase();
  const secrets = people(FEW).flatMap(({ taxCode, firstName, lastName, mobile, email }) => [
    taxCode,
    `${lastName} ${firstName}`,
    `${firstName} ${lastName}`,
    mobile ?? '',
    email ?? '',
  ]);
  expect(secrets.filter((secret) => secret !== '' && told.includes(secret.toUpperCase()))).toEqual(
    [],
  );
});

function withJoined(join: number) {
  return evolveList(people(FEW), { seed: 3, today: '2026-11-23', join }).people;
}

function withMobile(phone: string) {
  return people(FEW).map((person) => ({ ...person, mobile: phone }));
}
