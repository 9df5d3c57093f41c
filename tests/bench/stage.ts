/**
 * Where the bench runs: browsers with profiles of their own, each the desktop of a practice with a real server of its
 * own: what one stores never comes to another.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { findBrowser } from '../../src/tools/browser.mjs';
import { type RunningServer, startServer } from '../server/runningServer.ts';
import { importList } from './importList.ts';
import { DEFAULT_DOCTOR_CODE, listFile } from './lists.ts';
import { installProbe } from './probe.ts';

export interface Stage {
  /** A profile in which nothing is stored yet. */
  freshProfile(): string;
  /** A profile that holds a list of so many rows, imported through the app; made once. */
  profileWith(rows: number): Promise<string>;
  /** A new browser process, signed in at its server. The page is empty: whoever opens it navigates. */
  open(profile: string): Promise<OpenProfile>;
  listFile(rows: number): string;
  browserVersion: string;
  close(): Promise<void>;
}

export interface OpenProfile {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Its server's. */
  readonly url: string;
}

/** ms that a large list may take to its server. */
const SYNC_MS = 300_000;

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openStage(say: (text: string) => void): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'assistiti-bench-'));
  const servers = new Map<string, Promise<RunningServer>>();
  const stored = new Map<number, Promise<string>>();
  let profiles = 0;

  const stage: Stage = {
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
      const starting = servers.get(profile) ?? startServer({ dataFolder: `${profile}-data` });
      servers.set(profile, starting);
      const server = await starting;
      await enter(context, server);
      return { context, page: context.pages()[0] ?? (await context.newPage()), url: server.url };
    },
    listFile: (rows) => listFile(join(folder, 'lists'), rows),
    async close() {
      for (const server of servers.values()) await (await server).stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };

  async function store(rows: number): Promise<string> {
    say(`importing ${rows} rows, to have them stored`);
    const profile = stage.freshProfile();
    const { page, context, url } = await stage.open(profile);
    await page.goto(url);
    await importList(page, stage.listFile(rows));
    // What had not gone to the server would go while others are measured.
    await page.getByText(/^Sincronizzato alle/).waitFor({ timeout: SYNC_MS });
    await context.close();
    return profile;
  }

  return stage;
}

/** Over the server's own door, the first time; then the profile carries the session. */
async function enter(
  { request }: BrowserContext,
  { url, setUpCode }: RunningServer,
): Promise<void> {
  const { state } = (await (await request.get(`${url}/api/practice`)).json()) as { state: string };
  if (state !== 'none') return;
  const made = await request.post(`${url}/api/set-up`, {
    headers: { origin: url },
    data: { ...PRACTICE, doctorCode: DEFAULT_DOCTOR_CODE, token: setUpCode },
  });
  if (made.status() !== 201) throw new Error(`The set-up was refused: ${made.status()}`);
}

const PRACTICE = {
  ...{ name: 'Studio di prova', firstName: 'Luisa', lastName: 'Bianchi' },
  ...{ email: 'luisa@studio.example', password: 'una frase lunga' },
};
