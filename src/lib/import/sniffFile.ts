/** What a file is by its first bytes, whatever its name says. */
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { MAX_MEGABYTES, MEGABYTE } from './limits.ts';
import type { Encoding, FileRefusal } from './reading.ts';

export type Content = 'text' | 'xlsx' | 'xls';

const IMAGES = ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'BM', 'II*\0', 'MM\0*', '\0\0\x01\0'];
const ARCHIVES = ['\x1f\x8b', '7z\xbc\xaf', 'Rar!', 'BZh', '\xfd7zXZ'];
const OLE = '\xd0\xcf\x11\xe0';
/** Sheets of Excel 2 to 4, which stand in no container. */
const OLD_SHEETS = ['\x09\x00\x04\x00', '\x09\x02\x06\x00', '\x09\x04\x06\x00', '\x09\x08'];

/** Recognises what can be read, and refuses what plainly cannot. Text is looked at again once decoded. */
export function sniffFile(bytes: Uint8Array): Result<Content, FileRefusal> {
  if (bytes.length > MAX_MEGABYTES * MEGABYTE) {
    const megabytes = Math.ceil(bytes.length / MEGABYTE);
    return failed({ kind: 'tooLarge', megabytes, limit: MAX_MEGABYTES });
  }
  if (bytes.length === 0) return failed({ kind: 'empty' });
  const start = latin1(bytes.subarray(0, 1024));
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return sniffZip(bytes);
  if (start.startsWith(OLE)) return ok('xls');
  if (OLD_SHEETS.some((magic) => start.startsWith(magic))) return ok('xls');
  if (start.trimStart().startsWith('%PDF-')) return failed({ kind: 'pdf' });
  if (ARCHIVES.some((magic) => start.startsWith(magic))) return failed({ kind: 'zip' });
  if (isImage(start)) return failed({ kind: 'image' });
  return ok('text');
}

/** Refuses text that is not a list: nothing in it, a web page, bytes that are no text at all. */
export function refuseText(text: string, nulBytes: number, encoding: Encoding): FileRefusal | null {
  const length = text.length + nulBytes;
  const looked = text.slice(0, MEGABYTE);
  // eslint-disable-next-line no-control-regex
  const controls = looked.match(/[\x01-\x08\x0e-\x1f]/g)?.length ?? 0;
  const broken = encoding === 'windows-1252' ? 0 : (looked.match(/\uFFFD/g)?.length ?? 0);
  if (nulBytes > length / 10 || controls + broken > looked.length / 20) return { kind: 'binary' };
  if (/^\s*$/.test(looked) && text.trim() === '') return { kind: 'empty' };
  return isWebPage(text) ? { kind: 'html' } : null;
}

function isWebPage(text: string): boolean {
  const start = text.slice(0, 8192).trimStart();
  return (
    start.startsWith('<') && /<(!doctype html|html|head|body|script|form|table|div)\b/i.test(start)
  );
}

function isImage(start: string): boolean {
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return true;
  if (/^(heic|heix|mif1|avif)/.test(start.slice(8, 12)) && start.slice(4, 8) === 'ftyp')
    return true;
  // Two letters are too few to call a text an image: a bitmap also has zeros in its header.
  if (start.startsWith('BM')) return start.slice(6, 10) === '\0\0\0\0';
  return IMAGES.some((magic) => start.startsWith(magic));
}

/** A workbook is an archive whose parts stand in `xl/`; documents and presentations have theirs elsewhere. */
function sniffZip(bytes: Uint8Array): Result<Content, FileRefusal> {
  const names = latin1(bytes.subarray(0, MEGABYTE)) + latin1(bytes.subarray(-MEGABYTE));
  if (names.includes('xl/')) return ok('xlsx');
  const otherOffice = /word\/|ppt\/|mimetypeapplication\//.test(names);
  return names.includes('[Content_Types].xml') && !otherOffice
    ? ok('xlsx')
    : failed({ kind: 'zip' });
}

/** One character per byte; `TextDecoder('latin1')` would give Windows-1252's quotes and dashes. */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return text;
}
