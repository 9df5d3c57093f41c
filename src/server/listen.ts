/** The one HTTP server of the process: pages, API and sync share its port. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import type { Tls } from './tls.ts';

export interface Listening {
  readonly port: number;
  /** Lets the requests under way end, then frees the port. */
  close(): Promise<void>;
}

export type ListenFailure =
  | { readonly kind: 'portInUse' | 'portRefused'; readonly port: number }
  | { readonly kind: 'noSuchHost'; readonly host: string };

/** How long a request under way may hold the closing server, in ms. */
const PATIENCE = 3000;

/** Speaks https where it has a certificate. */
export function createWebServer(handler: RequestListener, tls: Tls | null): Server {
  return tls ? createHttpsServer({ cert: tls.cert, key: tls.key }, handler) : createServer(handler);
}

export async function listen(
  server: Server,
  host: string,
  port: number,
): Promise<Result<Listening, ListenFailure>> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, host, resolve);
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') return failed({ kind: 'portInUse', port });
    if (code === 'EACCES' || code === 'EPERM') return failed({ kind: 'portRefused', port });
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      return failed({ kind: 'noSuchHost', host });
    throw error;
  }
  return ok({
    port: (server.address() as AddressInfo).port,
    close: () => close(server),
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), PATIENCE);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
