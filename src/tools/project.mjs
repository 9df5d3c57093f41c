/** Where the project stands on the disk. The set-up uses Node built-ins only: it runs before anything is installed. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = fileURLToPath(new URL('../..', import.meta.url));
export const cache = join(project, '.cache');

/** Node 24 of the project, whatever Node the machine has. */
export const projectNode = join(
  project,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** A failure that a person can act on: its message is the one line to show. */
export class PlainFailure extends Error {}
