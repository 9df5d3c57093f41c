/** The same extension in Firefox: the same ways, the same bytes. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { PASSIVE, SHAPE_NAMES } from '../portal/shapes.ts';
import {
  closeApp,
  type FirefoxStage,
  NO_FIREFOX,
  openApp,
  openFirefox,
  press,
  shownHash,
} from './firefoxStage.ts';

test.skip(NO_FIREFOX !== null, NO_FIREFOX ?? '');

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

for (const shape of SHAPE_NAMES) {
  test(`Firefox: ${shape} is handed over, app closed and app open`, async () => {
    for (const prepare of [closeApp, openApp]) {
      await prepare(stage);
      stage.portal.forget();
      const before = downloads();
      await press(stage, shape);
      expect(await shownHash(stage)).toBe(stage.portal.sent[0]);
      expect(stage.portal.hits()).toBe(1);
      if (!PASSIVE.has(shape)) expect(downloads()).toEqual(before);
    }
  });
}
