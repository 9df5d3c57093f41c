/** A server with lists for the sync bench, and what it costs. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServerElsewhere, StageElsewhere } from '../sync/stageElsewhere.ts';

const SERVER = fileURLToPath(new URL('syncServer.ts', import.meta.url));

export interface SyncStage {
  readonly stage: StageElsewhere;
  /** MB, after collecting garbage. */
  memory(): Promise<{ readonly rss: number; readonly heap: number }>;
  close(): Promise<void>;
}

const MEGABYTE = 1024 * 1024;

export async function openSyncStage(lists: number, rows: number): Promise<SyncStage> {
  const folder = mkdtempSync(join(tmpdir(), 'assistiti-sync-bench-'));
  const options = { execArgv: ['--expose-gc'] };
  const child = fork(SERVER, [folder, String(lists), String(rows)], options);
  const gone = once(child, 'exit');
  const [server] = (await once(child, 'message')) as [ServerElsewhere];
  const stage = new StageElsewhere(server);
  return {
    stage,
    async memory() {
      const told = once(child, 'message');
      child.send('memory');
      const [{ rss, heap }] = (await told) as [{ rss: number; heap: number }];
      return { rss: rss / MEGABYTE, heap: heap / MEGABYTE };
    },
    async close() {
      await stage.end();
      child.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true });
    },
  };
}
