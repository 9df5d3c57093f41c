import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findBrowser, findBrowserWithExtensions, findFirefox } from './browser.mjs';

test('a browser is taken from where it is named, else from the path, else there is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assistiti-browser-'));
  const chromium = join(folder, 'chromium');
  expect(findBrowser({ PATH: folder }, 'linux')).toBeNull();
  writeFileSync(chromium, '');
  expect(findBrowser({ PATH: folder }, 'linux')).toBeNull();
  chmodSync(chromium, 0o755);
  expect(findBrowser({ PATH: `/nowhere:${folder}` }, 'linux')).toBe(chromium);
  expect(findBrowser({ PATH: folder, CHROMIUM_PATH: '/other' }, 'linux')).toBe('/other');
  rmSync(folder, { recursive: true });
});

test('the extension is tried in a Chromium with windows and in Firefox, be they where they are named or on the path', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assistiti-browser-'));
  const add = (name: string) => writeFileSync(join(folder, name), '', { mode: 0o755 });
  add('chromium-headless-shell');
  add('google-chrome');
  expect(findBrowserWithExtensions({ PATH: folder })).toBeNull();
  expect(findFirefox({ PATH: folder })).toBeNull();
  add('chromium');
  add('firefox-esr');
  expect(findBrowserWithExtensions({ PATH: folder })).toBe(join(folder, 'chromium'));
  expect(findFirefox({ PATH: folder })).toBe(join(folder, 'firefox-esr'));
  expect(findFirefox({ PATH: folder, FIREFOX_PATH: '/other' })).toBe('/other');
  rmSync(folder, { recursive: true });
});
