/** A server with sync on a port of its own, which can be stopped and started again over what it stored. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as Y from 'yjs';
import type { DocumentName } from '#lib/replica/documents.ts';
import type { Stamp } from '#lib/domain/patient.ts';
import { createInMemoryStorage } from '#server/storage/inMemoryStorage.ts';
import type { DocumentStorage } from '#server/storage/documentStorage.ts';
import type { AcceptLate } from '#server/sync/lateChanges.ts';
import { type Sync, type SyncNeeds, attachSync } from '#server/sync/attachSync.ts';
import {
  BRUNO,
  NOON,
  PRACTICE,
  PRACTICE_DOCUMENT,
  TODAY,
  createAccounts,
  type Who,
} from './cast.ts';
import { Desktop } from './desktop.ts';

export interface StageOptions extends Partial<
  Pick<SyncNeeds, 'schedule' | 'heartbeatMs' | 'outbox'>
> {
  readonly storage?: DocumentStorage;
  /** The system's choice when absent. */
  readonly port?: number;
}

/** Test clocks move by themselves, one millisecond a look: no two readings are the same. */
export class Time {
  now = NOON;
  today = TODAY;
  readonly read = (): number => ++this.now;
}

const PATIENCE_MS = 20_000;

export class Stage {
  readonly time = new Time();
  readonly accounts = createAccounts();
  readonly events: { readonly event: string; readonly error: unknown }[] = [];
  readonly storage: DocumentStorage;
  readonly #options: StageOptions;
  readonly #desktops = new Set<Desktop>();
  readonly #waiting = new Set<() => void>();
  #server: Server | null = null;
  #sync: Sync | null = null;
  #port = 0;

  constructor(options: StageOptions = {}) {
    this.#options = options;
    this.#port = options.port ?? 0;
    this.storage = options.storage ?? createInMemoryStorage();
    if (this.storage.readDocument(PRACTICE_DOCUMENT) === null) {
      this.store(PRACTICE_DOCUMENT, 'doctors', { 'doctor-2': BRUNO });
    }
  }

  get origin(): string {
    return `http://localhost:${this.#port}`;
  }

  get url(): string {
    return `ws://localhost:${this.#port}`;
  }

  async start(): Promise<this> {
    const server = createServer();
    this.#server = server;
    this.#sync = attachSync({
      ...{ server, storage: this.storage, principals: this.accounts.principals },
      practice: () => PRACTICE,
      clock: () => this.time.now,
      today: () => this.time.today,
      log: (event, error) => {
        this.events.push({ event, error });
        this.happened();
      },
      isOwnOrigin: (origin) => origin === this.origin,
      ...this.#options,
    });
    await new Promise<void>((resolve) => server.listen(this.#port, 'localhost', resolve));
    this.#port = (server.address() as AddressInfo).port;
    return this;
  }

  readonly acceptLate: AcceptLate = (...late) =>
    this.#sync?.acceptLate(...late) ?? Promise.resolve('storage' as const);

  async stop(): Promise<void> {
    await this.#sync?.close();
    const server = this.#server;
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
    this.#server = this.#sync = null;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async end(): Promise<void> {
    for (const desktop of this.#desktops) desktop.leave();
    await this.stop();
  }

  desktop(who: Who, device = `${who}-1`): Desktop {
    const desktop = new Desktop(this, who, device);
    this.#desktops.add(desktop);
    return desktop;
  }

  /** What stands in a document before anybody comes, written by `ada`. */
  store(name: DocumentName, map: string, values: Record<string, object>, by = 'ada'): void {
    const document = this.stored(name);
    const before = Y.encodeStateVector(document);
    document.transact(() => {
      for (const [key, value] of Object.entries(values)) {
        const stamp: Stamp = { t: `${NOON.toString(36).padStart(9, '0')}.0000.seed`, by };
        document.getMap(map).set(key, { ...value, ...stamp });
      }
    });
    this.storage.append(name, [Y.encodeStateAsUpdate(document, before)], []);
  }

  /** The document as a server would make it from its log. */
  stored(name: DocumentName): Y.Doc {
    const document = new Y.Doc();
    const stored = this.storage.readDocument(name);
    if (stored?.snapshot) Y.applyUpdate(document, stored.snapshot);
    for (const update of stored?.updates ?? []) Y.applyUpdate(document, update);
    return document;
  }

  /** Something may have changed that somebody waits for. */
  readonly happened = (): void => {
    for (const look of [...this.#waiting]) look();
  };

  /** Resolves once it is so, looking whenever something happens. */
  until(isSo: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`Waited in vain: ${what}`));
      }, PATIENCE_MS);
      const look = () => {
        if (!isSo()) return;
        clearTimeout(late);
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }
}

/** What a document holds, map by map: what two replicas are compared by. */
export function contentOf(document: Y.Doc): Record<string, Record<string, unknown>> {
  const maps = [...document.share.keys()].sort();
  return Object.fromEntries(
    maps
      .map((map): [string, Record<string, unknown>] => [map, document.getMap(map).toJSON()])
      .filter(([, values]) => Object.keys(values).length > 0)
      .map(([map, values]) => [
        map,
        Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))),
      ]),
  );
}
