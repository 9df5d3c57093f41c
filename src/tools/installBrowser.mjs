/** Gets a browser for the end-to-end tests on a machine that has none. */
import { findBrowser, findBrowserWithExtensions } from './browser.mjs';
import { run, runNpm } from './run.mjs';

/**
 * From the system's packages where that is allowed, else Playwright's own.
 * @param {string} log where its output goes
 * @returns {Promise<boolean>} whether there is one now
 */
export async function installBrowser(log) {
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { log, env });
    const options = ['install', '-y', '--no-install-recommends', 'fonts-liberation'];
    for (const browser of ['chromium-headless-shell', 'chromium']) {
      const { code } = await run('apt-get', [...options, browser], { log, env });
      if (code === 0 && findBrowser()) return true;
    }
  }
  return (await runNpm(['exec', '--', 'playwright', 'install', 'chromium'], { log })).code === 0;
}

/**
 * The one that takes extensions, from the system's packages: nowhere else is it the same engine.
 * @param {string} log
 */
export async function installChromium(log) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { log, env });
  const options = ['install', '-y', '--no-install-recommends', 'fonts-liberation', 'chromium'];
  return (await run('apt-get', options, { log, env })).code === 0 && !!findBrowserWithExtensions();
}
