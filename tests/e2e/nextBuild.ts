/** A later build of the same app, served where the one before it was. */
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { type RunningServer, startServer } from '../server/runningServer.ts';
import { copyBuild } from './faultsWorker.ts';

const MARK = '<meta name="next-build">';
const TEXTS = new Set(['.html', '.js', '.json']);
const SCRIPT = /_app\/immutable\/.*\.js$/;

/** Takes the place of the running server, on its port and its data, until `work` has ended. */
export async function withNextBuild(
  server: RunningServer,
  dataFolder: string,
  work: () => Promise<void>,
): Promise<void> {
  await server.stop();
  const buildFolder = copyBuild(makeNextBuild);
  const next = await startServer({ dataFolder, buildFolder, port: server.port });
  try {
    await work();
  } finally {
    await next.stop();
    rmSync(buildFolder, { recursive: true });
  }
}

export function isNextBuild(page: Page): Promise<boolean> {
  return page.evaluate(() => document.querySelector('meta[name=next-build]') !== null);
}

/** What a build made later has: another version, other names for all scripts, another page. */
function makeNextBuild(folder: string): void {
  const { version } = JSON.parse(readFileSync(join(folder, '_app/version.json'), 'utf8'));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && TEXTS.has(extname(path)));
  const scripts = files.filter((path) => SCRIPT.test(path));
  for (const path of files) {
    const text = readFileSync(path, 'utf8').replaceAll(version, `${version}1`);
    writeFileSync(path, withLaterPage(path, withLaterNames(text, scripts)));
  }
  for (const path of scripts) renameSync(path, join(dirname(path), laterName(path)));
}

function withLaterNames(text: string, scripts: readonly string[]): string {
  return scripts.reduce((later, path) => later.replaceAll(basename(path), laterName(path)), text);
}

function laterName(path: string): string {
  return basename(path).replace(/\.js$/, '-later.js');
}

function withLaterPage(path: string, text: string): string {
  if (basename(path) === '200.html') return text.replace('<head>', `<head>${MARK}`);
  if (basename(path) !== 'sw.js') return text;
  const later = text.replace(/(url:"200\.html",revision:")[^"]+/, '$1next');
  if (later === text) throw new Error('The service worker does not keep the page');
  return later;
}
