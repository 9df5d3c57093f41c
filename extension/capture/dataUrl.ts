/** A `data:` address by hand: a content script may not fetch one where the page's policy forbids it. */
import { fromBase64 } from '#lib/bridge/base64.ts';

/** Null when it is not one. What is not encoded as base64 is percent-encoded, byte by byte. */
export function decodeDataUrl(url: string): Uint8Array<ArrayBuffer> | null {
  const parts = /^data:([^,]*),([\s\S]*)$/i.exec(url);
  if (!parts) return null;
  const [, kind = '', content = ''] = parts;
  const body = content.replace(/#.*$/s, '');
  try {
    return /;\s*base64\s*$/i.test(kind) ? fromBase64(unescapeText(body)) : bytesOf(body);
  } catch {
    return null;
  }
}

function unescapeText(text: string): string {
  return text.includes('%') ? decodeURIComponent(text) : text;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const escaped = bytes[at] === PERCENT ? /^[0-9a-f]{2}$/i.exec(hexAt(bytes, at)) : null;
    bytes[length++] = escaped ? Number.parseInt(escaped[0], 16) : (bytes[at] ?? 0);
    if (escaped) at += 2;
  }
  return bytes.slice(0, length);
}

const PERCENT = 0x25;

function hexAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at + 1, at + 3));
}
