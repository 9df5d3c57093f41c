/** What every browser's tests stand on: a practice's server with nothing in it, and a portal. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, startServer } from '../e2e/servers.ts';
import { type Portal, startPortal } from '../portal/portal.ts';

export interface Surroundings {
  readonly server: RunningServer;
  readonly portal: Portal;
  /** For the browser's profile and whatever else it writes. */
  readonly folder: string;
  close(): Promise<void>;
}

export async function openSurroundings(): Promise<Surroundings> {
  const folder = mkdtempSync(join(tmpdir(), 'assistiti-extension-'));
  const server = await startServer({ dataFolder: join(folder, 'data') });
  const portal = await startPortal();
  return {
    server,
    portal,
    folder,
    async close() {
      await portal.stop();
      await server.stop('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
