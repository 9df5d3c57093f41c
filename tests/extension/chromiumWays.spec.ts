/**
 * What the doctor meets around the hand-over: what is left alone, what goes wrong, what waits, in Chromium. Long: one
 * browser with its app and its portal serves all of it.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { addDays, formatItalianDate, plainDateAt } from '#lib/domain/plainDate.ts';
import { DOCTOR, fillAccess } from '../e2e/tasks.ts';
import { OLD_DAYS } from '../portal/reports.ts';
import {
  appPages,
  closeApp,
  expect,
  NO_CHROMIUM,
  noticeKind,
  openApp,
  press,
  previewPage,
  restingIn,
  shownHash,
  type Stage,
  test,
} from './chromiumStage.ts';

test.skip(NO_CHROMIUM !== null, NO_CHROMIUM ?? '');

test.beforeEach(async ({ stage }) => {
  await stage.page.goto('about:blank');
  await stage.page.goto(stage.portal.page);
  stage.portal.forget();
  stage.downloads();
});

const SMALL_LIST = 'Cognome;Nome;Codice Fiscale\r\nROSSI;MARIO;RSSMRA80A01F205X\r\n';

const group = (app: Page, name: string) => app.getByRole('region', { name, exact: true });
const heading = (app: Page) => app.getByRole('heading', { name: 'Anteprima dell’importazione' });

/** Long enough for whatever the extension would do. */
async function expectNothingOpened(stage: Stage, app: Page): Promise<void> {
  await app.waitForTimeout(700);
  await expect(heading(app)).toHaveCount(0);
  expect(await restingIn(stage)).toEqual([]);
}

/** What a page of the app heard, once it listened. */
function heardBy(app: Page): Promise<string[]> {
  return app.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    window.addEventListener('message', ({ data }) => heard.push(JSON.stringify(data)));
    return heard;
  });
}

test('a PDF is left alone in every way, and so is the download while paused', async ({ stage }) => {
  const app = await openApp(stage);
  const pdf = { row: /Elenco Assistiti.*PDF/ };
  await press(stage, 'link', pdf);
  await expect.poll(() => stage.downloads()).toEqual(['elenco.pdf']);
  // The row says CSV, and a PDF comes: what was taken over goes to the downloads.
  await press(stage, 'link', { content: 'pdf' });
  await expect.poll(() => stage.downloads()).toEqual(['elenco.pdf']);
  expect(stage.portal.hits()).toBe(2);

  const popup = await openExtensionPage(stage, 'popup.html');
  await popup.getByLabel('Metti in pausa la cattura').check();
  await expect(popup.getByRole('status')).toHaveText(/In pausa/);
  await press(stage, 'link');
  await expect.poll(() => stage.downloads().length).toBe(1);
  await expectNothingOpened(stage, app);
  await popup.getByLabel('Metti in pausa la cattura').uncheck();
  await expect(popup.getByRole('status')).toHaveText(/In ascolto/);
  await popup.close();
});

test('a bad answer is told on the portal’s page, nothing is handed over, and it is asked for once', async ({
  stage,
}) => {
  const app = await openApp(stage);
  for (const [content, kind] of [
    ['gone', 'portalError'],
    ['broken', 'portalError'],
    ['large', 'tooLarge'],
  ] as const) {
    stage.portal.forget();
    await stage.page.reload();
    await press(stage, 'link', { content });
    await expect.poll(() => noticeKind(stage)).toBe(kind);
    expect(stage.portal.hits()).toBe(1);
  }
  // A file that is too large to be handed over is not lost.
  await expect
    .poll(() => stage.downloads())
    .toEqual(['ElencoAssistiti_1.csv'].map(() => expect.any(String)));
  await press(stage, 'fetchBlob', { content: 'login' });
  await expect.poll(() => noticeKind(stage)).toBe('sessionOver');
  await press(stage, 'formHere', { content: 'login' });
  await expect.poll(() => noticeKind(stage)).toBe('pressAgain');
  await expectNothingOpened(stage, app);
});

