/** What the list keeps while another page is open. The search text stays here: it never enters an address. */
import { getContext, setContext } from 'svelte';

export class ListMemory {
  text = $state('');
  /** Tab, filters and sort as the address carried them, '' or '?scheda=...'. */
  search = $state('');
  /** px; and the row the keyboard stands on, counted in the whole list. */
  scrollTop = 0;
  activeRow = 0;
}

const key = Symbol('list memory');

export function provideListMemory(): ListMemory {
  return setContext(key, new ListMemory());
}

export function useListMemory(): ListMemory {
  return getContext<ListMemory>(key);
}
