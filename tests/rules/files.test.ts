import { expect, test } from 'vitest';
import { listFiles, readText } from './projectFiles.ts';

const isText = (path: string) => !/\.(png|ico|xlsx?|woff2|sqlite|jpg|zip)$/.test(path);
const texts = listFiles().filter(isText);

test('no file names the registry of packages, a machine’s folder or a user of one', () => {
  const places = /registry\.[\w.-]+\.(com|org|dev)|(^|[\s"'`(=:])\/(work|root|home\/\w+)\//m;
  expect(texts.length).toBeGreaterThan(20);
  expect(texts.filter((path) => places.test(readText(path)))).toEqual([]);
});

test('the lock file pins contents, not the places they came from', () => {
  const { packages } = JSON.parse(readText('package-lock.json')) as {
    packages: Record<string, { integrity?: string; resolved?: string }>;
  };
  const installed = Object.entries(packages).filter(([path]) => path !== '');
  expect(installed.length).toBeGreaterThan(100);
  expect(installed.filter(([, { integrity }]) => !integrity)).toEqual([]);
  expect(installed.filter(([, { resolved }]) => resolved)).toEqual([]);
});

test('a merge has left nothing behind', () => {
  const isLeft = (path: string) => /(^|\/)\.merge_file_|\.(orig|rej)$/.test(path);
  expect(listFiles().filter(isLeft)).toEqual([]);
  expect(texts.filter((path) => /^(<<<<<<<|>>>>>>>) /m.test(readText(path)))).toEqual([]);
});