test('what is taken over can be saved as well, byte for byte, and says so', async ({ stage }) => {
  await openApp(stage);
  await press(stage, 'link');
  await previewPage(stage);
  await expect.poll(() => noticeKind(stage)).toBe('sent');
  const waiting = stage.page.waitForEvent('download');
  await pressInCard(stage, 'Salva anche il file');
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^ElencoAssistiti_\d+\.csv$/);
  expect(stage.portal.hits()).toBe(1);
});

test('nothing seen: the card offers the drop zone, where the file is dropped', async ({
  stage,
}) => {
  const app = await openApp(stage);
  // A portal that answers with nothing at all.
  await stage.page.evaluate(() => {
    document.addEventListener('click', (event) => event.stopPropagation(), { capture: true });
  });
  await press(stage, 'link');
  await expect.poll(() => noticeKind(stage), { timeout: 15_000 }).toBe('notSeen');
  await app.evaluate((list) => {
    const data = new DataTransfer();
    data.items.add(new File([list], 'a.csv'));
    window.dispatchEvent(
      new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
    );
  }, SMALL_LIST);
  await expect(group(app, 'Nuovi')).toContainText('ROSSI');
});

test('rows copied from a table are pasted on the list, and words that are no table are not', async ({
  stage,
}) => {
  const app = await openApp(stage);
  await stage.context.grantPermissions(['clipboard-read', 'clipboard-write'], {
    origin: stage.server.url,
  });
  const paste = async (text: string) => {
    await app.bringToFront();
    await app.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await app.locator('body').press('Control+v');
  };
  await paste('Richiamare domani;\nOre 9');
  await expectNothingOpened(stage, app);
  await paste(SMALL_LIST.replaceAll(';', '\t'));
  await expect(group(app, 'Nuovi')).toContainText('ROSSI');
});

test('what the row tells comes along: date, associates, SCELTA REVOCA', async ({ stage }) => {
  let app = await openApp(stage);
  await press(stage, 'link', { row: /Elenco Assistiti.*CSV23/ });
  await previewPage(stage);
  const made = formatItalianDate(addDays(plainDateAt(Date.now()), -OLD_DAYS));
  await expect(app.getByText(`Elenco creato il ${made}`)).toBeVisible();
  await expect(app.getByText(`${OLD_DAYS} giorni`)).toBeVisible();

  app = await openApp(stage);
  await press(stage, 'fetchBlob', { row: /Elenco Assistiti.*CSV.*Sì/ });
  await previewPage(stage);
  await expect(app.getByText('contiene anche gli assistiti dei colleghi associati')).toBeVisible();

  app = await openApp(stage);
  await press(stage, 'link', { row: /SCELTA REVOCA.*CSV/ });
  await previewPage(stage);
  await expect(app.getByText('non è l’elenco completo')).toBeVisible();
  await app.getByRole('button', { name: 'Indietro' }).click();
  const tick = app.getByRole('checkbox', { name: /Archivia pazienti/ });
  await expect(tick).toBeDisabled();
  await expect(tick).not.toBeChecked();
});

test('an app in the middle of an import is asked, and the list of later opens when it wants', async ({
  stage,
}) => {
  const app = await openApp(stage);
  await press(stage, 'link');
  await previewPage(stage);
  const first = await shownHash(app);
  // The list that is open already is nothing to ask about.
  await stage.page.reload();
  await press(stage, 'xhrBlob', { content: 'again' });
  await expect.poll(() => noticeKind(stage)).toBe('sent');
  expect(stage.portal.sent).toEqual([first, first]);
  const another = app.getByText('È arrivato un altro elenco');
  await expect(another).toBeHidden();
  await app.getByRole('button', { name: 'Indietro' }).click();
  await press(stage, 'xhrBlob', { content: 'again' });
  await previewPage(stage);
  await press(stage, 'xhrBlob');
  await expect(another).toBeVisible();
  await expect.poll(() => restingIn(stage)).toEqual([]);
  expect(await shownHash(app)).toBe(first);
  await app.getByRole('button', { name: 'Apri l’anteprima' }).click();
  await expect.poll(() => shownHash(app)).toBe(stage.portal.sent[3]);
});

