/** Where the machine has a browser that the end-to-end tests can drive. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The one without windows goes first: the same engine in half the time. */
const COMMANDS = [
  'chromium-headless-shell',
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

/** The path of a Chromium that takes extensions from the command line, or null: its kin without windows, Chrome and Edge do not. */
export function findBrowserWithExtensions(environment = process.env) {
  const { CHROMIUM_PATH, PATH = '' } = environment;
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  return onPath(['chromium', 'chromium-browser'], PATH).find(isExecutable) ?? null;
}

/** The path of a Firefox, or null. `FIREFOX_PATH` goes before all. */
export function findFirefox(environment = process.env) {
  const { FIREFOX_PATH, PATH = '' } = environment;
  return FIREFOX_PATH || (onPath(['firefox-esr', 'firefox'], PATH).find(isExecutable) ?? null);
}

/** @param {readonly string[]} commands @param {string} path */
function onPath(commands, path) {
  const folders = path.split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => commands.map((name) => join(folder, name)));
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
  const found = onPath(COMMANDS, path);
  return platform === 'darwin' ? [...MAC_PLACES, ...found] : found;
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
