/** What a set of files holds, as one short text: two equal fingerprints mean equal contents. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { project } from './project.mjs';

/**
 * @param {readonly string[]} paths files and folders, relative to the project; absent ones count as such
 * @param {(path: string) => boolean} [counts] whether a file matters
 */
export function fingerprint(paths, counts = () => true) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesOf).filter(counts)) {
    const full = join(project, path);
    hash.update(`${path}\0`);
    hash.update(existsSync(full) ? readFileSync(full) : 'absent');
    hash.update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} */
function filesOf(path) {
  const full = join(project, path);
  if (!existsSync(full) || !statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesOf(`${path}/${name}`));
}
