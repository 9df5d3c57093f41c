/** What the background asks of the browser, where the browser is slow to tell. */
import { expect, test } from 'vitest';
import { createDesk } from './desk.ts';
import { capturedList, provenance, testWorld } from './deskTesting.ts';

/** As Firefox does, it tells of a new tab that it is complete and has no address, until the page is on its way. */
function slowBrowser(looksUntilLoading: number) {
  const turns = new Map<string, Promise<unknown>>();
  const looks: number[] = [];
  const desk = createDesk({
    ...testWorld(new Map()),
    tabsOf: async () => [],
    tab: async (id) => {
      const seen = (looks[id] ?? 0) + 1;
      looks[id] = seen;
      return { id, url: undefined, isLoading: seen > looksUntilLoading };
    },
    openTab: async () => looks.push(0) - 1,
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

test.each(['a', 'b'])('two lists in a row open the app once: a, then %s', async (second) => {
  const { desk, opened } = slowBrowser(4);
  await Promise.all([
    desk.captured(capturedList('a'), provenance, null),
    desk.captured(capturedList(second), provenance, null),
  ]);
  expect(opened()).toBe(1);
  expect(await desk.waiting()).toBe(second === 'a' ? 1 : 2);
});

test('a tab that never begins to load holds nothing up', async () => {
  const { desk, opened } = slowBrowser(Infinity);
  await desk.captured(capturedList('a'), provenance, null);
  expect([opened(), await desk.waiting()]).toEqual([1, 1]);
});
