import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findBrowser } from './browser.mjs';

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
