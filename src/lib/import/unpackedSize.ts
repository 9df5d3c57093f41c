/**
 * How large a workbook is once unpacked. Its directory may lie, so every part is unpacked by the platform and thrown
 * away: a file made to fill the memory is known before anything reads it whole.
 */

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;
const DEFLATED = 8;

/** Bytes of all parts together; stops counting at `most`. Parts that do not unpack count as far as they go. */
export async function unpackedSize(bytes: Uint8Array, most: number): Promise<number> {
  let total = 0;
  for (const part of packedParts(bytes)) {
    if (total > most) break;
    total += part.isDeflated ? await inflatedSize(part.content, most - total) : part.content.length;
  }
  return total;
}

interface PackedPart {
  readonly content: Uint8Array<ArrayBuffer>;
  readonly isDeflated: boolean;
}

function* packedParts(bytes: Uint8Array): Generator<PackedPart> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end === null) return;
  let at = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0; count--) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) return;
    const length = view.getUint32(at + 20, true);
    const local = view.getUint32(at + 42, true);
    const isDeflated = view.getUint16(at + 10, true) === DEFLATED;
    at +=
      46 +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
    if (local + 30 > view.byteLength || view.getUint32(local, true) !== LOCAL_HEADER) continue;
    const begin = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    yield { content: bytes.slice(begin, begin + length), isDeflated };
  }
}

/** Where the end record stands: the last one, before a comment. Null where there is none. */
function endOfDirectory(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - END_LENGTH - LONGEST_COMMENT);
  for (let at = view.byteLength - END_LENGTH; at >= first; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  return null;
}

async function inflatedSize(content: Uint8Array<ArrayBuffer>, most: number): Promise<number> {
  const reader = new Blob([content])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
    .getReader();
  let size = 0;
  try {
    while (size <= most) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
    }
    await reader.cancel();
  } catch {
    // What does not unpack is for the reader of workbooks to judge.
  }
  return size;
}
