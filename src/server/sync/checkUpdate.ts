/**
 * Whether an update is one that a desktop of ours can have made, looked at on a decoded copy before it touches the
 * document. What fails here is abuse, never a matter of rights: nothing of it is applied, and its socket ends.
 */
import * as Y from 'yjs';
import { type Result, failed, ok } from '#lib/domain/result.ts';

export type Abuse =
  | 'undecodable'
  /** It builds on changes that neither the document nor the update holds: Yjs would keep it waiting for ever. */
  | 'gap'
  /** A root type that the document does not have, or one used as a list. */
  | 'unknownRoot'
  /** Subdocuments and text formats, which reach beyond the value they stand in. */
  | 'foreignContent'
  /** Changes under somebody else's Yjs client: they would take the place of those he has not sent yet. */
  | 'foreignClient';

export interface CheckedUpdate {
  /** The Yjs clients whose changes it carries, and those of them that it carries new ones of. */
  readonly clients: ReadonlySet<number>;
  readonly writers: ReadonlySet<number>;
}

/** Clocks count single changes: no honest one comes near. */
const HIGHEST_CLOCK = 2 ** 40;

export function checkUpdate(
  update: Uint8Array,
  document: Y.Doc,
  roots: ReadonlySet<string>,
  mayWriteAs: (client: number) => boolean,
): Result<CheckedUpdate, Abuse> {
  let decoded: ReturnType<typeof Y.decodeUpdate>;
  try {
    decoded = Y.decodeUpdate(update);
  } catch {
    return failed('undecodable');
  }
  const { structs, ds } = decoded;
  const known = (client: number) => Y.getState(document.store, client);
  const ends = new Map<number, number>();
  const writers = new Set<number>();
  const endOf = (client: number) => ends.get(client) ?? known(client);

  for (const struct of structs) {
    const { client, clock } = struct.id;
    const end = clock + struct.length;
    if (struct instanceof Y.Skip || clock > endOf(client)) return failed('gap');
    if (end > HIGHEST_CLOCK) return failed('undecodable');
    if (end > known(client)) {
      if (!mayWriteAs(client)) return failed('foreignClient');
      writers.add(client);
    }
    ends.set(client, Math.max(end, endOf(client)));
    if (struct instanceof Y.Item) {
      const fault = contentFault(struct, roots);
      if (fault !== null) return failed(fault);
    }
  }
  const isKnown = (id: Y.ID | null) => id === null || id.clock < endOf(id.client);
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    const parent = struct.parent instanceof Y.ID ? struct.parent : null;
    if (![struct.origin, struct.rightOrigin, parent].every(isKnown)) return failed('gap');
  }
  for (const [client, deletions] of ds.clients) {
    if (deletions.some(({ clock, len }) => clock + len > endOf(client))) return failed('gap');
  }
  return ok({ clients: new Set(ends.keys()), writers });
}

/** A root's name is written only where an item stands beside no other: later ones copy it from their neighbours. */
function contentFault(item: Y.Item, roots: ReadonlySet<string>): Abuse | null {
  const root: unknown = item.parent;
  if (typeof root === 'string' && (!roots.has(root) || item.parentSub === null)) {
    return 'unknownRoot';
  }
  const isForeign = item.content instanceof Y.ContentDoc || item.content instanceof Y.ContentFormat;
  return isForeign ? 'foreignContent' : null;
}
