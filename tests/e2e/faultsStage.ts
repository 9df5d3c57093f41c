/** The `test` of the fault tests: a server on a build that can be made to fail, and browsers that can be killed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type LaunchOptions, type Page } from '@playwright/test';
import { type RunningServer, startServer } from './servers.ts';
import { copyBuild, HELD, makeWorkerFaulty } from './faultsWorker.ts';
import { expect as baseExpect, test as base } from './support.ts';

/** Making good what was lost or stopped takes its time on a busy machine. */
export const expect = baseExpect.configure({ timeout: 20_000 });

/** Opens a browser of its own on a profile that outlives it. */
export type OpenBrowser = (options?: {
  readonly serviceWorkers?: 'allow' | 'block';
}) => Promise<{ readonly context: BrowserContext; readonly page: Page }>;

export const test = base.extend<
  { dataFolder: string; server: RunningServer; openBrowser: OpenBrowser },
  { faultyBuild: string }
>({
  faultyBuild: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const folder = copyBuild(makeWorkerFaulty);
      await use(folder);
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  server: async ({ dataFolder, faultyBuild, ownProcess, serverHost }, use) => {
    const options = { dataFolder, buildFolder: faultyBuild };
    const server = await startServer(options, ownProcess ? undefined : serverHost);
    await use(server);
    await server.stop();
  },
  openBrowser: async ({ server, launchOptions, locale, timezoneId }, use) => {
    const profile = mkdtempSync(join(tmpdir(), 'assistiti-profile-'));
    let last: BrowserContext | null = null;
    await use(async ({ serviceWorkers = 'block' } = {}) => {
      const options: LaunchOptions = launchOptions;
      const context = await chromium.launchPersistentContext(profile, {
        ...options,
        baseURL: server.url,
        locale,
        timezoneId,
        serviceWorkers,
      });
      last = context;
      return { context, page: context.pages()[0] ?? (await context.newPage()) };
    });
    await (last as BrowserContext | null)?.close().catch(() => {});
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  },
});

/** Resolves when the worker has reached the step it was told to stop at; `letGo` sends it on. */
export async function holdWorker(
  page: Page,
): Promise<{ readonly held: Promise<void>; readonly letGo: () => void }> {
  const held = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  await page.route(HELD, async (route) => {
    held.resolve();
    await end.promise;
    await route.abort().catch(() => {});
  });
  return { held: held.promise, letGo: end.resolve };
}

/** SIGKILL for the whole browser: nothing in it has time to end well. */
export async function killBrowser(context: BrowserContext): Promise<void> {
  const browser = context.browser();
  if (!browser) throw new Error('The context has no browser');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const main = processInfo.find(({ type }) => type === 'browser');
  if (!main) throw new Error('The browser does not tell its process');
  const gone = new Promise((resolve) => context.once('close', resolve));
  process.kill(main.id, 'SIGKILL');
  await gone;
}

/** The page's renderer ends at once, its worker with it. */
export async function crashPage(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => {});
  await crashed;
  await page.close();
}
