/** One Chromium with the extension, one signed-in app, one portal: they serve every test of a file. */
/// <reference types="chrome" />
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  test as base,
  chromium,
  expect,
  type BrowserContext,
  type Page,
  type Worker,
} from '@playwright/test';
import { findBrowserWithExtensions } from '#tools/browser.mjs';
import { setUpPractice } from '../e2e/tasks.ts';
import type { Content, Shape } from '../portal/shapes.ts';
import { CONTENTS, SHAPES } from '../portal/shapes.ts';
import { EXTENSION } from './buildBefore.ts';
import { openSurroundings, type Surroundings } from './desk.ts';

export { expect };

export interface Stage extends Surroundings {
  readonly context: BrowserContext;
  readonly page: Page;
  /** A page of the extension. */
  readonly inside: Page;
  /** The extension's background: it may be another one each time. */
  background(): Promise<Worker>;
  /** The background of another extension. */
  stranger(): Promise<Worker>;
  /** Files the browser downloaded since the last look. */
  downloads(): string[];
}

export const test = base.extend<object, { stage: Stage }>({
  stage: [
    // Playwright reads the names of what a fixture needs.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const stage = await openStage();
      await use(stage);
      await stage.context.close();
      await stage.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

/** Why there is nothing to try here; null where there is. */
export const NO_CHROMIUM =
  findBrowserWithExtensions() === null
    ? 'no Chromium that loads extensions: install the package chromium or set CHROMIUM_PATH'
    : null;

/** Another extension of the same browser, which may ask whatever it likes. */
function writeStranger(folder: string): string {
  const path = join(folder, 'stranger');
  mkdirSync(path);
  const background = { service_worker: 'stranger.js' };
  const manifest = { manifest_version: 3, name: 'Estranea', version: '1', background };
  writeFileSync(join(path, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(path, 'stranger.js'), 'self.addEventListener("install", () => {});');
  return path;
}

async function workerOf(context: BrowserContext, script: string): Promise<Worker> {
  const isIt = (worker: Worker) => worker.url().endsWith(`/${script}`);
  return (
    context.serviceWorkers().find(isIt) ??
    (await context.waitForEvent('serviceworker', { predicate: isIt }))
  );
}

async function openStage(): Promise<Stage> {
  const around = await openSurroundings();
  const extensions = `${EXTENSION},${writeStranger(around.folder)}`;
  const context = await chromium.launchPersistentContext(join(around.folder, 'profile'), {
    executablePath: findBrowserWithExtensions() ?? undefined,
    headless: false,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-extensions-except=${extensions}`,
      `--load-extension=${extensions}`,
    ],
    locale: 'it-IT',
    timezoneId: 'Europe/Rome',
    reducedMotion: 'reduce',
    baseURL: around.server.url,
  });
  context.setDefaultTimeout(20_000);
  const downloads: string[] = [];
  const follow = (page: Page) =>
    page.on('download', (download) => downloads.push(download.suggestedFilename()));
  context.pages().forEach(follow);
  context.on('page', follow);
  const background = () => workerOf(context, 'background.js');
  await connect(await background(), around.server.url);
  const app = await context.newPage();
  await setUpPractice(app);
  const inside = await context.newPage();
  await inside.goto(new URL('options.html', (await background()).url()).href);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(around.portal.page);
  return {
    ...around,
    context,
    page,
    inside,
    background,
    stranger: () => workerOf(context, 'stranger.js'),
    downloads: () => downloads.splice(0),
  };
}

/** As the options page does it, once the browser's own question was answered with yes. */
export async function connect(background: Worker, appOrigin: string): Promise<void> {
  await background.evaluate((origin) => chrome.storage.local.set({ appOrigin: origin }), appOrigin);
  const registered = () =>
    background.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length);
  await expect.poll(registered).toBe(1);
}

/** `Scarica` in the row of that kind. */
export async function press(
  { page }: Stage,
  shape: Shape,
  { content = 'list', row = /Elenco Assistiti.*CSV.*No/ }: { content?: Content; row?: RegExp } = {},
): Promise<void> {
  await page.getByLabel('Modo di consegna').selectOption({ label: SHAPES[shape] });
  await page.getByLabel('Risposta').selectOption({ label: CONTENTS[content] });
  const button = page
    .getByRole('row', { name: row })
    .first()
    .getByRole('button', { name: 'Scarica' });
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  if (!box) throw new Error('The row has no button');
  // By the mouse itself: a locator's click waits for the navigation, and one that is taken over never comes.
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

/** Pages that show the app, be they in a tab or a window. */
export function appPages({ context, server }: Stage): Page[] {
  return context.pages().filter((page) => page.url().startsWith(server.url));
}

/** On the list, with nothing open: what an import left open is left behind. */
export async function openApp(stage: Stage): Promise<Page> {
  const [first, ...others] = appPages(stage);
  for (const other of others) await other.close();
  const app = first ?? (await stage.context.newPage());
  await app.goto(stage.server.url);
  await expect(app.getByRole('heading', { name: 'ELENCO PAZIENTI' })).toBeVisible();
  return app;
}

export async function closeApp(stage: Stage): Promise<void> {
  for (const app of appPages(stage)) await app.close();
}

/** The one page of the app, once it shows the preview of a handed-over list. */
export async function previewPage(stage: Stage): Promise<Page> {
  const heading = (page: Page) =>
    page.getByRole('heading', { name: 'Anteprima dell’importazione' });
  await expect
    .poll(async () => {
      const shown = await Promise.all(appPages(stage).map((page) => heading(page).isVisible()));
      return shown.filter(Boolean).length;
    })
    .toBe(1);
  const [app, ...others] = appPages(stage);
  expect(others).toEqual([]);
  if (!app) throw new Error('The app is not open');
  return app;
}

/** SHA-256 of the bytes on show. */
export async function shownHash(app: Page): Promise<string> {
  const text = await app.locator('details code').first().textContent();
  return (text ?? '').replace('SHA-256 ', '');
}

/** What the extension holds of lists: seen from a page of its own, as that does not keep the background alive. */
export async function restingIn({ inside }: Stage): Promise<string[]> {
  return inside.evaluate(async () => Object.keys(await chrome.storage.session.get(null)));
}

/** What the card on the portal's page says, by its kind. */
export async function noticeKind({ page }: Stage): Promise<string | null> {
  const card = page.locator('assistiti-avviso');
  return (await card.count()) === 0 ? null : card.getAttribute('data-kind');
}
