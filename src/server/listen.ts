/** The HTTP server on this computer's own address. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { failed, ok, type Result } from '#lib/domain/result.ts';

export interface Listening {
  readonly port: number;
  /** Lets the requests under way end, then frees the port. */
  close(): Promise<void>;
}

export type ListenFailure = { readonly kind: 'portInUse' | 'portRefused'; readonly port: number };

/** How long a request under way may hold the closing server, in ms. */
const PATIENCE = 3000;

/** Listens on 127.0.0.1 only: until accounts exist nobody else on the network may read the list. */
export async function listen(
  handler: RequestListener,
  port: number,
): Promise<Result<Listening, ListenFailure>> {
  const server = createServer(handler);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') return failed({ kind: 'portInUse', port });
    if (code === 'EACCES' || code === 'EPERM') return failed({ kind: 'portRefused', port });
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
