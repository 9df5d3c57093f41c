/**
 * A desktop's socket. Hocuspocus speaks to it through a gate: a frame about a document that its user may not read at
 * this moment does not leave, whatever was under way when he lost the right.
 */
import { MessageType, type WebSocketLike } from '@hocuspocus/server';
import { WebSocket } from 'ws';
import { SOCKET_CLOSES, type SocketClose } from '#lib/replica/syncProtocol.ts';
import type { Presence } from '#server/accounts/principals.ts';
import { readFrameHead } from './frameHead.ts';

export interface Desk {
  readonly presence: Presence;
  /** What Hocuspocus writes to. */
  readonly gate: WebSocketLike;
  readonly isOpen: boolean;
  /** Nothing is sent or read any more. */
  end(why: SocketClose, reason?: string): void;
  /** Asks whether it is still there; a socket that did not answer several times is half open and goes. */
  beat(): void;
  /** Something came from it. */
  answered(): void;
}

/** What may be said of any document: that it is closed, or not to be opened. */
const PUBLIC_KINDS: ReadonlySet<number> = new Set([MessageType.Auth, MessageType.CLOSE]);
/** A desktop that reads so slowly is better off connecting again: it gets the same content once. */
const LONGEST_QUEUE_BYTES = 64 * 1024 * 1024;
/** More than one: an answer may be waiting behind a long turn of our own. */
const MOST_UNANSWERED = 3;
/** The message by which the provider, which cannot see pings, knows that the server is there. */
const APPLICATION_PING = new Uint8Array([MessageType.Ping]);

export function createDesk(
  socket: WebSocket,
  presence: Presence,
  mayRead: (document: string) => boolean,
): Desk {
  let hasEnded = false;
  let unanswered = 0;
  const isOpen = () => !hasEnded && socket.readyState === WebSocket.OPEN;

  const gate: WebSocketLike = {
    get readyState() {
      return hasEnded ? WebSocket.CLOSING : socket.readyState;
    },
    send(frame: Uint8Array) {
      if (!isOpen()) return;
      const head = readFrameHead(frame);
      if (head === null) return;
      if (!PUBLIC_KINDS.has(head.kind) && !mayRead(head.document)) return;
      if (socket.bufferedAmount > LONGEST_QUEUE_BYTES) socket.terminate();
      else socket.send(frame);
    },
    close(code, reason) {
      hasEnded = true;
      socket.close(code, reason);
    },
  };
  return {
    presence,
    gate,
    get isOpen() {
      return isOpen();
    },
    end(why, reason = why) {
      if (hasEnded) return;
      hasEnded = true;
      socket.close(SOCKET_CLOSES[why], reason);
    },
    beat() {
      if (unanswered === MOST_UNANSWERED) return socket.terminate();
      unanswered += 1;
      if (!isOpen()) return;
      socket.ping();
      socket.send(APPLICATION_PING);
    },
    answered() {
      unanswered = 0;
    },
  };
}
