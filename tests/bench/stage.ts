/** Where the bench runs: a real server on an empty data folder, and browsers with profiles of their own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { findBrowser } from '../../src/tools/browser.mjs';
import { startServer } from '../server/runningServer.ts';
import { importList } from './importList.ts';
import { DEFAULT_DOCTOR_CODE, listFile } from './lists.ts';
import { installProbe } from './probe.ts';

export interface Stage {
  readonly url: string;
  /** A profile in which nothing is stored yet. */
  freshProfile(): string;
  /** A profile that holds a list of so many rows, imported through the app; made once. */
  profileWith(rows: number): Promise<string>;
  /** A new browser process. The page is empty: whoever opens it navigates. */
  open(profile: string): Promise<{ readonly page: Page; readonly context: BrowserContext }>;
  listFile(rows: number): string;
  browserVersion: string;
  close(): Promise<void>;
}

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openStage(say: (text: string) => void): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'assistiti-bench-'));
  const server = await startServer({ dataFolder: join(folder, 'data') });
  const { url } = server;
  const stored = new Map<number, Promise<string>>();
  let profiles = 0;

  const stage: Stage = {
    url,
    browserVersion: '',
    freshProfile: () => join(folder, `profile-${++profiles}`),
    profileWith(rows) {
      const known = stored.get(rows) ?? store(rows);
      stored.set(rows, known);
      return known;
    },
    async open(profile) {
      const context = await chromium.launchPersistentContext(profile, {
        executablePath: findBrowser() ?? undefined,
        args: FLAGS,
        locale: 'it-IT',
        timezoneId: 'Europe/Rome',
        viewport: { width: 1280, height: 800 },
      });
      await context.addInitScript(installProbe);
      stage.browserVersion = context.browser()?.version() ?? stage.browserVersion;
      return { context, page: context.pages()[0] ?? (await context.newPage()) };
    },
    listFile: (rows) => listFile(join(folder, 'lists'), rows),
    async close() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };

  async function store(rows: number): Promise<string> {
    say(`importing ${rows} rows, to have them stored`);
    const profile = stage.freshProfile();
    const { page, context } = await stage.open(profile);
    await page.goto(url);
    await importList(page, stage.listFile(rows));
    await context.close();
    return profile;
  }

  await setUpPractice(stage);
  return stage;
}

async function setUpPractice(stage: Stage): Promise<void> {
  const { page, context } = await stage.open(stage.freshProfile());
  await page.goto(stage.url);
  await page.getByLabel('Nome dello studio', { exact: true }).fill('Studio di prova');
  await page.getByLabel('Nome', { exact: true }).fill('Luisa');
  await page.getByLabel('Cognome', { exact: true }).fill('Bianchi');
  await page.getByLabel('Codice regionale medico').fill(DEFAULT_DOCTOR_CODE);
  await page.getByRole('button', { name: 'Crea lo studio' }).click();
  await page.getByRole('heading', { name: 'ELENCO PAZIENTI' }).waitFor();
  await context.close();
}
