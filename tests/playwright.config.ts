import { defineConfig } from '@playwright/test';
import { findBrowser } from '../src/tools/browser.mjs';

/** The build is made before the tests; each test starts a server of its own on it (`e2e/support.ts`). */
export default defineConfig({
  testDir: 'e2e',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    locale: 'it-IT',
    // Installing the service worker reads the whole build again: only tests that are about it allow it.
    serviceWorkers: 'block',
    contextOptions: { reducedMotion: 'reduce' },
    timezoneId: 'Europe/Rome',
    // Recording takes a third of the time; `--trace on` turns it on.
    trace: 'off',
    launchOptions: {
      executablePath: findBrowser() ?? undefined,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
