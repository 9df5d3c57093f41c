/** The desktops that are connected, and what becomes of them when rights change or the server goes. */
import type { Connection, Hocuspocus } from '@hocuspocus/server';
import type { WebSocket } from 'ws';
import type { Presence } from '#server/accounts/principals.ts';
import type { SocketClose } from '#lib/replica/syncProtocol.ts';
import { type Desk, createDesk } from './desk.ts';
import { send } from './delivery.ts';
import type { DeskContext } from './hooks.ts';
import type { Reception } from './reception.ts';
import type { Standings } from './standings.ts';

export interface ConnectedDesks {
  open(socket: WebSocket, presence: Presence): void;
  endAll(why: SocketClose): void;
  /** Rights changed, of that user or of everybody: what he may no longer read is closed, who is signed out goes. */
  judgeAgain(userId: string | null, how?: { readonly quietly: boolean }): void;
  beat(): void;
  /** Resolves when every socket is closed. */
  close(): Promise<void>;
}

/** How long a closing socket is waited for. */
const PATIENCE_MS = 2000;

export function createConnectedDesks(
  hocuspocus: Hocuspocus,
  standings: Standings,
  reception: Reception,
): ConnectedDesks {
  const sockets = new Map<Desk, WebSocket>();

  return {
    open(socket, presence) {
      const desk = createDesk(socket, presence, (name) => standings.mayRead(presence, name));
      sockets.set(desk, socket);
      // Its own request stays out: nobody needs the cookie any more.
      const request = new Request('http://localhost');
      const context: DeskContext = { desk };
      const client = hocuspocus.handleConnection(desk.gate, request, context);
      socket.on('pong', desk.answered);
      socket.on('message', (data, isBinary) => {
        desk.answered();
        const frame = isBinary ? new Uint8Array(data as Buffer) : null;
        if (reception.lets(desk, frame) && frame) client.handleMessage(frame);
      });
      socket.on('error', () => socket.terminate());
      socket.on('close', (code, reason) => {
        desk.end('restart');
        sockets.delete(desk);
        client.handleClose({ code, reason: reason.toString() });
      });
    },
    endAll(why) {
      for (const desk of sockets.keys()) desk.end(why);
    },
    judgeAgain(userId, { quietly } = { quietly: false }) {
      for (const desk of sockets.keys()) {
        const { presence } = desk;
        if (userId !== null && presence.userId !== userId) continue;
        if (!standings.isPresent(presence)) desk.end('signedOut');
      }
      for (const document of hocuspocus.documents.values()) {
        for (const connection of document.getConnections()) {
          const { presence } = deskOf(connection);
          if (userId !== null && presence.userId !== userId) continue;
          if (!standings.mayRead(presence, document.name)) {
            connection.close({ code: 4403, reason: 'forbidden' });
          } else if (!quietly) send(connection, { kind: 'member' });
        }
      }
    },
    beat() {
      for (const desk of sockets.keys()) desk.beat();
    },
    async close() {
      const closed = [...sockets.values()].map(
        (socket) => new Promise((resolve) => socket.once('close', resolve)),
      );
      for (const desk of sockets.keys()) desk.end('restart');
      const patience = setTimeout(() => {
        for (const socket of sockets.values()) socket.terminate();
      }, PATIENCE_MS);
      await Promise.all(closed);
      clearTimeout(patience);
    },
  };
}

function deskOf(connection: Connection): Desk {
  return (connection.context as DeskContext).desk;
}
