/**
 * A large Yjs update in parts that follow one another: a server judges and stores each of them for itself and serves
 * others in between, and no message is larger than it takes.
 */
import * as Y from 'yjs';

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];

/** Changes in a part: those of some hundred patients. */
const PART = 4000;

/**
 * Applied in order to a document that the update could be applied to, the parts make the same of it, and none has to
 * wait for a later one. What a patient got in one go stays together. `document` has the update already.
 */
export function updateParts(update: Uint8Array, document: Y.Doc, atMost = PART): Uint8Array[] {
  // A change is never shorter: most updates need no second look.
  if (update.length <= atMost) return [update];
  const { structs } = Y.decodeUpdate(update);
  if (structs.length <= atMost) return [update];
  const ordered = inCausalOrder(structs);
  if (ordered === null) return [update];
  const parts: Uint8Array[] = [];
  const ends = new Map<number, number>();
  let part: Struct[] = [];
  let key: string | null = null;
  for (const struct of ordered) {
    const next = keyOf(struct, document);
    if (part.length >= atMost && next !== null && next !== key) {
      parts.push(encoded(part));
      for (const { id, length } of part) ends.set(id.client, id.clock + length);
      part = [];
    }
    part.push(struct);
    key = next ?? key;
  }
  // The last one has what is left of the whole, all deletions with it.
  return [...parts, Y.diffUpdate(update, Y.encodeStateVector(ends))];
}

/** Each after all that it builds on; null for an update that builds on itself. */
function inCausalOrder(structs: readonly Struct[]): Struct[] | null {
  const queues = Map.groupBy(structs, ({ id }) => id.client);
  const places = new Map([...queues].map(([client]) => [client, 0]));
  const isThere = (id: Y.ID | null) => {
    const queue = id && queues.get(id.client);
    if (!queue) return true;
    const next = queue[places.get(id.client) ?? 0];
    return next === undefined || id.clock < next.id.clock;
  };
  const ordered: Struct[] = [];
  for (;;) {
    const before = ordered.length;
    for (const [client, queue] of queues) {
      let place = places.get(client) ?? 0;
      for (let struct = queue[place]; struct; struct = queue[place]) {
        if (struct instanceof Y.Skip || !needsOf(struct).every(isThere)) break;
        ordered.push(struct);
        places.set(client, ++place);
      }
    }
    if (ordered.length === structs.length) return ordered;
    if (ordered.length === before) return null;
  }
}

function needsOf(struct: Struct): (Y.ID | null)[] {
  if (!(struct instanceof Y.Item)) return [];
  return [struct.origin, struct.rightOrigin, struct.parent instanceof Y.ID ? struct.parent : null];
}

/** The key that is written to, which a change beside another one does not carry. Null where nothing of it is there. */
function keyOf({ id }: Struct, { store }: Y.Doc): string | null {
  if (id.clock >= Y.getState(store, id.client)) return null;
  const item = Y.getItem(store, id) as Y.Item | Y.GC;
  return item instanceof Y.Item ? item.parentSub : null;
}

/** Yjs writes updates in this way, and offers it for whole documents only. */
function encoded(structs: readonly Struct[]): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  const byClient = Map.groupBy(structs, ({ id }) => id.client);
  encoder.writeLen(byClient.size);
  for (const [client, ofClient] of byClient) {
    encoder.writeLen(ofClient.length);
    encoder.writeClient(client);
    encoder.writeLen(ofClient[0]?.id.clock ?? 0);
    for (const struct of ofClient) struct.write(encoder, 0);
  }
  const deletions = 0;
  encoder.writeLen(deletions);
  return encoder.toUint8Array();
}
