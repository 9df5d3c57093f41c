/** What the background asks of the browser, where the browser is slow to tell. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { toBase64 } from '#lib/bridge/base64.ts';
import { SHIPPED_PORTALS } from '../capture/portals.ts';
import { provenanceOf } from '../capture/reportRow.ts';
import { readSettings } from '../settings/settings.ts';
import { createDesk } from './desk.ts';

const APP = 'https://assistiti.example';
const [PORTAL] = SHIPPED_PORTALS;
if (!PORTAL) throw new Error('No portal is shipped');
const provenance = provenanceOf(PORTAL, null);

/** As Firefox does, it tells of a new tab that it is complete and has no address, until the page is on its way. */
function slowBrowser(looksUntilLoading: number) {
  const session = new Map<string, unknown>();
  const turns = new Map<string, Promise<unknown>>();
  const looks: number[] = [];
  let ids = 0;
  const desk = createDesk({
    session: {
      get: async (name: unknown) => ({ [String(name)]: session.get(String(name)) }),
      set: async (items: Record<string, unknown>) => {
        for (const [name, value] of Object.entries(items)) session.set(name, value);
      },
      remove: async (name: unknown) => void session.delete(String(name)),
    } as Parameters<typeof createDesk>[0]['session'],
    settings: async () => readSettings({ appOrigin: APP }, {}),
    saveLast: async () => undefined,
    tabsOf: async () => [],
    tab: async (id) => {
      const seen = (looks[id] ?? 0) + 1;
      looks[id] = seen;
      return { id, url: undefined, isLoading: seen > looksUntilLoading };
    },
    openTab: async () => looks.push(0) - 1,
    bringToFront: async () => undefined,
    send: async () => false,
    putBridge: async () => undefined,
    sha256: async (bytes) => createHash('sha256').update(bytes).digest('hex'),
    newId: () => `transfer-${ids++}`,
    now: () => 1_000_000,
    pause: async () => undefined,
    inTurn: (what, work) => {
      const done = (turns.get(what) ?? Promise.resolve()).then(work);
      turns.set(
        what,
        done.catch(() => undefined),
      );
      return done;
    },
  });
  return { desk, opened: () => looks.length };
}

const captured = (text: string) => ({
  ...{ kind: 'captured' as const, name: 'elenco.csv', rows: 1, provenance, isOnlyHere: false },
  bytes: toBase64(new TextEncoder().encode(text)),
});

test.each(['a', 'b'])('two lists in a row open the app once: a, then %s', async (second) => {
  const { desk, opened } = slowBrowser(4);
  await Promise.all([
    desk.captured(captured('a'), provenance, null),
    desk.captured(captured(second), provenance, null),
  ]);
  expect(opened()).toBe(1);
  expect(await desk.waiting()).toBe(second === 'a' ? 1 : 2);
});

test('a tab that never begins to load holds nothing up', async () => {
  const { desk, opened } = slowBrowser(Infinity);
  await desk.captured(captured('a'), provenance, null);
  expect([opened(), await desk.waiting()]).toEqual([1, 1]);
});
