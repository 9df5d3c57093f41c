/** The same extension in Firefox: the same ways, the same bytes. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { PASSIVE, SHAPE_NAMES, type Shape } from '../portal/shapes.ts';
import {
  answersToApp,
  closeApp,
  type FirefoxStage,
  NO_FIREFOX,
  openApp,
  openFirefox,
  press,
  restingIn,
  shownHash,
} from './firefoxStage.ts';

// A browser of its own beside Chromium's: slow where both share two cores.
test.describe.configure({ timeout: 120_000 });
test.skip(NO_FIREFOX !== null, NO_FIREFOX ?? '');

/** One of each kind; `ALL_SHAPES=1 npm run e2e:extension -- firefox` goes through them all. */
const FEW: readonly Shape[] = [
  'oneTimeLink',
  'fetchBlobRevoked',
  'formHere',
  'openBlob',
  'dataLink',
  'frameSrc',
];
const shapes = process.env.ALL_SHAPES ? SHAPE_NAMES : FEW;

let stage: FirefoxStage;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  stage = await openFirefox();
});

test.afterAll(async () => {
  await stage?.browser.close();
  await stage?.close();
});

const downloads = () => readdirSync(join(stage.folder, 'downloads'));

for (const shape of shapes) {
  test(`Firefox: ${shape} is handed over, app closed and app open`, async () => {
    for (const prepare of [closeApp, openApp]) {
      await prepare(stage);
      stage.portal.forget();
      const before = downloads();
      await press(stage, shape);
      expect(await shownHash(stage)).toBe(stage.portal.sent[0]);
      expect(stage.portal.hits()).toBe(1);
      await expect.poll(() => restingIn(stage)).toEqual([]);
      if (!PASSIVE.has(shape)) expect(downloads()).toEqual(before);
    }
  });
}

test('Firefox: what was handed over is nowhere any more', async () => {
  await closeApp(stage);
  await press(stage, 'link');
  // Until the app is there it waits.
  await expect.poll(() => restingIn(stage), { intervals: [50] }).toEqual(['transfers']);
  await shownHash(stage);
  await expect.poll(() => restingIn(stage)).toEqual([]);
  // An app that asks anew is given whatever still waits.
  expect(await answersToApp(stage)).toEqual(['hello']);
});
