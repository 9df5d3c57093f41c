/**
 * The hand-over as a whole: the real desk, the real receivers of the app's pages, and between them a browser that
 * loses, repeats and delays messages, ends the background, reloads and closes tabs, and lets time pass. Long: the
 * browser, what may happen in it, and what must hold whatever happens are read together.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CHANNEL,
  EXPIRES_AFTER,
  parseToExtension,
  PROTOCOL,
  type ToPage,
} from '#lib/bridge/messages.ts';
import { openReceiver } from '#lib/bridge/receiver.ts';
import { createDesk } from './desk.ts';
import { APP, capturedList, hashOf, provenance, testWorld } from './deskTesting.ts';

/** A page of the app in a tab, with the bridge beside it. */
interface AppPage {
  readonly tab: number;
  /** Ids of the lists whose preview it opened, with the hash of what it got. */
  readonly opened: string[];
  hear(message: ToPage, origin?: string, source?: unknown): void;
}

class Browser {
  now = 1_000_000;
  readonly pages = new Map<number, AppPage>();
  /** Messages under way: each is a piece of work that may also never be done. */
  readonly underWay: (() => Promise<void>)[] = [];
  readonly session = new Map<string, unknown>();
  /** Ids by the page that opened them, for pages that are gone as well. */
  readonly everOpened: string[] = [];
  #captures = 0;
  #tabs = 0;
  #turn: Promise<unknown> = Promise.resolve();

  readonly desk = createDesk({
    ...testWorld(this.session),
    tabsOf: async () =>
      [...this.pages.keys()].map((id) => ({ id, url: `${APP}/`, lastAccessed: id })),
    tab: async (id) => (this.pages.has(id) ? { id, url: `${APP}/`, isLoading: false } : null),
    openTab: async () => this.openTab(),
    send: async (tab, message) => {
      const page = this.pages.get(tab);
      if (page && message.kind === 'offer')
        this.post(() => page.hear({ channel: CHANNEL, kind: 'offer' }));
      return page !== undefined;
    },
    now: () => this.now,
    inTurn: (what, work) => {
      // The desk's own calls within a delivery must not wait for the delivery.
      if (what === 'deliver') return work();
      const done = this.#turn.then(work);
      this.#turn = done.catch(() => undefined);
      return done;
    },
  });

  post(work: () => unknown): void {
    this.underWay.push(async () => void (await work()));
  }

  openTab(): number {
    const tab = ++this.#tabs;
    this.load(tab);
    return tab;
  }

  load(tab: number): void {
    const listeners = new Set<(event: MessageEvent) => void>();
    const opened: string[] = [];
    let nonces = 0;
    const window = {
      location: { origin: APP },
      addEventListener: (_: string, listener: (event: MessageEvent) => void) =>
        listeners.add(listener),
      removeEventListener: (_: string, listener: (event: MessageEvent) => void) =>
        listeners.delete(listener),
      postMessage: (data: unknown) => this.post(() => this.#bridge(tab, page, data)),
    };
    const page: AppPage = {
      tab,
      opened,
      hear(data, origin = APP, source = window) {
        for (const listener of listeners)
          listener({ data, origin, source } as unknown as MessageEvent);
      },
    };
    this.pages.set(tab, page);
    openReceiver({
      window: window as unknown as Parameters<typeof openReceiver>[0]['window'],
      digest: async (bytes) => hashOf(bytes),
      newNonce: () => `nonce-${tab}-${this.now}-${nonces++}`,
      onFile: (file) => {
        opened.push(file.name);
        this.everOpened.push(file.name);
        expect(hashOf(file.bytes)).toBe(file.sha256);
        expect(new TextDecoder().decode(file.bytes)).toBe(contentOf(file.name));
      },
      onExtension: () => undefined,
      onDamaged: () => {
        throw new Error('Nothing damages files here');
      },
    });
  }

  /** What the content script of the tab does; a page that is gone hears no answer. */
  async #bridge(tab: number, page: AppPage, data: unknown): Promise<void> {
    const message = parseToExtension(data);
    const sender = { tab, frame: 0, origin: APP };
    if (message?.kind === 'ready') {
      const pulled = await this.desk.pull(sender, message.protocol);
      const file = pulled?.file;
      if (file)
        this.post(() => {
          if (this.pages.get(tab) === page)
            page.hear({ channel: CHANNEL, kind: 'file', nonce: message.nonce, file });
        });
    }
    if (message?.kind === 'received') await this.desk.received(sender, message.id, message.sha256);
  }

  async close(tab: number): Promise<void> {
    this.pages.delete(tab);
    await this.desk.tabClosed(tab);
  }

  async settle(): Promise<void> {
    for (let rounds = 0; this.underWay.length > 0; rounds++) {
      if (rounds > 500) throw new Error('Messages without end');
      await this.underWay.shift()?.();
      // What a page does with a message takes its own time.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Of two contents, so that the same list is pressed again as well; each capture has a name of its own. */
  capture(content: 'a' | 'b'): Promise<void> {
    const name = `${content}-${this.#captures++}.csv`;
    return this.desk.captured(
      { ...capturedList(contentOf(name)), name, provenance: null, isOnlyHere: true },
      provenance,
      null,
    );
  }
}

const contentOf = (name: string) => `Cognome;Nome;CF\r\n${name.charAt(0)};PROVA;X\r\n`;

type Act =
  | { readonly kind: 'capture'; readonly content: 'a' | 'b' }
  | { readonly kind: 'message'; readonly at: number; readonly fate: 'arrives' | 'lost' | 'twice' }
  | { readonly kind: 'reload' | 'close'; readonly at: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'time'; readonly minutes: number };

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('capture' as const),
      content: fc.constantFrom('a' as const, 'b' as const),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('message' as const),
      at: fc.nat(5),
      fate: fc.constantFrom(
        'arrives' as const,
        'arrives' as const,
        'lost' as const,
        'twice' as const,
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('reload' as const, 'close' as const),
      at: fc.nat(3),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'open' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('time' as const),
      minutes: fc.integer({ min: 1, max: 11 }),
    }),
  },
);

