/** Who may open a socket: pages of this server, in the name of somebody who is signed in. */
import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import type { WebSocket, WebSocketServer } from 'ws';
import { SYNC_PATH } from '#lib/replica/syncProtocol.ts';
import type { Log } from '#server/log.ts';
import type { Presence, Principals } from '#server/accounts/principals.ts';

export interface UpgradesNeeds {
  readonly server: Server | HttpsServer;
  readonly sockets: WebSocketServer;
  readonly principals: Principals;
  readonly isOwnOrigin: (origin: string, host: string | undefined) => boolean;
  /** False: come again later. */
  readonly isReady: () => boolean;
  readonly log: Log;
  readonly opened: (socket: WebSocket, presence: Presence) => void;
}

/** Returns what takes the server back. */
export function answerUpgrades(needs: UpgradesNeeds): () => void {
  const { server, sockets, principals, isOwnOrigin, isReady, log, opened } = needs;
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    void answer(request, socket, head).catch((error: unknown) => {
      log('syncUpgradeFailed', error);
      refuse(socket, 500);
    });
  };
  server.on('upgrade', upgrade);
  return () => server.off('upgrade', upgrade);

  async function answer(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const [path, query] = (request.url ?? '').split('?');
    if (path !== SYNC_PATH) return refuse(socket, 404);
    // Any page can open a socket to here, and the browser adds our cookie: only the origin tells whose page it is.
    const { origin, host } = request.headers;
    if (origin === undefined || !isOwnOrigin(origin, host)) return refuse(socket, 403);
    const presence = await principals.authenticate(headersOf(request));
    if (presence === null || principals.member(presence) === null) return refuse(socket, 401);
    const owner = new URLSearchParams(query).get('user');
    if (owner !== null && owner !== presence.userId) return refuse(socket, 401);
    if (!isReady()) return refuse(socket, 503);
    if (socket.destroyed) return;
    sockets.handleUpgrade(request, socket, head, (webSocket) => opened(webSocket, presence));
  }
}

function headersOf({ headers }: IncomingMessage): Headers {
  const given = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const each of [value ?? []].flat()) given.append(name, each);
  }
  return given;
}

function refuse(socket: Duplex, status: number): void {
  if (socket.destroyed) return;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}
