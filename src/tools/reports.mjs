/** The runners' JSON reports as counts. A runner that died, or that ran nothing, counts as a failure. */
import { readFileSync } from 'node:fs';

/**
 * @typedef {{ passed: number, failed: number, skipped: string[] }} Counts skipped: the name of each test not run
 */

/** The count of a step that only passes or fails. @param {number} code @returns {Counts} */
export function countExit(code) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] };
}

/** @param {string} path @param {number} code the runner's exit code */
export function countVitest(path, code) {
  return countReport(path, code, (report) => {
    const files = /** @type {VitestFile[]} */ (report.testResults);
    const tests = files.flatMap((file) => file.assertionResults);
    const broken = files.filter(
      (file) =>
        file.status === 'failed' &&
        file.assertionResults.every(({ status }) => status !== 'failed'),
    );
    return {
      passed: tests.filter(({ status }) => status === 'passed').length,
      failed: tests.filter(({ status }) => status === 'failed').length + broken.length,
      skipped: tests
        .filter(({ status }) => status !== 'passed' && status !== 'failed')
        .map(({ fullName, meta }) => withReason(fullName, meta?.skipReason)),
    };
  });
}

/** @param {string} path @param {number} code the runner's exit code */
export function countPlaywright(path, code) {
  return countReport(path, code, (report) => {
    const tests = /** @type {PlaywrightSuite[]} */ (report.suites).flatMap(testsOf);
    const failed = tests.filter(({ status }) => status === 'unexpected' || status === 'flaky');
    return {
      passed: tests.filter(({ status }) => status === 'expected').length,
      failed: failed.length + /** @type {unknown[]} */ (report.errors).length,
      skipped: tests.filter(({ status }) => status === 'skipped').map(({ title }) => title),
    };
  });
}

/**
 * @typedef {{ status: string, fullName: string, meta?: { skipReason?: string } }} VitestTest
 * @typedef {{ status: string, assertionResults: VitestTest[] }} VitestFile
 * @typedef {{ type: string, description?: string }} Annotation
 * @typedef {{ title: string, tests: { status: string, annotations: Annotation[] }[] }} PlaywrightSpec
 * @typedef {{ suites?: PlaywrightSuite[], specs: PlaywrightSpec[] }} PlaywrightSuite
 */

/** @param {PlaywrightSuite} suite @returns {{ status: string, title: string }[]} */
function testsOf(suite) {
  const own = suite.specs.flatMap(({ title, tests }) =>
    tests.map(({ status, annotations }) => {
      const reason = annotations.find(({ type }) => type === 'skip')?.description;
      return { status, title: withReason(title, reason) };
    }),
  );
  return [...own, ...(suite.suites ?? []).flatMap(testsOf)];
}

/** @param {string} title @param {string} [reason] */
function withReason(title, reason) {
  return reason ? `${title}: ${reason}` : title;
}

/**
 * @param {string} path @param {number} code
 * @param {(report: Record<string, unknown>) => Counts} count
 * @returns {Counts}
 */
function countReport(path, code, count) {
  const report = readReport(path);
  const counts = report ? count(report) : { passed: 0, failed: 0, skipped: [] };
  const silent = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}

/** The report, or null when the runner died before or while it wrote it. @param {string} path */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