async function happen(browser: Browser, act: Act): Promise<void> {
  const tabs = [...browser.pages.keys()];
  switch (act.kind) {
    case 'capture':
      return browser.capture(act.content);
    case 'message': {
      const [work] = browser.underWay.splice(act.at % Math.max(1, browser.underWay.length), 1);
      if (act.fate !== 'lost') await work?.();
      if (act.fate === 'twice') await work?.();
      return;
    }
    case 'reload': {
      const tab = tabs[act.at % tabs.length];
      if (tab !== undefined) browser.load(tab);
      return;
    }
    case 'close': {
      const tab = tabs[act.at % tabs.length];
      if (tab !== undefined) await browser.close(tab);
      return;
    }
    case 'open':
      browser.openTab();
      return;
    case 'time':
      browser.now += act.minutes * 60_000;
  }
}

/** However often it is brought, a page opens a capture once, and no two pages that are there show the same one. */
function expectOneScreenEach(browser: Browser): void {
  const shown = [...browser.pages.values()].flatMap(({ opened }) => opened);
  expect(shown).toEqual([...new Set(shown)]);
}

describe('any order of kill, reload, repeated and late message', () => {
  test('ends delivered once and wiped, or expired and wiped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { maxLength: 40 }), async (sequence) => {
        const browser = new Browser();
        await browser.capture('a');
        let last = browser.now;
        for (const act of sequence) {
          await happen(browser, act);
          await new Promise((resolve) => setImmediate(resolve));
          if (act.kind === 'capture') last = browser.now;
          expectOneScreenEach(browser);
        }
        // Quiet from here on: an app is open, and every message arrives.
        await browser.settle();
        const isFresh = browser.now - last < EXPIRES_AFTER;
        const [tab = browser.openTab()] = browser.pages.keys();
        for (const other of [...browser.pages.keys()])
          if (other !== tab) await browser.close(other);
        browser.load(tab);
        await browser.settle();
        if (isFresh) {
          expect(await browser.desk.waiting()).toBe(0);
          expect(browser.everOpened.length).toBeGreaterThan(0);
        }
        browser.now += EXPIRES_AFTER;
        expect(await browser.desk.waiting()).toBe(0);
        expect([...browser.session.keys()]).toEqual([]);
      }),
      { seed: 20261126, numRuns: 400 },
    );
  });

  test('a capture is opened by one page, once, when nothing goes wrong but repetition', async () => {
    const twice = fc.array(fc.nat(5), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(twice, async (repeated) => {
        const browser = new Browser();
        browser.openTab();
        browser.openTab();
        await browser.capture('a');
        for (const at of repeated) {
          await browser.underWay[at % Math.max(1, browser.underWay.length)]?.();
          await new Promise((resolve) => setImmediate(resolve));
        }
        await browser.settle();
        expect(browser.everOpened).toEqual(['a-0.csv']);
        expect([...browser.session.keys()]).toEqual([]);
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});

describe('the desk gives nothing', () => {
  const other = (change: Partial<{ tab: number; frame: number; origin: string }>) => ({
    ...{ tab: 1, frame: 0, origin: APP },
    ...change,
  });

  test('to a frame, to another origin of the host, to a tab that was not chosen', async () => {
    const browser = new Browser();
    browser.openTab();
    await browser.capture('a');
    browser.openTab();
    expect(await browser.desk.pull(other({ frame: 3 }), PROTOCOL)).toBeUndefined();
    expect(await browser.desk.pull(other({ origin: `${APP}:8443` }), PROTOCOL)).toBeUndefined();
    expect(await browser.desk.pull(other({ tab: 2 }), PROTOCOL)).toEqual({ file: null });
    expect((await browser.desk.pull(other({}), PROTOCOL))?.file?.name).toBe('a-0.csv');
  });

  test('to an app that speaks an older language, and keeps the list for it', async () => {
    const browser = new Browser();
    browser.openTab();
    await browser.capture('a');
    expect(await browser.desk.pull(other({}), PROTOCOL - 1)).toEqual({ file: null });
    expect(await browser.desk.waiting()).toBe(1);
  });

  test('up for an acknowledgement of another tab, another list, another hash', async () => {
    const browser = new Browser();
    browser.openTab();
    await browser.capture('a');
    const file = (await browser.desk.pull(other({}), PROTOCOL))?.file;
    if (!file) throw new Error('Nothing was pulled');
    await browser.desk.received(other({ tab: 2 }), file.id, file.sha256);
    await browser.desk.received(other({}), 'another-transfer', file.sha256);
    await browser.desk.received(other({}), file.id, '0'.repeat(64));
    await browser.desk.received(other({ origin: 'https://altro.example' }), file.id, file.sha256);
    expect(await browser.desk.waiting()).toBe(1);
    await browser.desk.received(other({}), file.id, file.sha256);
    expect(await browser.desk.waiting()).toBe(0);
  });
});
