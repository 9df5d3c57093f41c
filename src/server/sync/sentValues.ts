/**
 * What an update changed, key by key, read from Yjs while its transaction is still open: what was overwritten or deleted
 * is collected only when it ends, so that it can be read and put back.
 */
import * as Y from 'yjs';
import type { StoredCell } from './storedCell.ts';

export interface SentValue {
  readonly map: string;
  readonly key: string;
  /** What stood there before the update. */
  readonly before: StoredCell | null;
  /** As it came, whatever it is; undefined for what is no JSON. */
  readonly sent: unknown;
  /** Nothing was sent: the key was deleted, or what came is deleted itself. */
  readonly isEmpty: boolean;
  /** What Yjs has there now: it goes by client ids, we by clocks. */
  readonly stands: 'before' | 'sent' | 'nothing';
  /** Whether who sent it did not know `before`: the two were written at the same time. */
  readonly unseen: boolean;
  /** The Yjs items that say the same as what the server is going to put there. */
  readonly ids: { readonly before: readonly Y.ID[]; readonly sent: readonly Y.ID[] };
}

/** Which items an item of the server's stands for: to have seen one of them is to have seen it. */
export type StandsFor = WeakMap<Y.Item, readonly Y.ID[]>;

export function sentValues(
  document: Y.Doc,
  transaction: Y.Transaction,
  maps: readonly string[],
  standsFor: StandsFor,
): SentValue[] {
  const isNew = ({ id }: Y.Item) => id.clock >= (transaction.beforeState.get(id.client) ?? 0);
  let newItems: NewItems | undefined;
  return maps.flatMap((map) => {
    const root = document.getMap(map);
    const keys = transaction.changed.get(root as never) ?? new Set<string | null>();
    return [...keys].filter((key) => key !== null).map(valueAt);

    function valueAt(key: string): SentValue {
      const last = root._map.get(key);
      const inFront: Y.Item[] = [];
      let known: Y.Item | null = last ?? null;
      for (; known !== null && isNew(known); known = known.left) inFront.push(known);
      const isInFront = inFront.length > 0;
      if (!isInFront) newItems ??= newItemsOf(document, transaction, isNew);
      const added = isInFront ? inFront : (newItems?.get(root as never)?.get(key) ?? []);
      const item = inFront[0] ?? newestOf(added);
      const ids = { before: idsOf(known), sent: idsOf(item) };
      return {
        ...{ map, key, ids },
        before: (contentIn(known) as StoredCell | undefined) ?? null,
        sent: contentIn(item),
        // Yjs deletes what it puts behind; what it put in front is deleted only where its author did so.
        isEmpty:
          item === null || item.content instanceof Y.ContentDeleted || (isInFront && item.deleted),
        stands: !last || last.deleted ? 'nothing' : isInFront ? 'sent' : 'before',
        unseen:
          known !== null &&
          !added.some(({ origin }) => ids.before.some((id) => isSame(id, origin))),
      };
    }

    function idsOf(item: Y.Item | null): readonly Y.ID[] {
      return item === null ? [] : [item.id, ...(standsFor.get(item) ?? [])];
    }
  });
}

function isSame(a: Y.ID, b: Y.ID | null): boolean {
  return b !== null && a.client === b.client && a.clock === b.clock;
}

/** One value for one key: an item of several, or of a type of Yjs, is none that we write. */
function contentIn(item: Y.Item | null): unknown {
  return item?.content instanceof Y.ContentAny && item.length === 1
    ? item.content.arr[0]
    : undefined;
}

/** By root map and key. */
type NewItems = ReadonlyMap<Y.AbstractType<unknown>, ReadonlyMap<string, readonly Y.Item[]>>;

/** All that came: what Yjs put behind the value that stood there is found in no other way. */
function newItemsOf(
  document: Y.Doc,
  { beforeState }: Y.Transaction,
  isNew: (item: Y.Item) => boolean,
): NewItems {
  const found = new Map<Y.AbstractType<unknown>, Map<string, Y.Item[]>>();
  for (const [client, structs] of document.store.clients) {
    const from = beforeState.get(client) ?? 0;
    if (Y.getState(document.store, client) <= from) continue;
    for (const item of structs.slice(Y.findIndexSS(structs, from))) {
      if (!(item instanceof Y.Item) || item.parentSub === null || !isNew(item)) continue;
      const parent = item.parent as Y.AbstractType<unknown>;
      const byKey = found.get(parent) ?? new Map<string, Y.Item[]>();
      found.set(parent, byKey);
      byKey.set(item.parentSub, [...(byKey.get(item.parentSub) ?? []), item]);
    }
  }
  return found;
}

/** Of several for a key, the one with the newest clock reading. */
function newestOf(items: readonly Y.Item[]): Y.Item | null {
  const newer = (a: Y.Item | null, b: Y.Item) => (a && readingOf(a) > readingOf(b) ? a : b);
  return items.reduce<Y.Item | null>(newer, null);
}

function readingOf(item: Y.Item): string {
  const t = (contentIn(item) as { t?: unknown } | null | undefined)?.t;
  return typeof t === 'string' ? t : '';
}
