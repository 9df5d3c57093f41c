import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countExit, countPlaywright, countVitest } from './reports.mjs';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assistiti-reports-'));
  path = join(folder, 'report.json');
});

afterEach(() => rmSync(folder, { recursive: true }));

const report = (content: unknown) => writeFileSync(path, JSON.stringify(content));
const file = (...statuses: string[]) => ({
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status) => ({ status, fullName: status })),
});
const spec = (status: string, reason?: string) => ({
  title: status,
  tests: [{ status, annotations: reason ? [{ type: 'skip', description: reason }] : [] }],
});

test('unit tests are counted one by one, and a file that does not load is a failure', () => {
  report({ testResults: [file('passed', 'passed', 'failed'), file('pending')] });
  expect(countVitest(path, 1)).toEqual({ passed: 2, failed: 1, skipped: ['pending'] });
  report({ testResults: [file('passed'), { status: 'failed', assertionResults: [] }] });
  expect(countVitest(path, 1)).toEqual({ passed: 1, failed: 1, skipped: [] });
});

test('a unit test that was skipped says why, when it told', () => {
  const skipped = { status: 'skipped', fullName: 'opens', meta: { skipReason: 'no LibreOffice' } };
  report({
    testResults: [
      { status: 'passed', assertionResults: [{ status: 'passed', fullName: 'a' }, skipped] },
    ],
  });
  expect(countVitest(path, 0)).toEqual({
    passed: 1,
    failed: 0,
    skipped: ['opens: no LibreOffice'],
  });
});

test('end-to-end tests are counted through their suites, a flaky one as failed', () => {
  report({
    errors: [],
    suites: [
      { specs: [spec('expected'), spec('flaky')] },
      { specs: [], suites: [{ specs: [spec('unexpected'), spec('skipped', 'no Firefox')] }] },
    ],
  });
  expect(countPlaywright(path, 1)).toEqual({
    passed: 1,
    failed: 2,
    skipped: ['skipped: no Firefox'],
  });
});

test('a runner that died, broke after its tests or ran none has failed', () => {
  expect(countVitest(path, 0)).toMatchObject({ passed: 0, failed: 1 });
  expect(countPlaywright(path, 134)).toMatchObject({ passed: 0, failed: 1 });
  writeFileSync(path, '{"testResults":[');
  expect(countVitest(path, 1)).toMatchObject({ passed: 0, failed: 1 });
  report({ testResults: [file('passed')] });
  expect(countVitest(path, 1)).toMatchObject({ passed: 1, failed: 1 });
  report({ testResults: [] });
  expect(countVitest(path, 0)).toMatchObject({ passed: 0, failed: 1 });
  report({ suites: [], errors: [{ message: 'No tests found' }] });
  expect(countPlaywright(path, 1)).toMatchObject({ passed: 0, failed: 1 });
  expect([countExit(0).passed, countExit(2).failed]).toEqual([1, 1]);
});
