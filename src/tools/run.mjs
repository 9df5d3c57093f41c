/** Runs programs in the project folder, and ends them when this one is asked to end. */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { cache, project } from './project.mjs';

/** Where Node keeps what it compiled: a server that starts for every test, or every morning, is there in half the time. */
const compiled = join(cache, 'compiled');

/** The programs under way: a signal goes to them, and this program ends after they did. */
const running = new Set();
for (const [signal, number] of /** @type {const} */ ([
  ['SIGINT', 2],
  ['SIGTERM', 15],
  ['SIGHUP', 1],
])) {
  process.on(signal, () => {
    if (running.size === 0) process.exit(128 + number);
    for (const child of running) child.kill(signal);
    process.exitCode = 128 + number;
  });
}

/** Whether a signal has asked this program to end. */
export function isStopping() {
  return (Number(process.exitCode) || 0) > 128;
}

/**
 * Runs a program in the project folder.
 * @param {string} program
 * @param {readonly string[]} options
 * @param {{ output?: 'inherit' | 'collect', log?: string, env?: NodeJS.ProcessEnv, shell?: boolean, channel?: boolean }} [how]
 *   `collect` gives back what it said, `log` also writes it to a file; `channel` ends the program when this one goes
 * @returns {Promise<{ code: number, output: string }>} 127 when the program cannot be started
 */
export function run(program, options, how = {}) {
  const { output = 'collect', log, env = {}, shell = false, channel = false } = how;
  const pipes = output === 'inherit' ? 'inherit' : 'pipe';
  return new Promise((resolve) => {
    const child = spawn(program, options, {
      cwd: project,
      env: { NODE_COMPILE_CACHE: compiled, ...process.env, ...env },
      shell,
      stdio: [
        output === 'inherit' ? 'inherit' : 'ignore',
        pipes,
        pipes,
        ...(channel ? /** @type {const} */ (['ipc']) : []),
      ],
    });
    running.add(child);
    let text = '';
    const file = log ? createWriteStream(log) : undefined;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (part) => {
        text += part;
        file?.write(part);
      });
    }
    const end = (/** @type {number} */ code) => {
      running.delete(child);
      file?.end();
      resolve({ code, output: text });
    };
    child.on('error', () => end(127));
    child.on('close', (code, signal) => end(code ?? (signal ? 128 : 1)));
  });
}

/**
 * Runs npm, by the Node that the machine has: the project's own may be about to be replaced.
 * @param {readonly string[]} options
 * @param {Parameters<typeof run>[2]} [how]
 */
export function runNpm(options, how) {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  if (npm) return run(node ?? process.execPath, [npm, ...options], how);
  const windows = process.platform === 'win32';
  return run(windows ? 'npm.cmd' : 'npm', options, { ...how, shell: windows });
}
