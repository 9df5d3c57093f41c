/** The browser of the end-to-end tests: one the machine has, else one that is installed for it. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, runNpm } from './project.mjs';

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const MAC_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS_PLACES = [
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
];

/** The path of a Chromium, Chrome or Edge, or null. `CHROMIUM_PATH` goes before all. */
export function findBrowser(environment = process.env, platform = process.platform) {
  const { CHROMIUM_PATH, PATH = '' } = environment;
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  return places(platform, environment, PATH).find(isExecutable) ?? null;
}

/** @param {string} platform @param {NodeJS.ProcessEnv} environment @param {string} path */
function places(platform, environment, path) {
  if (platform === 'win32') {
    const roots = [
      environment.ProgramFiles,
      environment['ProgramFiles(x86)'],
      environment.LOCALAPPDATA,
    ];
    return roots.flatMap((root) => (root ? WINDOWS_PLACES.map((place) => join(root, place)) : []));
  }
  const folders = path.split(delimiter).filter(Boolean);
  const onPath = folders.flatMap((folder) => COMMANDS.map((name) => join(folder, name)));
  return platform === 'darwin' ? [...MAC_PLACES, ...onPath] : onPath;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Gets a browser when there is none: from the system's packages where that is allowed, else Playwright's own.
 * @param {string} log where its output goes
 * @returns {Promise<boolean>} whether there is one now
 */
export async function installBrowser(log) {
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { log, env });
    const options = ['install', '-y', '--no-install-recommends', 'chromium'];
    const { code } = await run('apt-get', options, { log, env });
    if (code === 0 && findBrowser()) return true;
  }
  return (await runNpm(['exec', '--', 'playwright', 'install', 'chromium'], { log })).code === 0;
}
