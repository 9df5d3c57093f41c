/** The `test` of end-to-end tests: a server with an empty data folder, and a page that tells what went wrong in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { type ServerHost, startHost } from '../server/hostedServer.ts';
import { type RunningServer, startServer } from './servers.ts';

export { expect } from '@playwright/test';

export const test = base.extend<
  {
    dataFolder: string;
    server: RunningServer;
    /** The server has a process of its own: for tests that kill it. */
    ownProcess: boolean;
    /** The server shows made-up patients, in every role that can be tried on. */
    demo: boolean;
    /** What the page reported since it was opened: errors, breaches of the policy, uncaught exceptions. */
    faults: string[];
  },
  { serverHost: ServerHost }
>({
  ownProcess: [false, { option: true }],
  demo: [false, { option: true }],
  serverHost: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const host = startHost();
      await use(host);
      await host.end();
    },
    { scope: 'worker' },
  ],
  dataFolder: async ({ browserName }, use) => {
    const folder = mkdtempSync(join(tmpdir(), `assistiti-${browserName}-`));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
  server: async ({ dataFolder, demo, ownProcess, serverHost }, use) => {
    const server = await startServer({ dataFolder, demo }, ownProcess ? undefined : serverHost);
    await use(server);
    await server.stop();
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

export const onTrial = test.extend({ demo: true });
