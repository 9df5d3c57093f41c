/** The files of the project as they stand in the checkout, without what is installed or made. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));

const MADE = new Set([
  '.git',
  'node_modules',
  '.svelte-kit',
  'build',
  'build-extension',
  '.data',
  '.cache',
  'test-results',
  'playwright-report',
]);

/** Paths relative to the project, with slashes. `folder` is one of its folders, or all of it. */
export function listFiles(folder = ''): string[] {
  return readdirSync(project + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (MADE.has(entry.name)) return [];
    if (entry.isDirectory()) return listFiles(path);
    return entry.isFile() ? [path] : [];
  });
}

export function readText(path: string): string {
  return readFileSync(project + path, 'utf8');
}
