/**
 * What the background does: keeps lists until the app has them, and brings the app to the front. Everything it knows
 * rests in `storage.session` between two calls, as it may be ended after any of them.
 */
import * as z from 'zod/mini';
import { type CarriedFile, IMPORT_PATH, PROTOCOL, type Provenance } from '#lib/bridge/messages.ts';
import { fromBase64 } from '#lib/bridge/base64.ts';
import type { Last, Notice, ToBackground, ToContent } from '../messages.ts';
import type { Settings } from '../settings/settings.ts';
import { chooseTab, type OpenTab, originOf } from './chooseTab.ts';
import { fileFor, step, transferSchema, type Happened, type Transfers } from './transfers.ts';

/** A tab, or its frame, that said something. */
export interface Sender {
  readonly tab: number;
  readonly frame: number;
  readonly origin: string;
}

export interface DeskWorld {
  readonly session: Pick<chrome.storage.StorageArea, 'get' | 'set' | 'remove'>;
  settings(): Promise<Settings>;
  saveLast(last: Last): Promise<unknown>;
  /** Tabs of the host; the port is looked at here. */
  tabsOf(origin: string): Promise<readonly OpenTab[]>;
  /** Null: it is gone, or shows something that is none of ours. */
  tab(id: number): Promise<(OpenTab & { readonly isLoading: boolean }) | null>;
  openTab(url: string): Promise<number | null>;
  bringToFront(tab: number): Promise<void>;
  /** False when nobody listens there. */
  send(tab: number, message: ToContent): Promise<boolean>;
  /** For an app that was open before the extension knew it. */
  putBridge(tab: number): Promise<unknown>;
  sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
  newId(): string;
  now(): number;
  pause(ms: number): Promise<void>;
  /** One after the other, in every context of the extension. */
  inTurn<T>(what: string, work: () => Promise<T>): Promise<T>;
}

type Captured = Extract<ToBackground, { kind: 'captured' }>;

export interface Desk {
  captured(message: Captured, provenance: Provenance, from: number | null): Promise<void>;
  /** What the app's tab may have now. Undefined for whoever is not the app's top frame. */
  pull(sender: Sender, protocol: number): Promise<{ file: CarriedFile | null } | undefined>;
  received(sender: Sender, id: string, sha256: string): Promise<void>;
  tabClosed(tab: number): Promise<void>;
  /** Brings the app to the front, with what waits for it. */
  deliver(): Promise<void>;
  openApp(): Promise<void>;
  isApp(sender: Sender): Promise<boolean>;
  /** Wipes what is too old; gives how many lists wait. */
  waiting(): Promise<number>;
}

const KEY = 'transfers';
/** ms */
const LOOKS_EVERY = 50;
const MAX_LOOKS = 100;