test('of two tabs of the app only one gets it; the background may be killed in between', async ({
  stage,
}) => {
  const app = await openApp(stage);
  const second = await stage.context.newPage();
  await second.goto(stage.server.url);
  await expect(second.getByRole('heading', { name: 'ELENCO PAZIENTI' })).toBeVisible();
  await closeAfterwards(second, async () => {
    await killBackground(stage);
    await press(stage, 'oneTimeLink');
    const shown = async () => (await heading(app).count()) + (await heading(second).count());
    await expect.poll(shown).toBe(1);
    expect(stage.portal.hits()).toBe(1);
    await killBackground(stage);
    // Whether its answer got through or not: whoever asks anew is given it again, or nothing.
    for (const page of [app, second]) await page.reload();
    await expect.poll(() => restingIn(stage)).toEqual([]);
    expect(await shown()).toBeLessThanOrEqual(1);
  });
});

test('whoever must sign in first finds it afterwards, and only once', async ({ stage }) => {
  await closeApp(stage);
  await stage.context.clearCookies({ name: /assistiti|better-auth|session_token/ });
  await press(stage, 'link');
  await expect.poll(() => appPages(stage).length).toBe(1);
  const [app] = appPages(stage);
  if (!app) throw new Error('The app is not open');
  await expect(app.getByRole('button', { name: 'Accedi' })).toBeVisible();
  expect(await restingIn(stage)).toEqual(['transfers']);
  await fillAccess(app, DOCTOR);
  await app.getByRole('button', { name: 'Accedi' }).click();
  await previewPage(stage);
  expect(await shownHash(app)).toBe(stage.portal.sent[0]);
  await expect.poll(() => restingIn(stage)).toEqual([]);
  await app.reload();
  await expect(app.getByRole('heading', { name: 'Importa Pazienti da SISS' })).toBeVisible();
  await expectNothingOpened(stage, app);
});

test('forged files, strangers and frames are refused', async ({ stage }) => {
  const app = await openApp(stage);
  // Another page of the same host, at another port: the portal. It asks the extension for a file in the app's words.
  await heardBy(stage.page);
  await stage.page.evaluate(() => {
    window.postMessage(
      { channel: 'assistiti:bridge', kind: 'ready', protocol: 1, nonce: 'nonce-forged-1' },
      location.origin,
    );
  });
  // A page that has the app's window in hand posts a file to it.
  const forged = {
    ...{ channel: 'assistiti:bridge', kind: 'file', nonce: 'nonce-forged-1' },
    file: {
      ...{
        id: 'transfer-forged',
        name: 'falso.csv',
        sha256: '0'.repeat(64),
        bytes: 'QQ==',
        rows: 1,
      },
      capturedAt: 1,
      provenance: {
        ...{ portal: 'x', doctorCode: null, reportType: null, format: null },
        ...{ associates: null, createdOn: null, isPartial: false },
      },
    },
  };
  // From its own window but without the nonce, as a stranger would.
  await app.evaluate((message) => window.postMessage(message, location.origin), forged);
  const opener = await stage.context.newPage();
  await opener.goto(`${new URL(stage.portal.page).origin}/medboard/frame.html`);
  const framed = await opener.evaluate(
    async ({ url, message }) => {
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 500));
      frame.contentWindow?.postMessage(message, '*');
      return frame.contentDocument === null;
    },
    { url: stage.server.url, message: forged },
  );
  expect(framed).toBe(true);
  expect(opener.frames().some((frame) => frame.url().startsWith(stage.server.url))).toBe(false);
  await opener.close();
  await expectNothingOpened(stage, app);
  const heard = await stage.page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  expect(heard.filter((text) => !text.includes('"ready"'))).toEqual([]);
  // Another extension is not heard, whatever it says.
  const background = await stage.background();
  const ours = new URL(background.url()).host;
  const asStranger = (message: object) =>
    stage
      .stranger()
      .then((worker) =>
        worker.evaluate(([id, said]) => chrome.runtime.sendMessage(id, said).then(String, String), [
          ours,
          message,
        ] as const),
      );
  for (const message of [{ kind: 'status' }, { kind: 'pull', protocol: 1 }, { kind: 'saveToo' }])
    expect(await asStranger(message)).toContain('Receiving end does not exist');
  expect(
    await background.evaluate(() => [
      chrome.runtime.onMessageExternal.hasListeners(),
      chrome.runtime.onConnectExternal.hasListeners(),
      'externally_connectable' in chrome.runtime.getManifest(),
    ]),
  ).toEqual([false, false, false]);
});

