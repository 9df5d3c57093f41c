/** A desktop as a raw Yjs client over a real socket: it obeys no policy of its own. */
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { createHybridClock } from '#lib/replica/hybridClock.ts';
import {
  type FromServer,
  SYNC_PATH,
  SYNC_VERSION,
  fromServerSchema,
} from '#lib/replica/syncProtocol.ts';
import type { Who } from './cast.ts';
import type { Stage } from './stage.ts';

/** One document on a desktop. */
export class Copy {
  readonly document: Y.Doc;
  readonly notices: FromServer[] = [];
  /** Every value that ever stood there, as observed. */
  readonly seen: unknown[] = [];
  readonly durable = new Map<number, number>();
  provider: HocuspocusProvider | null = null;
  refusal: string | null = null;
  closedFor: string | null = null;
  isSynced = false;

  constructor(document = new Y.Doc()) {
    this.document = document;
  }

  value(map: string, key: string): unknown {
    return this.document.getMap(map).get(key);
  }

  /** All that was written here is on the server's disk. */
  get isDurable(): boolean {
    const { clientID, store } = this.document;
    return (this.durable.get(clientID) ?? 0) >= Y.getState(store, clientID);
  }

  ids(kind: 'refused' | 'outrun'): number[] {
    return this.notices.flatMap((notice) =>
      notice.kind === kind ? notice.values.map(({ id }) => id) : [],
    );
  }
}

export class Desktop {
  readonly who: Who;
  readonly device: string;
  readonly copies = new Map<string, Copy>();
  /** Every frame that came, on any of its sockets. */
  readonly frames: Uint8Array[] = [];
  /** Close codes and reasons of its sockets. */
  readonly closes: { readonly code: number; readonly reason: string }[] = [];
  token: unknown = { version: SYNC_VERSION, epoch: null };
  readonly #stage: Stage;
  readonly #clock;
  #socket: HocuspocusProviderWebsocket | null = null;

  constructor(stage: Stage, who: Who, device: string) {
    this.#stage = stage;
    this.who = who;
    this.device = device;
    this.#clock = createHybridClock(stage.time.read, device);
  }

  /** The copy of a document, opened now or with the next connection. */
  open(name: string, document?: Y.Doc): Copy {
    const known = this.copies.get(name);
    if (known) return known;
    const copy = new Copy(document);
    this.copies.set(name, copy);
    copy.document.on('update', this.#stage.happened);
    if (this.#socket) this.#attach(name, copy);
    return copy;
  }

  /** Connects and resolves with the copy once the server's content is there. */
  async sync(name: string): Promise<Copy> {
    const copy = this.open(name);
    this.connect();
    await this.#stage.until(() => copy.isSynced && copy.isDurable, `${this.who} syncs ${name}`);
    return copy;
  }

  connect(): void {
    if (this.#socket) return;
    const socket = new HocuspocusProviderWebsocket({
      url: `${this.#stage.url}${SYNC_PATH}`,
      WebSocketPolyfill: this.#socketClass(),
      ...{ delay: 10, minDelay: 10, maxDelay: 20, jitter: false },
      onClose: ({ event }) => {
        this.closes.push({ code: event.code, reason: event.reason });
        for (const copy of this.copies.values()) copy.isSynced = false;
        this.#stage.happened();
      },
    });
    this.#socket = socket;
    for (const [name, copy] of this.copies) this.#attach(name, copy);
  }

  /** Offline: what is written stays here. */
  disconnect(): void {
    for (const copy of this.copies.values()) {
      copy.provider?.destroy();
      copy.provider = null;
      copy.isSynced = false;
    }
    this.#socket?.destroy();
    this.#socket = null;
  }

  /** The program is closed and started again: the same content, under another Yjs client, offline at first. */
  startAgain(): void {
    this.disconnect();
    for (const [name, { document, durable }] of [...this.copies]) {
      const kept = new Y.Doc();
      Y.applyUpdate(kept, Y.encodeStateAsUpdate(document));
      document.destroy();
      this.copies.delete(name);
      const copy = this.open(name, kept);
      for (const [client, clock] of durable) copy.durable.set(client, clock);
    }
  }

  leave(): void {
    this.disconnect();
    for (const { document } of this.copies.values()) document.destroy();
  }

  /** Writes values in one transaction under one reading, as a command does; null clears. */
  write(
    name: string,
    writes: readonly (readonly [string, string, object | null])[],
    t = this.tick(),
  ) {
    const { document } = this.open(name);
    document.transact(() => {
      for (const [map, key, value] of writes) {
        document.getMap(map).set(key, { ...(value ?? { cleared: true }), t, by: this.who });
      }
    });
    return t;
  }

  tick(): string {
    return this.#clock.tick();
  }

  /** Sends a frame as it is. */
  raw(frame: Uint8Array | string): void {
    this.#socket?.webSocket?.send(frame as Uint8Array<ArrayBuffer>);
  }

  #attach(name: string, copy: Copy): void {
    const happened = this.#stage.happened;
    copy.refusal = copy.closedFor = null;
    copy.provider = new HocuspocusProvider({
      ...{ name, document: copy.document, awareness: null, token: JSON.stringify(this.token) },
      websocketProvider: this.#socket as HocuspocusProviderWebsocket,
      onSynced: () => {
        copy.isSynced = true;
        happened();
      },
      onStateless: ({ payload }) => {
        const notice = fromServerSchema.parse(JSON.parse(payload));
        copy.notices.push(notice);
        if (notice.kind === 'durable') keepDurable(copy, notice.stateVector);
        happened();
      },
      onAuthenticationFailed: ({ reason }) => {
        copy.refusal = reason;
        happened();
      },
      onClose: ({ event }) => {
        copy.closedFor = event.reason;
        copy.isSynced = false;
        happened();
      },
    });
    copy.provider.attach();
  }

  #socketClass() {
    const { frames, who, device } = this;
    const { origin, happened } = this.#stage;
    return class extends WebSocket {
      constructor(url: string) {
        super(url, { origin, headers: { cookie: `desk=${who}/${device}` } });
        this.on('error', () => {});
        this.on('message', (data) => {
          frames.push(new Uint8Array(data as ArrayBuffer));
          happened();
        });
      }
    };
  }
}

function keepDurable({ durable }: Copy, stateVector: string): void {
  const told = Y.decodeStateVector(new Uint8Array(Buffer.from(stateVector, 'base64')));
  for (const [client, clock] of told) {
    durable.set(client, Math.max(clock, durable.get(client) ?? 0));
  }
}
