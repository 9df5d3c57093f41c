/** The worker's side of the lines: every tab that says hello gets one, until its lock is free. */
import { createBirpc } from 'birpc';
import type { StorageState } from '#lib/read-model/storageState.ts';
import {
  type LineNames,
  type Locks,
  lockFree,
  type News,
  type OpenChannel,
  type TabFunctions,
} from './line.ts';

export interface TabsSurroundings<Desk extends object> {
  readonly names: LineNames;
  /** This worker's name. */
  readonly worker: string;
  readonly locks: Locks;
  readonly openChannel: OpenChannel;
  /** What a tab may call; `close` when the tab is gone. */
  readonly open: (tab: Pick<TabFunctions, 'progress'>) => {
    readonly desk: Desk;
    readonly close: () => void;
  };
}

export interface Tabs {
  tellChanged(): void;
  tellIndexed(): void;
  tellSync(): void;
  tellMember(): void;
  tellStorage(storage: StorageState): void;
}

export function serveTabs<Desk extends object>(surroundings: TabsSurroundings<Desk>): Tabs {
  const { names, worker, locks, openChannel, open } = surroundings;
  const lines = new Set<string>();
  let storage: StorageState = { kind: 'opening' };
  let indexed = false;
  const news = openChannel(names.news);
  const say = (message: News) => news.postMessage(message);

  news.addEventListener('message', ({ data }: MessageEvent<News>) => {
    if (data.kind !== 'hello') return;
    if (!lines.has(data.tab)) openLine(data.tab);
    say({ kind: 'welcome', tab: data.tab, worker, storage, indexed });
  });
  say({ kind: 'here', worker });

  function openLine(tab: string): void {
    lines.add(tab);
    const channel = openChannel(names.line(tab));
    const { desk, close } = open({
      progress: (call, progress) => void line.$callEvent('progress', call, progress),
    });
    const line = createBirpc<TabFunctions, Desk>(desk, {
      // What a closed tab had asked for is finished, and told to nobody.
      post: (message) => (lines.has(tab) ? channel.postMessage(message) : undefined),
      on: (listen) => channel.addEventListener('message', ({ data }) => listen(data)),
      timeout: -1,
    });
    void lockFree(locks, names.tab(tab)).then(() => {
      lines.delete(tab);
      channel.close();
      close();
    });
  }

  return {
    tellChanged: () => say({ kind: 'changed' }),
    tellSync: () => say({ kind: 'sync' }),
    tellMember: () => say({ kind: 'member' }),
    tellIndexed() {
      indexed = true;
      say({ kind: 'indexed' });
    },
    tellStorage(changed) {
      storage = changed;
      say({ kind: 'storage', storage });
    },
  };
}
