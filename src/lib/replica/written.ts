/**
 * What a command left in its document: the structs that a server must have on its disk before the journal lets go of
 * the command. Yjs numbers the structs of each client from 0, and a state vector says how far each of them is known.
 */
import * as Y from 'yjs';
import type { DocumentCommand } from './command.ts';

/** Structs `from` (included) to `to` (excluded) of one Yjs client. Empty: newer values stood there already. */
export interface Written {
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

export type StateVector = ReadonlyMap<number, number>;

const NOTHING: Written = { client: 0, from: 0, to: 0 };

/** Runs a change of the document and says what it wrote. */
export function writtenBy(document: Y.Doc, change: () => void): Written {
  const client = document.clientID;
  const from = Y.getState(document.store, client);
  change();
  return { client, from, to: Y.getState(document.store, client) };
}

export function isEmpty({ from, to }: Written): boolean {
  return from === to;
}

export function covers(known: StateVector, written: Written): boolean {
  return isEmpty(written) || (known.get(written.client) ?? 0) >= written.to;
}

/** Whether `known` has everything that `wanted` has. */
export function coversAll(known: StateVector, wanted: StateVector): boolean {
  return [...wanted].every(([client, clock]) => (known.get(client) ?? 0) >= clock);
}

export function stateVectorOf(document: Y.Doc): StateVector {
  return Y.decodeStateVector(Y.encodeStateVector(document));
}

/**
 * What of a command stands in the document, however it got there: a stop may have come after the command was applied
 * and before the journal was told what it had written.
 */
export function standingOf(document: Y.Doc, { writes, t }: DocumentCommand): Written {
  let found = NOTHING;
  for (const { map, key } of writes) {
    const values = document.getMap<{ readonly t: string }>(map);
    const item = values._map.get(key);
    if (!item || values.get(key)?.t !== t) continue;
    const { client, clock } = item.id;
    const end = clock + item.length;
    found =
      client === found.client
        ? { client, from: Math.min(found.from, clock), to: Math.max(found.to, end) }
        : { client, from: clock, to: end };
  }
  return found;
}
