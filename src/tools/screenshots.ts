/**
 * `npm run screenshots`: the pictures under static/screenshots, taken of the build on a throw-away folder with the
 * synthetic list. Needs a build (`npm run build`) and a browser.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { samplePeople } from '#lib/sample/samplePeople.ts';
import { writeList } from '#lib/sample/writeList.ts';
import { findBrowser } from './browser.mjs';
import { palettePng } from './palettePng.ts';
import { evolveList } from './sampleList/evolveList.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = join(PROJECT, 'static/screenshots');
/** Fixed, so that the same people stand in the pictures whenever they are taken. */
const TODAY = '2026-11-23';
const SIZES = [
  { width: 1366, height: 768, suffix: '' },
  { width: 1920, height: 1080, suffix: '-1920' },
] as const;

const before = samplePeople({ rows: 1750, seed: 1, today: TODAY });
const { people: after } = evolveList(before, {
  seed: 2,
  today: TODAY,
  leave: 9,
  join: 12,
  move: 15,
  temporaryToOpen: 4,
  respell: 6,
});

await main();

async function main(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'assistiti-screenshots-'));
  const server = spawn(process.execPath, [join(PROJECT, 'src/server/main.ts')], {
    env: { ...process.env, DATA_DIR: data, PORT: '0', DEMO: '' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  try {
    const { url, code } = await new Promise<Terminal>((resolve, reject) => {
      let said = '';
      server.stdout?.on('data', (text: Buffer) => {
        said += text.toString();
        const url = /http:\/\/localhost:\d+/.exec(said)?.[0];
        const code = /^Codice di attivazione: (\S+)$/m.exec(said)?.[1];
        if (url && code) resolve({ url, code });
      });
      server.on('close', () => reject(new Error('The server did not start')));
    });
    mkdirSync(FOLDER, { recursive: true });
    const browser = await chromium.launch({
      executablePath: findBrowser() ?? undefined,
      args: ['--no-sandbox', '--disable-gpu'],
    });
    const page = await browser.newPage({ locale: 'it-IT', timezoneId: 'Europe/Rome' });
    await takeAll(page, url, code);
    await browser.close();
  } finally {
    server.kill();
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What the server says when it starts. */
interface Terminal {
  readonly url: string;
  readonly code: string;
}

async function takeAll(page: Page, url: string, code: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel('Nome dello studio', { exact: true }).fill('Studio Bianchi');
  await page.getByLabel('Nome', { exact: true }).fill('Luisa');
  await page.getByLabel('Cognome', { exact: true }).fill('Bianchi');
  await page.getByLabel('Codice regionale medico').fill('12345');
  await page.getByLabel('Codice di attivazione', { exact: true }).fill(code);
  await page.getByLabel('E-mail', { exact: true }).fill('luisa.bianchi@studio.example');
  await page.getByLabel('Password', { exact: true }).fill('una frase solo per le immagini');
  await take(page, 'primo-avvio');
  await page.getByRole('button', { name: 'Crea lo studio' }).click();
  await page.getByRole('heading', { name: 'ELENCO PAZIENTI' }).waitFor();

  await preview(page, url, before);
  await confirm(page);
  await page.goto(url);
  await page.getByText('1.750 pazienti').last().waitFor();
  await page.getByText('1.750', { exact: true }).first().waitFor();
  await take(page, 'elenco-pazienti');
  await page.locator('[data-row="2"]').click();
  await page.getByRole('heading', { name: 'Identità' }).waitFor();
  await take(page, 'scheda-paziente');

  await preview(page, url, after);
  await take(page, 'anteprima-importazione');
  await confirm(page);
  await page.goto(url);
  await page.getByRole('tab', { name: 'Archivio' }).click();
  await page.getByText('9 pazienti').last().waitFor();
  await take(page, 'archivio');
}

async function preview(page: Page, url: string, people: typeof before): Promise<void> {
  await page.goto(`${url}/importa/siss`);
  await page.getByLabel('File CSV scaricato da SISS').setInputFiles({
    name: 'elenco-assistiti.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(writeList(people)),
  });
  await page.getByLabel('Archivia pazienti che non sono più miei assistiti').check();
  await page.getByRole('button', { name: 'Avanti' }).click();
  await page.getByRole('region', { name: 'Invariati' }).waitFor();
}

async function confirm(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Importa [\d.]+ pazient/ }).click();
  await page.getByRole('heading', { name: 'Importazione conclusa' }).waitFor({ timeout: 60_000 });
}

async function take(page: Page, name: string): Promise<void> {
  for (const { width, height, suffix } of SIZES) {
    await page.setViewportSize({ width, height });
    const path = join(FOLDER, `${name}${suffix}.png`);
    const png = palettePng(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
    writeFileSync(path, png);
    console.log(`${path} ${Math.ceil(png.length / 1000)} kB`);
  }
}
