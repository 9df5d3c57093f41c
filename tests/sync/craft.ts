/** Frames and updates that no desktop of ours would send. */
import * as Y from 'yjs';

export const SYNC_FRAME = 0;
export const AWARENESS_FRAME = 1;
export const STATELESS_FRAME = 5;

export function varUint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}

function varBytes(bytes: Uint8Array): number[] {
  return [...varUint(bytes.length), ...bytes];
}

export function frame(name: string, ...rest: readonly number[]): Uint8Array {
  return new Uint8Array([...varBytes(new TextEncoder().encode(name)), ...rest]);
}

/** An update as the sync protocol carries it. */
export function updateFrame(name: string, update: Uint8Array): Uint8Array {
  const [message, kind] = [SYNC_FRAME, 2];
  return frame(name, message, kind, ...varBytes(update));
}

export function statelessFrame(name: string, payload: string): Uint8Array {
  return frame(name, STATELESS_FRAME, ...varBytes(new TextEncoder().encode(payload)));
}

/** What `write` does to a document that holds what `known` does, under a client of its own, as an update. */
export function craftUpdate(
  known: Y.Doc,
  write: (document: Y.Doc) => void,
  client?: number,
): Uint8Array {
  const document = new Y.Doc();
  Y.applyUpdate(document, Y.encodeStateAsUpdate(known));
  if (client !== undefined) document.clientID = client;
  const before = Y.encodeStateVector(document);
  document.transact(() => write(document));
  return Y.encodeStateAsUpdate(document, before);
}
