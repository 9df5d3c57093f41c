/** Bytes of a text in the encodings old portals and programs write. */

export const ENCODINGS = [
  'windows-1252',
  'iso-8859-1',
  'utf-8',
  'utf-8-bom',
  'utf-16le-bom',
] as const;
export type ListEncoding = (typeof ENCODINGS)[number];

const BOM = '\uFEFF';

/** The signs of Windows-1252 outside Latin-1 that names and addresses may hold. */
const WINDOWS_1252: ReadonlyMap<number, number> = new Map([
  [0x20ac, 0x80],
  [0x0160, 0x8a],
  [0x0152, 0x8c],
  [0x017d, 0x8e],
  [0x2018, 0x91],
  [0x2019, 0x92],
  [0x201c, 0x93],
  [0x201d, 0x94],
  [0x2013, 0x96],
  [0x2014, 0x97],
  [0x0161, 0x9a],
  [0x0153, 0x9c],
  [0x017e, 0x9e],
  [0x0178, 0x9f],
]);

/** Typographer's signs become plain ones where ISO-8859-1 has none. Throws on a sign the encoding lacks. */
export function encodeText(text: string, encoding: ListEncoding): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return new TextEncoder().encode(text);
    case 'utf-8-bom':
      return new TextEncoder().encode(BOM + text);
    case 'utf-16le-bom':
      return utf16le(BOM + text);
    case 'iso-8859-1':
      return singleBytes(text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"'), new Map());
    case 'windows-1252':
      return singleBytes(text, WINDOWS_1252);
  }
}

function utf16le(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[i * 2] = unit & 0xff;
    bytes[i * 2 + 1] = unit >> 8;
  }
  return bytes;
}

function singleBytes(text: string, beyondLatin1: ReadonlyMap<number, number>): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isLatin1 = code < 0x80 || (code >= 0xa0 && code <= 0xff);
    const byte = isLatin1 ? code : beyondLatin1.get(code);
    if (byte === undefined) throw new RangeError(`The encoding lacks '${text.charAt(i)}'`);
    bytes[i] = byte;
  }
  return bytes;
}