export function createDesk(world: DeskWorld): Desk {
  const { session } = world;

  async function apply(happened: Happened): Promise<{ before: Transfers; after: Transfers }> {
    return world.inTurn('transfers', async () => {
      const stored = (await session.get(KEY))[KEY];
      const before = z.array(transferSchema).safeParse(stored).data ?? [];
      const after = step(before, happened, world.now());
      if (after.length > 0) await session.set({ [KEY]: after });
      else if (stored !== undefined) await session.remove(KEY);
      return { before, after };
    });
  }

  async function tell(tab: number | null, notice: Notice): Promise<void> {
    if (tab !== null) await world.send(tab, { kind: 'notice', notice });
  }

  async function captured(message: Captured, provenance: Provenance, from: number | null) {
    const { name, bytes, rows, isOnlyHere } = message;
    const sha256 = await world.sha256(fromBase64(bytes));
    const capturedAt = world.now();
    const file = { id: world.newId(), name, sha256, bytes, rows, capturedAt, provenance };
    await tell(from, { kind: 'captured', rows, isOnlyHere });
    try {
      await apply({ kind: 'captured', file, from });
    } catch {
      return tell(from, { kind: 'missed', why: 'notKept' });
    }
    await world.saveLast({ at: capturedAt, rows, outcome: 'captured' });
    if (from !== null) await world.send(from, { kind: 'seen' });
    const { appOrigin } = await world.settings();
    if (appOrigin === null) return tell(from, { kind: 'missed', why: 'noApp' });
    await deliver();
  }

  async function isApp({ origin, frame }: Sender): Promise<boolean> {
    const { appOrigin } = await world.settings();
    return frame === 0 && appOrigin !== null && origin === appOrigin;
  }

  async function pull(sender: Sender, protocol: number) {
    if (!(await isApp(sender))) return undefined;
    if (protocol < PROTOCOL) {
      const { after } = await apply({ kind: 'looked' });
      for (const { from } of after) await tell(from, { kind: 'missed', why: 'appTooOld' });
      return { file: null };
    }
    // A tab that is gone may still be heard: it binds nothing, and what it had is for the next one.
    if ((await world.tab(sender.tab)) === null) return undefined;
    await boundTab((await apply({ kind: 'looked' })).after, sender.origin);
    const { after } = await apply({ kind: 'chosen', tab: sender.tab });
    return { file: fileFor(after, sender.tab) };
  }

  async function received(sender: Sender, id: string, sha256: string): Promise<void> {
    if (!(await isApp(sender))) return;
    const { before, after } = await apply({ kind: 'received', tab: sender.tab, id, sha256 });
    const sent = before.find(({ file }) => file.id === id);
    if (!sent || after.some(({ file }) => file.id === id)) return;
    const { rows } = sent.file;
    await world.saveLast({ at: world.now(), rows, outcome: 'sent' });
    await tell(sent.from, { kind: 'sent', rows });
  }

  /** The tab the lists are bound to, as long as the app is still in it. */
  async function boundTab(transfers: Transfers, appOrigin: string): Promise<number | null> {
    const bound = transfers.find(({ tab }) => tab !== null)?.tab ?? null;
    if (bound === null) return null;
    const tab = await world.tab(bound);
    if (tab && (tab.isLoading || originOf(tab.url ?? '') === appOrigin)) return bound;
    await apply({ kind: 'tabClosed', tab: bound });
    return null;
  }

  function deliver(): Promise<void> {
    return world.inTurn('deliver', async () => {
      const { appOrigin } = await world.settings();
      const { after } = await apply({ kind: 'looked' });
      if (appOrigin === null || after.length === 0) return;
      const tab = await appTab(appOrigin, await boundTab(after, appOrigin));
      if (tab === null) return;
      await apply({ kind: 'chosen', tab });
      await offer(tab);
    });
  }

  async function appTab(appOrigin: string, bound: number | null): Promise<number | null> {
    const open = bound ?? chooseTab(await world.tabsOf(appOrigin), appOrigin)?.id ?? null;
    if (open === null) return openTab(appOrigin + IMPORT_PATH);
    await world.bringToFront(open);
    return open;
  }

  /**
   * Resolves when the page is on its way. Until then Firefox tells of a new tab what it tells of one that went
   * elsewhere, complete and without an address: the next list would open a second one.
   */
  async function openTab(url: string): Promise<number | null> {
    const id = await world.openTab(url);
    for (let tries = 0; id !== null && tries < MAX_LOOKS; tries++) {
      const tab = await world.tab(id);
      if (!tab || tab.isLoading || tab.url) break;
      await world.pause(LOOKS_EVERY);
    }
    return id;
  }

  async function offer(tab: number): Promise<void> {
    if (await world.send(tab, { kind: 'offer' })) return;
    // A page that is on its way asks by itself.
    const isLoading = (await world.tab(tab))?.isLoading ?? true;
    if (!isLoading) await world.putBridge(tab);
  }

  return {
    captured,
    pull,
    received,
    isApp,
    deliver,
    async tabClosed(tab) {
      await apply({ kind: 'tabClosed', tab });
    },
    async openApp() {
      const { appOrigin } = await world.settings();
      if (appOrigin !== null) await appTab(appOrigin, null);
    },
    async waiting() {
      return (await apply({ kind: 'looked' })).after.length;
    },
  };
}
