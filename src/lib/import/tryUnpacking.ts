/**
 * A workbook is unpacked once by the platform, part by part, and thrown away, before its reader sees it: what the
 * directory says of its size may be a lie, and on a part cut short the reader would look for an end for ever.
 */

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;
const DEFLATED = 8;

/** `tooLarge`: more than `most` bytes together. `damaged`: some part, or the directory, is not whole. */
export type Unpacking = 'whole' | 'damaged' | 'tooLarge';

export async function tryUnpacking(bytes: Uint8Array, most: number): Promise<Unpacking> {
  const parts = packedParts(bytes);
  if (parts === null) return 'damaged';
  let total = 0;
  for (const { content, isDeflated } of parts) {
    const size = isDeflated ? await inflatedSize(content, most - total) : content.length;
    if (size === null) return 'damaged';
    total += size;
    if (total > most) return 'tooLarge';
  }
  return 'whole';
}

interface PackedPart {
  readonly content: Uint8Array<ArrayBuffer>;
  readonly isDeflated: boolean;
}

/** Null when the directory leads astray. */
function packedParts(bytes: Uint8Array): PackedPart[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end === null) return null;
  const parts: PackedPart[] = [];
  let at = view.getUint32(end + 16, true);
  for (let count = view.getUint16(end + 10, true); count > 0; count--) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) return null;
    const length = view.getUint32(at + 20, true);
    const local = view.getUint32(at + 42, true);
    const isDeflated = view.getUint16(at + 10, true) === DEFLATED;
    at +=
      46 +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
    if (local + 30 > view.byteLength || view.getUint32(local, true) !== LOCAL_HEADER) return null;
    const begin = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (begin + length > bytes.length) return null;
    parts.push({ content: bytes.slice(begin, begin + length), isDeflated });
  }
  return parts;
}

/** Where the end record stands: the last one, before a comment. Null where there is none. */
function endOfDirectory(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - END_LENGTH - LONGEST_COMMENT);
  for (let at = view.byteLength - END_LENGTH; at >= first; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  return null;
}

/** Null for what does not inflate to its end. */
async function inflatedSize(
  content: Uint8Array<ArrayBuffer>,
  most: number,
): Promise<number | null> {
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
    return size;
  } catch {
    return null;
  }
}
