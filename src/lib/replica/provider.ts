/**
 * The only file that knows the sync library's client: one socket for all documents, opened again whenever it is lost.
 * What is told of a document is told in the turn in which its message is read.
 */
import {
  HocuspocusProvider,
  HocuspocusProviderWebsocket,
  type onDisconnectParameters,
  type onMessageParameters,
} from '@hocuspocus/provider';
import { createDecoder, readVarString, readVarUint, readVarUint8Array } from 'lib0/decoding';
import {
  createEncoder,
  type Encoder,
  toUint8Array,
  writeVarString,
  writeVarUint,
  writeVarUint8Array,
} from 'lib0/encoding';
import type { Doc } from 'yjs';
import type { DocumentName } from './documents.ts';
import {
  type FromServer,
  OPENING_REFUSALS,
  type Opening,
  type OpeningRefusal,
  SOCKET_CLOSES,
  type SocketClose,
  fromServerSchema,
} from './syncProtocol.ts';
import { updateParts } from './updateParts.ts';

/** What makes sockets: the browser's `WebSocket`, or one like it. */
export type SocketConstructor = new (url: string) => WebSocket;

/** How long to wait before a lost connection is tried again, ms: from the first try, doubled up to the longest. */
export interface Patience {
  readonly first: number;
  readonly longest: number;
}

export interface ConnectionDependencies {
  readonly url: string;
  readonly Socket: SocketConstructor;
  readonly patience?: Patience;
  /** The socket is open and the server speaks. */
  readonly opened: () => void;
  /** It is not any more; null: for no reason that the server gave. */
  readonly lost: (why: SocketClose | null) => void;
  /** It could not be opened. Why, a socket cannot tell: the server may be gone, or want a sign-in first. */
  readonly failed: () => void;
}

export interface DocumentListeners {
  /** What the document is opened with, asked at every opening. */
  readonly opening: () => Promise<Opening>;
  /** Runs what a message does, in its turn. */
  readonly receive: (apply: () => void) => void;
  /** All that the server had is in the document. */
  readonly loaded: () => void;
  readonly told: (message: FromServer) => void;
  readonly refused: (reason: OpeningRefusal) => void;
}

export interface OpenedDocument {
  /** Origin of the transactions that came from the server. */
  readonly origin: object;
  close(): void;
}

export interface Connection {
  open(name: DocumentName, document: Doc, listeners: DocumentListeners): OpenedDocument;
  /** Connects now, with the cookies of now: after a sign-in, or when the network came back. */
  reconnect(): void;
  disconnect(): void;
  close(): void;
}

export type Connect = (dependencies: ConnectionDependencies) => Connection;

const closeReasons = Object.keys(SOCKET_CLOSES) as SocketClose[];

const PATIENCE: Patience = { first: 1000, longest: 30_000 };

/** First bytes of a message after the document's name: the server asks for what it does not have, or is told. */
const SYNC = 0;
const SYNC_STEP_1 = 0;
const SYNC_STEP_2 = 1;
const UPDATE = 2;

/**
 * Reads each message in the turn that it is given: never while a command is between two of its steps. And sends no
 * change before it told the server all earlier ones: built on what that does not have, it would pass for abuse.
 */
class ProviderInTurn extends HocuspocusProvider {
  inTurn: (apply: () => void) => void = (apply) => apply();
  hasAnswered = false;

  override onMessage(event: MessageEvent): void {
    this.inTurn(() => {
      if (this.isAttached) super.onMessage(event);
    });
  }

  override onClose(): void {
    this.hasAnswered = false;
    super.onClose();
  }

  override documentUpdateHandler(update: Uint8Array, origin: unknown): void {
    if (this.hasAnswered) super.documentUpdateHandler(update, origin);
  }

  /** What goes out is a new change, or an answer that a message led to: a large one goes in parts. */
  override send(...[message, content]: Parameters<HocuspocusProvider['send']>): void {
    const { update, encoder } = content as { update?: Uint8Array; encoder?: Encoder };
    const answer = encoder && readAnswer(encoder);
    if (update) {
      for (const part of updateParts(update, this.document)) {
        super.send(message, { ...(content as object), update: part });
      }
    } else if (answer) {
      const parts = updateParts(answer.update, this.document);
      for (const [at, part] of parts.entries()) {
        const step = at === parts.length - 1 ? SYNC_STEP_2 : UPDATE;
        super.send(message, { encoder: syncFrame(answer.name, step, part) });
      }
    } else super.send(message, content);
  }
}

