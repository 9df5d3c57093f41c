/** Whether what was caught is a list of patients: everything else is left alone. */
import { MAX_BYTES } from '#lib/bridge/messages.ts';

export type Judgement =
  | { readonly kind: 'list'; readonly rows: number }
  | { readonly kind: 'tooLarge' }
  /** A page in place of the file: the session of the portal is over. */
  | { readonly kind: 'page' }
  | { readonly kind: 'other' };

/** Enough for title lines and a header. */
const HEAD = 8 * 1024;
const HEADER_LINES = 15;
const HEADER_WORD = /\b(cod\w*[ _.]*fis\w*|cf|cognome|nominativo|assistit[oi]|pazient[ei])\b/i;

export function judgeFile(bytes: Uint8Array): Judgement {
  const head = decode(bytes.subarray(0, HEAD));
  if (/^\s*<(!doctype|html|head|body)/i.test(head)) return { kind: 'page' };
  if (!isText(head) || !hasHeader(head)) return { kind: 'other' };
  if (bytes.length > MAX_BYTES) return { kind: 'tooLarge' };
  return { kind: 'list', rows: Math.max(0, countLines(bytes) - 1) };
}

/** Only to look at it: the bytes go on as they are. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('windows-1252').decode(bytes);
}

function isText(head: string): boolean {
  // Line ends and tabs apart, text has no control characters; a PDF or an archive does.
  // eslint-disable-next-line no-control-regex
  return head.length > 0 && !/^%PDF|[\x00-\x08\x0e-\x1f]/.test(head);
}

function hasHeader(head: string): boolean {
  const lines = head.split(/\r\n|\r|\n/).slice(0, HEADER_LINES);
  return lines.some((line) => line.split(/[;,\t|]/).length >= 3 && HEADER_WORD.test(line));
}

/** Not in cells: a line end between quotation marks ends no row. */
function countLines(bytes: Uint8Array): number {
  let [lines, quoted, filled] = [0, false, false];
  for (const byte of bytes) {
    if (byte === 0x22) quoted = !quoted;
    if (byte === 0x0a && !quoted) {
      if (filled) lines++;
      filled = false;
    } else if (byte > 0x20) filled = true;
  }
  return filled ? lines + 1 : lines;
}
