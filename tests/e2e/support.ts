/** The `test` of end-to-end tests: a server with an empty data folder, and a page that tells what went wrong in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { type RunningServer, startServer } from './servers.ts';

export { expect } from '@playwright/test';

export const test = base.extend<{
  dataFolder: string;
  server: RunningServer;
  /** What the page reported since it was opened: errors, breaches of the policy, uncaught exceptions. */
  faults: string[];
}>({
  dataFolder: async ({ browserName }, use) => {
    const folder = mkdtempSync(join(tmpdir(), `assistiti-${browserName}-`));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
  server: async ({ dataFolder }, use) => {
    const server = await startServer({ dataFolder });
    await use(server);
    await server.stop('SIGKILL');
  },
  baseURL: async ({ server }, use) => use(server.url),
  faults: async ({ page }, use) => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' || text.includes('Content Security Policy')) faults.push(text);
    });
    await use(faults);
  },
});