test('the options page refuses an address that is not secure, and shows the one connected', async ({
  stage,
}) => {
  const options = await openExtensionPage(stage, 'options.html');
  const address = options.getByLabel('Indirizzo di Assistiti');
  await expect(address).toHaveValue(stage.server.url);
  await address.fill('http://assistiti.studio.it');
  await options.getByRole('button', { name: 'Collega', exact: true }).click();
  await expect(options.getByRole('alert')).toContainText('https://');
  await options.reload();
  await expect(address).toHaveValue(stage.server.url);
  await options.close();
});

// The last one: from here on the app has a window of its own.
test('the installed app opens the files that are opened with it, and its window gets the next list', async ({
  stage,
}) => {
  const app = await openApp(stage);
  const session = await stage.context.newCDPSession(app);
  const manifestId = `${stage.server.url}/`;
  await session.send('PWA.install', { manifestId, installUrlOrBundleUrl: manifestId });
  await session.send('PWA.changeAppUserSettings', { manifestId, displayMode: 'standalone' });
  await session.send('PWA.openCurrentPageInApp', { manifestId });
  // A window of its own, not a tab.
  const isWindow = () => app.evaluate(() => matchMedia('(display-mode: standalone)').matches);
  await expect.poll(isWindow).toBe(true);
  const file = join(stage.folder, 'dalla cartella.csv');
  writeFileSync(file, SMALL_LIST);
  await session.send('PWA.launchFilesInApp', { manifestId, files: [file] });
  const opened = await previewPage(stage);
  await expect(group(opened, 'Nuovi')).toContainText('ROSSI');

  await opened.goto(stage.server.url);
  await expect(opened.getByRole('heading', { name: 'ELENCO PAZIENTI' })).toBeVisible();
  await press(stage, 'fetchBlob');
  expect(await shownHash(await previewPage(stage))).toBe(stage.portal.sent[0]);
  await expect.poll(() => restingIn(stage)).toEqual([]);
});

async function closeAfterwards(page: Page, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } finally {
    await page.close();
  }
}

/** As the browser does it when it wants the memory. */
async function killBackground(stage: Stage): Promise<void> {
  const worker = stage.context.serviceWorkers().find((one) => one.url().endsWith('/background.js'));
  if (!worker) return;
  const session = await stage.context.newCDPSession(stage.page);
  const { targetInfos } = await session.send('Target.getTargets');
  const target = targetInfos.find(
    ({ url, type }) => type === 'service_worker' && url === worker.url(),
  );
  if (target) await session.send('Target.closeTarget', { targetId: target.targetId });
  await session.detach();
}

async function openExtensionPage(stage: Stage, name: string): Promise<Page> {
  const page = await stage.context.newPage();
  await page.goto(new URL(name, stage.inside.url()).href);
  return page;
}

/** The card's inside is closed to the page, and so to the test: its button is found by where it stands. */
async function pressInCard(stage: Stage, name: string): Promise<void> {
  const session = await stage.context.newCDPSession(stage.page);
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  const button = findButton(root, name);
  if (button === null) throw new Error(`The card has no ${name}`);
  const { model } = await session.send('DOM.getBoxModel', { nodeId: button });
  const [x = 0, y = 0] = model.content;
  await session.detach();
  await stage.page.mouse.click(x + 4, y + 4);
}

interface Node {
  readonly nodeId: number;
  readonly nodeName: string;
  readonly nodeValue: string;
  readonly children?: readonly Node[];
  readonly shadowRoots?: readonly Node[];
}

function findButton(node: Node, name: string): number | null {
  const inside = [...(node.shadowRoots ?? []), ...(node.children ?? [])];
  if (node.nodeName === 'BUTTON' && inside.some(({ nodeValue }) => nodeValue === name))
    return node.nodeId;
  for (const child of inside) {
    const found = findButton(child, name);
    if (found !== null) return found;
  }
  return null;
}
