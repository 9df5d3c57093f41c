/** The servers of end-to-end tests, and what stands in the terminal of each. */
import type { Page } from '@playwright/test';
import type { ServerHost } from '../server/hostedServer.ts';
import {
  type RunningServer,
  type ServerOptions,
  startServer as startProcess,
} from '../server/runningServer.ts';

export type { RunningServer };

const codesByOrigin = new Map<string, string>();

/** In a process of its own, or beside others in a host's. */
export async function startServer(
  options: ServerOptions,
  host: Pick<ServerHost, 'start'> = { start: startProcess },
): Promise<RunningServer> {
  const server = await host.start(options);
  if (server.setUpCode !== null) codesByOrigin.set(server.url, server.setUpCode);
  return server;
}

/** `Codice di attivazione` of the server that the page came from. */
export function setUpCodeFor(page: Page): string {
  return setUpCodeOf(new URL(page.url()).origin);
}

export function setUpCodeOf(origin: string): string {
  const code = codesByOrigin.get(origin);
  if (code === undefined) throw new Error(`No terminal shows a code for ${origin}`);
  return code;
}
