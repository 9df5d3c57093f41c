/**
 * Whose Yjs client is whose. A change is known by its client and a clock: whoever writes under another's client takes
 * the numbers of what that one has yet to send, and his changes would be dropped as known. A desktop receives only
 * what is stored here already, so that what is new from it is its own user's.
 */
import type * as Y from 'yjs';
import type { Stamp } from '#lib/domain/patient.ts';

export interface ClientOwners {
  mayWrite(userId: string, client: number): boolean;
  /** Whoever wrote first under a client keeps it. */
  claim(userId: string, clients: Iterable<number>): void;
}

/**
 * Learnt anew whenever the document is loaded, from who signed the values that stand in it. A client with values of
 * several users is one of the server's earlier ones, which nobody writes under any more.
 */
export function clientOwnersIn(document: Y.Doc, maps: readonly string[]): ClientOwners {
  const owners = new Map<number, string | null>();
  for (const map of maps) {
    for (const item of document.getMap(map)._map.values()) {
      if (item.deleted) continue;
      const by = (item.content.getContent().at(-1) as Partial<Stamp> | undefined)?.by ?? null;
      const { client } = item.id;
      owners.set(client, owners.has(client) && owners.get(client) !== by ? null : by);
    }
  }
  return {
    mayWrite(userId, client) {
      if (client === document.clientID) return false;
      return (owners.get(client) ?? userId) === userId;
    },
    claim(userId, clients) {
      for (const client of clients) if (!owners.has(client)) owners.set(client, userId);
    },
  };
}
