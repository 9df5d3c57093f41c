/** `npm test`: makes the checkout ready, gets a browser, runs every check, and ends with `N passed, N failed`. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser, findBrowserWithExtensions } from './browser.mjs';
import { installBrowser, installChromium } from './installBrowser.mjs';
import { cache, PlainFailure } from './project.mjs';
import { countExit, countPlaywright, countVitest } from './reports.mjs';
import { isStopping, runNpm } from './run.mjs';
import { setUp } from './setUp.mjs';

/**
 * @typedef {import('./reports.mjs').Counts} Counts
 * @typedef {{ name: string, counts: Counts, seconds: number }} Outcome
 */

const reports = join(cache, 'reports');
const unitReport = join(reports, 'unit.json');
const endToEndReport = join(reports, 'e2e.json');
const extensionReport = join(reports, 'extension.json');

try {
  const outcomes = await runAll();
  if (isStopping()) throw new PlainFailure('Prove interrotte.');
  process.exitCode = summarise(outcomes) === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof PlainFailure)) throw error;
  console.error(error.message);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}

/** @returns {Promise<Outcome[]>} */
async function runAll() {
  await setUp((text) => console.log(text));
  await ensureBrowser();
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });

  const [still, unit] = await Promise.all([checkSources(), runUnit()]);
  return [...still, unit, await runEndToEnd(), await runExtension()];
}

/** The extension needs a Chromium with windows; where it cannot be had its tests are skipped, and say so. */
async function ensureBrowser() {
  if (!findBrowserWithExtensions()) await installChromium(join(cache, 'chromium.log'));
  if (findBrowser()) return;
  console.log('Nessun browser trovato: installo Chromium per le prove...');
  const log = join(cache, 'browser.log');
  if (!(await installBrowser(log)))
    throw new PlainFailure(`Non riesco a installare un browser: i particolari sono in ${log}.`);
}

/** One after the other: beside the unit tests they take the second core. */
async function checkSources() {
  const types = await step('Type check', () => runNpm(['run', 'check']), countExit);
  return [types, await step('Lint', () => runNpm(['run', 'lint']), countExit)];
}

function runUnit() {
  return step(
    'Unit, rules, server',
    () =>
      runNpm([
        'run',
        'unit',
        '--',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${unitReport}`,
      ]),
    (code) => countVitest(unitReport, code),
  );
}

function runEndToEnd() {
  return runPlaywright('End to end', 'e2e', endToEndReport);
}

/** In Chromium and Firefox, after the other tests: it takes both cores. */
function runExtension() {
  return runPlaywright('Extension', 'e2e:extension', extensionReport);
}

/** @param {string} name @param {string} script @param {string} report */
function runPlaywright(name, script, report) {
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  return step(
    name,
    () => runNpm(['run', script, '--', '--reporter=list,json'], { env }),
    (code) => countPlaywright(report, code),
  );
}

/**
 * Runs one step and shows what it said when it failed.
 * @param {string} name
 * @param {() => ReturnType<typeof runNpm>} work
 * @param {(code: number) => Counts} count
 * @returns {Promise<Outcome>}
 */
async function step(name, work, count) {
  const began = performance.now();
  const { code, output } = isStopping() ? { code: 1, output: '' } : await work();
  const counts = count(code);
  const seconds = (performance.now() - began) / 1000;
  if (counts.failed > 0) console.log(`\n--- ${name} ---\n${output.trimEnd()}\n`);
  console.log(`${counts.failed > 0 ? 'FAILED' : 'ok    '}  ${name}  (${seconds.toFixed(0)} s)`);
  return { name, counts, seconds };
}

/** Prints the table, what was skipped, and the last line. @param {Outcome[]} outcomes @returns {number} failures */
function summarise(outcomes) {
  /** @param {'passed' | 'failed'} key */
  const sum = (key) => outcomes.reduce((total, { counts }) => total + counts[key], 0);
  console.log(`\n${'Step'.padEnd(22)}${'passed'.padStart(8)}${'failed'.padStart(8)}`);
  for (const { name, counts } of outcomes)
    console.log(
      `${name.padEnd(22)}${String(counts.passed).padStart(8)}${String(counts.failed).padStart(8)}`,
    );
  for (const { name, counts } of outcomes)
    for (const test of counts.skipped) console.log(`Skipped  ${name}: ${test}`);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed');
}
