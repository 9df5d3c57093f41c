/** Every way in which a portal may deliver a report, with the app closed and with the app open, in Chromium. */
import { PASSIVE, SHAPE_NAMES } from '../portal/shapes.ts';
import {
  closeApp,
  expect,
  NO_CHROMIUM,
  openApp,
  press,
  previewPage,
  restingIn,
  shownHash,
  type Stage,
  test,
} from './chromiumStage.ts';

// Each worker has a browser of its own.
test.describe.configure({ mode: 'parallel' });
test.skip(NO_CHROMIUM !== null, NO_CHROMIUM ?? '');

/** The preview on show is of what the portal sent in answer to the one request, and the extension kept nothing. */
async function expectDelivered(stage: Stage): Promise<void> {
  const app = await previewPage(stage);
  expect(stage.portal.hits()).toBe(1);
  expect(await shownHash(app)).toBe(stage.portal.sent[0]);
  await expect(app.getByText('codice medico 12345')).toBeVisible();
  await expect.poll(() => restingIn(stage)).toEqual([]);
}

for (const shape of SHAPE_NAMES) {
  test(`${shape} is handed over, app closed and app open`, async ({ stage }) => {
    for (const prepare of [closeApp, openApp]) {
      await prepare(stage);
      // By way of another: an address that differs in its hash only does not load anew.
      await stage.page.goto('about:blank');
      await stage.page.goto(stage.portal.page);
      stage.portal.forget();
      stage.downloads();
      await press(stage, shape);
      await expectDelivered(stage);
      if (!PASSIVE.has(shape)) expect(stage.downloads()).toEqual([]);
    }
  });
}
