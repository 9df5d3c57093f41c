/** What the list keeps while another page is open. The search text stays here: it never enters an address. */
import { getContext, setContext } from 'svelte';
import type { ListPage, ListQuery } from '#lib/read-model/listQuery.ts';
import type { Viewport } from '#lib/ui/kit/windowing.ts';
import { type IdSet, idSet } from './idSets.ts';
import type { Answered } from '#lib/ui/shell/latestAnswer.svelte.ts';

export class ListMemory {
  text = $state('');
  /** Tab, filters and sort as the address carried them, '' or '?scheda=...'. */
  search = $state('');
  /** The row the keyboard stands on, counted in the whole list. */
  activeRow = $state(0);
  selection = $state.raw<{
    readonly tab: ListQuery['tab'];
    readonly ids: IdSet;
  }>({ tab: 'ssn', ids: idSet() });
  viewport = $state.raw<Viewport>({ scrollTop: 0, height: 700, rowHeight: 56 });
  /** Shown on the way back until the list has answered again. */
  answer: Answered<ListQuery, ListPage> | null = null;
}

const key = Symbol('list memory');

export function provideListMemory(): ListMemory {
  return setContext(key, new ListMemory());
}

export function useListMemory(): ListMemory {
  return getContext<ListMemory>(key);
}