/** What the server lacks, as the library was about to send it; null for another message. */
function readAnswer(encoder: Encoder): { name: string; update: Uint8Array } | null {
  const decoder = createDecoder(toUint8Array(encoder));
  const name = readVarString(decoder);
  if (readVarUint(decoder) !== SYNC || readVarUint(decoder) !== SYNC_STEP_2) return null;
  return { name, update: readVarUint8Array(decoder) };
}

function syncFrame(name: string, step: number, update: Uint8Array): Encoder {
  const encoder = createEncoder();
  writeVarString(encoder, name);
  writeVarUint(encoder, SYNC);
  writeVarUint(encoder, step);
  writeVarUint8Array(encoder, update);
  return encoder;
}

/** A socket that can be let go of at once: one whose network is gone would take its time to notice. */
class DroppableSocket extends HocuspocusProviderWebsocket {
  drop(): void {
    if (this.webSocket) this.emit('close', { event: { code: 1000, reason: 'dropped' } });
  }
}

export const connectToServer: Connect = (dependencies) => {
  const { url, Socket, patience = PATIENCE, opened, lost, failed } = dependencies;
  const socket = new DroppableSocket({
    url,
    WebSocketPolyfill: Socket,
    delay: patience.first,
    minDelay: patience.first,
    maxDelay: patience.longest,
  });
  let isOpen = false;
  socket.on('connect', () => {
    isOpen = true;
    opened();
  });
  socket.on('disconnect', ({ event }: onDisconnectParameters) => {
    const why = closeReasons.find((known) => SOCKET_CLOSES[known] === event.code) ?? null;
    const wasOpen = isOpen;
    isOpen = false;
    if (wasOpen || why !== null) lost(why);
    else failed();
  });

  return {
    open(name, document, listeners) {
      let again: ReturnType<typeof setTimeout> | undefined;
      let wait = patience.first;
      const provider = new ProviderInTurn({
        name,
        document,
        websocketProvider: socket,
        token: async () => JSON.stringify(await listeners.opening()),
        // Who is looking at what is nobody's business; the server pings by itself.
        awareness: null,
      });
      provider.inTurn = listeners.receive;
      // Heard just before the message is answered, in the same breath.
      provider.on('message', ({ message }: onMessageParameters) => {
        message.readVarString();
        if (message.readVarUint() === SYNC && message.readVarUint() === SYNC_STEP_1) {
          provider.hasAnswered = true;
        }
      });
      provider.on('synced', ({ state }: { state: boolean }) => {
        if (!state) return;
        wait = patience.first;
        listeners.loaded();
      });
      provider.on('stateless', ({ payload }: { payload: string }) => {
        const message = parseMessage(payload);
        if (message) listeners.told(message);
      });
      provider.on('authenticationFailed', ({ reason }: { reason: string }) => {
        listeners.refused(OPENING_REFUSALS.find((known) => known === reason) ?? 'unknown');
      });
      // The server may close one document and leave the socket open: opened again, it says why.
      provider.on('close', () => {
        if (!isOpen) return;
        clearTimeout(again);
        again = setTimeout(() => {
          if (isOpen) void provider.sendToken().then(() => provider.startSync());
        }, wait);
        wait = Math.min(wait * 2, patience.longest);
      });
      provider.attach();
      return {
        origin: provider,
        close() {
          clearTimeout(again);
          provider.destroy();
        },
      };
    },
    reconnect() {
      socket.shouldConnect = true;
      socket.drop();
      void socket.connect();
    },
    disconnect() {
      socket.disconnect();
      socket.drop();
    },
    close: () => socket.destroy(),
  };
};

/** Null for what this version does not know. */
function parseMessage(payload: string): FromServer | null {
  try {
    return fromServerSchema.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
}
