/** The `test` of server tests: a temporary folder with a small build, and servers that end with the test. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from 'vitest';
import { type ServerHost, startHost } from './hostedServer.ts';
import { startServer, type RunningServer, type ServerOptions } from './runningServer.ts';

export const INLINE_SCRIPT = '\n  start({ base: "" });\n';
export const PAGE = `<!doctype html><html lang="it"><script>${INLINE_SCRIPT}</script></html>`;

export interface Place {
  readonly dataFolder: string;
  readonly buildFolder: string;
}

type Start = (options?: Partial<ServerOptions>) => Promise<RunningServer>;

export const test = base.extend<{
  $file: { serverHost: ServerHost };
  $test: {
    place: Place;
    /** Beside others in one process. */
    start: Start;
    /** In a process of its own: for tests that kill it, or send it signals. */
    startProcess: Start;
  };
}>({
  serverHost: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const host = startHost();
      await use(host);
      await host.end();
    },
    { scope: 'file' },
  ],
  place: async ({ task }, use) => {
    const folder = mkdtempSync(join(tmpdir(), `assistiti-${task.id.slice(0, 8)}-`));
    const place = { dataFolder: join(folder, 'data'), buildFolder: join(folder, 'build') };
    writeBuild(place.buildFolder);
    writeFileSync(join(folder, 'secret.txt'), 'outside of the build');
    await use(place);
    rmSync(folder, { recursive: true });
  },
  start: async ({ place, serverHost }, use) => {
    const servers: RunningServer[] = [];
    await use(async (options) => {
      const server = await serverHost.start({ ...place, ...options });
      servers.push(server);
      return server;
    });
    await Promise.all(servers.map((server) => server.stop()));
  },
  startProcess: async ({ place }, use) => {
    const servers: RunningServer[] = [];
    await use(async (options) => {
      const server = await startServer({ ...place, ...options });
      servers.push(server);
      return server;
    });
    await Promise.all(servers.map((server) => server.stop('SIGKILL')));
  },
});

function writeBuild(folder: string): void {
  mkdirSync(join(folder, '_app/immutable'), { recursive: true });
  writeFileSync(join(folder, '200.html'), PAGE);
  writeFileSync(join(folder, 'sw.js'), '// worker');
  writeFileSync(join(folder, 'manifest.webmanifest'), '{}');
  writeFileSync(join(folder, '_app/immutable/start.abc.js'), 'export {};');
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request as written: `fetch` would tidy the path and refuse to set `Host`. */
export function ask(
  server: RunningServer,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<RawAnswer> {
  const { method, headers, body } = options;
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    })
      .on('error', reject)
      .end(body);
  });
}
