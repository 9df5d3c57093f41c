/**
 * A lock between programs of this project, so that two `npm start` at once do not install over each other.
 * The lock is a file that names its holder; the lock of a holder that is gone is taken over.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cache } from './project.mjs';

/** No installation lasts longer (ms): an older lock belongs to a process number that was given again. */
const LONGEST = 30 * 60_000;
const BETWEEN_LOOKS = 200;

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @param {() => void} onWait told once when another program holds the lock
 * @returns {Promise<T>}
 */
export async function oneAtATime(name, work, onWait) {
  mkdirSync(cache, { recursive: true });
  const lock = join(cache, `${name}.lock`);
  for (let looks = 0; !take(lock); looks += 1) {
    if (looks === 0) onWait();
    await wait(BETWEEN_LOOKS);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock @returns {boolean} */
function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  const holder = read(lock);
  if (holder === null || holds(lock, holder)) return false;
  takeAway(lock, holder);
  return take(lock);
}

/** Removes a dead holder's lock; one that a third program took in between is put back. @param {string} lock @param {string} holder */
function takeAway(lock, holder) {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
    if (read(aside) === holder) rmSync(aside);
    else renameSync(aside, lock);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
  }
}

/** @param {string} lock @param {string} holder */
function holds(lock, holder) {
  try {
    if (Date.now() - statSync(lock).mtimeMs > LONGEST) return false;
    process.kill(Number(holder) || process.pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
