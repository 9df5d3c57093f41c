/**
 * Makes a fresh checkout ready: installs what the lock file names, builds the app. Each step leaves a stamp with
 * the fingerprint of what it read, written only after it succeeded: the next time it costs nothing, and a step
 * that broke half-way is done again.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { oneAtATime } from './oneAtATime.mjs';
import { cache, PlainFailure, project, projectNode } from './project.mjs';
import { isStopping, run, runNpm } from './run.mjs';

const OLDEST_NODE = 20;
const INSTALL_STAMP = join(project, 'node_modules/.assistiti-stamp');
const BUILD_STAMP = join(cache, 'build-stamp');

/** @typedef {(text: string) => void} Say */

/** Installs and builds whatever is not up to date. Throws a `PlainFailure`. @param {Say} say */
export async function setUp(say) {
  const version = Number(process.versions.node.split('.')[0]);
  if (version < OLDEST_NODE)
    throw new PlainFailure(
      `Serve Node.js ${OLDEST_NODE} o più recente: questo è ${process.versions.node}.`,
    );
  if (isInstalled() && isBuilt()) return;
  const onWait = () => say('Un altro Assistiti sta preparando: aspetto...');
  await oneAtATime(
    'set-up',
    async () => {
      if (!isInstalled()) await install(say);
      if (!isBuilt()) await build(say);
    },
    onWait,
  );
}

function installFingerprint() {
  const files = fingerprint(['package.json', 'package-lock.json', '.npmrc']);
  return `${files} ${process.platform} ${process.arch}`;
}

function isInstalled() {
  return existsSync(projectNode) && holdsStamp(INSTALL_STAMP, installFingerprint());
}

/** @param {Say} say */
async function install(say) {
  say('Preparo Assistiti: scarico i componenti (qualche minuto, solo la prima volta)...');
  const wanted = installFingerprint();
  rmSync(INSTALL_STAMP, { force: true });
  const log = join(cache, 'install.log');
  const options = ['ci', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund'];
  const { code, output } = await runNpm(options, { log });
  if (code === 0) return writeFileSync(INSTALL_STAMP, wanted);
  if (isStopping()) throw new PlainFailure('Preparazione interrotta.');
  const offline = /ENOTFOUND|ECONN|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|ERR_SOCKET|network/i.test(
    output,
  );
  throw new PlainFailure(
    offline
      ? 'Non riesco a scaricare i componenti: controlla la connessione a Internet e riprova.'
      : `L’installazione non è riuscita: i particolari sono in ${log}. Riprova.`,
  );
}

/** What the built app is made of: neither tests nor what runs outside of the browser. */
function buildFingerprint() {
  const inputs = [
    'src',
    'static',
    'svelte.config.js',
    'vite.config.ts',
    'tsconfig.json',
    'package-lock.json',
  ];
  const outside = /^src\/(server|tools)\/|\.test\.ts$/;
  return fingerprint(inputs, (path) => !outside.test(path));
}

function isBuilt() {
  return existsSync(join(project, 'build/200.html')) && holdsStamp(BUILD_STAMP, buildFingerprint());
}

/** @param {Say} say */
async function build(say) {
  say('Preparo Assistiti: costruisco l’applicazione...');
  const wanted = buildFingerprint();
  rmSync(BUILD_STAMP, { force: true });
  const log = join(cache, 'build.log');
  const vite = join(project, 'node_modules/vite/bin/vite.js');
  const { code } = await run(projectNode, [vite, 'build'], { log });
  if (isStopping()) throw new PlainFailure('Preparazione interrotta.');
  if (code !== 0)
    throw new PlainFailure(`La costruzione non è riuscita: i particolari sono in ${log}.`);
  mkdirSync(dirname(BUILD_STAMP), { recursive: true });
  writeFileSync(BUILD_STAMP, wanted);
}

/** @param {string} path @param {string} wanted */
function holdsStamp(path, wanted) {
  return existsSync(path) && readFileSync(path, 'utf8') === wanted;
}
