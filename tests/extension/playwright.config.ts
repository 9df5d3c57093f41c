import { defineConfig } from '@playwright/test';

/** The companion extension in real browsers, on the build of the app. Each file has one browser, one app, one portal. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/extension',
  globalSetup: './buildBefore.ts',
  workers: 2,
  fullyParallel: false,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: 'list',
});
