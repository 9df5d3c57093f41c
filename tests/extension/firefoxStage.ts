/** One Firefox with the extension over WebDriver BiDi, one signed-in app, one portal. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { CHANNEL, PROTOCOL } from '#lib/bridge/messages.ts';
import { findFirefox } from '#tools/browser.mjs';
import { DOCTOR, PRACTICE } from '../e2e/tasks.ts';
import { setUpCodeOf } from '../e2e/servers.ts';
import type { Shape } from '../portal/shapes.ts';
import { EXTENSION } from './buildBefore.ts';
import { openSurroundings, type Surroundings } from './desk.ts';

export const NO_FIREFOX =
  findFirefox() === null ? 'no Firefox: install the package firefox-esr or set FIREFOX_PATH' : null;

const ID = 'estensione@assistiti.example';
/** Where Firefox serves the extension's own pages: its choice, unless it is told. */
const HOST = '7d2c1f6e-58a3-4b0c-9f4e-2a6b8c0d1e3f';

export interface FirefoxStage extends Surroundings {
  readonly browser: Browser;
  readonly portalPage: Page;
  /** A page of the extension. */
  readonly inside: Page;
}

export async function openFirefox(): Promise<FirefoxStage> {
  const around = await openSurroundings();
  const home = join(around.folder, 'home');
  setPolicy(home, around.server.url);
  const browser = await launch({
    browser: 'firefox',
    executablePath: findFirefox() ?? '',
    headless: true,
    // Lets the test open the extension's own pages.
    args: ['--remote-allow-system-access'],
    env: { ...process.env, HOME: home },
    extraPrefsFirefox: {
      'browser.download.dir': join(around.folder, 'downloads'),
      'browser.download.folderList': 2,
      'browser.download.useDownloadDir': true,
      'browser.helperApps.neverAsk.saveToDisk': 'text/csv',
      'extensions.webextensions.uuids': JSON.stringify({ [ID]: HOST }),
      'intl.accept_languages': 'it-IT, it',
    },
  });
  mkdirSync(join(around.folder, 'downloads'), { recursive: true });
  const portalPage = (await browser.pages())[0] ?? (await browser.newPage());
  await setUp(portalPage, around.server.url);
  await browser.installExtension(EXTENSION);
  const inside = await browser.newPage();
  // The driver does not hear when such a page has come: it is asked, also while the one before it goes.
  void inside.goto(`moz-extension://${HOST}/options.html`).catch(() => {});
  await isInside(inside);
  await portalPage.goto(around.portal.page);
  await portalPage.waitForSelector('table button');
  return { ...around, browser, portalPage, inside };
}

/** The address of the app as who administers the computers sets it: by a file of Firefox's managed storage. */
function setPolicy(home: string, appOrigin: string): void {
  const folder = join(home, '.mozilla/managed-storage');
  mkdirSync(folder, { recursive: true });
  const policy = { name: ID, description: 'Prova', type: 'storage', data: { appOrigin } };
  writeFileSync(join(folder, `${ID}.json`), JSON.stringify(policy));
}

async function setUp(page: Page, url: string): Promise<void> {
  await page.goto(url);
  const status = await page.evaluate(
    async (body) =>
      (
        await fetch('/api/set-up', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body,
        })
      ).status,
    JSON.stringify({ ...PRACTICE, ...DOCTOR, token: setUpCodeOf(url) }),
  );
  if (status !== 201) throw new Error(`The practice was not set up: ${status}`);
}

export async function press({ portalPage }: FirefoxStage, shape: Shape): Promise<void> {
  // A page behind another one takes no click.
  await portalPage.bringToFront();
  await portalPage.select('fieldset select', shape);
  await portalPage.click('tbody tr:first-child button');
}

async function appPages({ browser, server }: FirefoxStage): Promise<Page[]> {
  const pages = await browser.pages();
  return pages.filter((page) => page.url().startsWith(server.url));
}

export async function openApp(stage: FirefoxStage): Promise<void> {
  await closeApp(stage);
  const app = await stage.browser.newPage();
  await app.goto(stage.server.url);
  await expectHeading(app, 'ELENCO PAZIENTI');
}

export async function closeApp(stage: FirefoxStage): Promise<void> {
  for (const page of await appPages(stage)) await page.close();
}

/** The hash on show in the one page of the app, once it has a preview. */
export async function shownHash(stage: FirefoxStage): Promise<string> {
  const app = await onePage(stage);
  await expectHeading(app, 'Anteprima dell’importazione');
  const text = await app.$eval('details code', (element) => element.textContent);
  return (text ?? '').replace('SHA-256 ', '');
}

/** Asked anew each time: a wait of the driver's own is lost with the page that was there when it began. */
async function expectHeading(page: Page, text: string): Promise<void> {
  const shown = () =>
    page.evaluate(() => document.querySelector('h1')?.textContent ?? '').catch(String);
  await expect.poll(shown, { timeout: 40_000 }).toContain(text);
}

async function isInside(page: Page): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await page.evaluate(() => 'browser' in globalThis).catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The page of the extension did not open');
}

async function onePage(stage: FirefoxStage): Promise<Page> {
  for (let tries = 0; tries < 100; tries++) {
    const [page, ...others] = await appPages(stage);
    if (others.length > 0) throw new Error('The app is open twice');
    if (page) return page;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The app did not open');
}

/** What the extension says when the app's page asks whether a list is waiting. */
export async function answersToApp(stage: FirefoxStage): Promise<string[]> {
  const app = await onePage(stage);
  return app.evaluate(
    (channel, protocol) =>
      new Promise<string[]>((resolve) => {
        const kinds: string[] = [];
        window.addEventListener('message', ({ data }: MessageEvent<{ kind: string }>) => {
          if (data.kind === 'end') resolve(kinds);
          else if (data.kind !== 'ready') kinds.push(data.kind);
          // Behind whatever was said in the same breath.
          if (data.kind === 'hello') window.postMessage({ kind: 'end' });
        });
        window.postMessage({ channel, kind: 'ready', protocol, nonce: 'prova-prova' });
      }),
    CHANNEL,
    PROTOCOL,
  );
}

/** What the extension holds of lists. */
export async function restingIn({ inside }: FirefoxStage): Promise<string[]> {
  return inside.evaluate(async () => {
    const { browser } = globalThis as unknown as { browser: typeof chrome };
    return Object.keys(await browser.storage.session.get(null));
  });
}
