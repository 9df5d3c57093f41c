/** From bytes to text: byte order mark, UTF-16 by its zeros, strict UTF-8, else Windows-1252. */
import type { Encoding } from './reading.ts';

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  /** NUL characters found and removed. */
  readonly nulBytes: number;
}

/** Decodes a text file. With `chosen` the user's encoding is used, whatever the bytes look like. */
export function decodeBytes(bytes: Uint8Array, chosen?: Encoding): DecodedText {
  const encoding = chosen ?? guessEncoding(bytes);
  const decoded = new TextDecoder(encoding, { ignoreBOM: false }).decode(bytes);
  let nulBytes = 0;
  for (let at = decoded.indexOf('\0'); at !== -1; at = decoded.indexOf('\0', at + 1)) nulBytes += 1;
  const text = nulBytes > 0 ? decoded.replaceAll('\0', '') : decoded;
  return { text: text.replace(/^\uFEFF/, ''), encoding, nulBytes };
}

/** The encoding the bytes are most likely written in. */
export function guessEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return utf16ByZeros(bytes) ?? (isMostlyUtf8(bytes) ? 'utf-8' : 'windows-1252');
}

/** Latin text in UTF-16 has a zero in every other byte, always on the same side. */
function utf16ByZeros(bytes: Uint8Array): Encoding | null {
  const length = Math.min(bytes.length, 4096) & ~1;
  if (length < 4) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'utf-16le';
  if (even > pairs * 0.6 && odd < pairs * 0.1) return 'utf-16be';
  return null;
}

/** A damaged byte or two, or a character cut at the end, must not spoil every accent of the file. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    const lossy = new TextDecoder('utf-8').decode(bytes);
    const bad = lossy.match(/\uFFFD/g)?.length ?? 0;
    const good = lossy.match(/[\u0080-\uFFFC]/g)?.length ?? 0;
    return good > bad * 4;
  }
}
