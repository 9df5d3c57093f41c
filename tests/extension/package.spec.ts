/** What is given to the stores: it passes their own check, and asks for nothing that it does not need. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInstance } from 'addons-linter';
import { expect, test } from '@playwright/test';
import { buildExtension, readManifest } from '#tools/buildExtension.ts';

let folder: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assistiti-package-'));
  await buildExtension(folder);
});

test.afterAll(() => rmSync(folder, { recursive: true }));

test('the check of the Firefox store finds no error', async () => {
  const linter = createInstance({
    config: { _: [folder], logLevel: 'fatal', output: 'none', boring: true, stack: false },
    runAsBinary: false,
  });
  const { errors, warnings } = await linter.run();
  expect(errors.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  // Chromium has a service worker, Firefox a script: one manifest names both.
  expect(warnings.map(({ code }) => code)).toEqual(['BACKGROUND_SERVICE_WORKER_IGNORED']);
});

test('permissions are storage and scripting, and hosts the portal’s path and what a person adds', () => {
  const manifest = readManifest();
  expect(manifest.permissions).toEqual(['storage', 'scripting']);
  expect(manifest.host_permissions).toBeUndefined();
  expect(manifest.externally_connectable).toBeUndefined();
  expect(manifest.web_accessible_resources).toBeUndefined();
  expect(manifest.content_scripts.flatMap(({ matches }) => matches)).toEqual([
    'https://dcss.cgi.crs.lombardia.it/medboard/*',
    'https://dcss.cgi.crs.lombardia.it/medboard/*',
  ]);
});

test('no part names another place to send to', () => {
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBe(6);
  for (const name of scripts) {
    const text = readFileSync(join(folder, name), 'utf8');
    const places = [...text.matchAll(/https?:\/\/[\w.-]+/g)].map(([place]) => place);
    const known = /^https?:\/\/(json-schema\.org|assistiti\.studio\.it|localhost)/;
    expect(places.filter((place) => !known.test(place))).toEqual([]);
  }
});
