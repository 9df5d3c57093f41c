/** The built app: files with their cache rules, and the page for every address a person can open. */
import type { Context, Handler } from 'hono';
import type { Build, BuiltFile } from './build.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const REVALIDATE = 'no-cache';

/** Addresses that are never the app's own. */
const RESERVED = /^\/(api|sync|healthz)(\/|$)/;

export function serveBuild(build: Build): Handler {
  return (context) => {
    const path = decodedPath(context.req.path);
    if (path === null || RESERVED.test(path)) return context.notFound();
    const file = build.files.get(path);
    if (file)
      return answer(context, file, path.startsWith('/_app/immutable/') ? IMMUTABLE : REVALIDATE);
    if (isNavigation(context, path)) return answer(context, build.page, REVALIDATE);
    return context.notFound();
  };
}

function decodedPath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** A person opening an address, not a script or a tag asking for a file. */
function isNavigation(context: Context, path: string): boolean {
  if (path === '/') return true;
  const asksForPage = (context.req.header('accept') ?? '').includes('text/html');
  const isFile = /\.[^/]*$/.test(path);
  return asksForPage && !isFile;
}

function answer(context: Context, file: BuiltFile, cacheControl: string): Response {
  const headers = { 'Cache-Control': cacheControl, ETag: file.etag };
  if (holdsTag(context.req.header('if-none-match'), file.etag))
    return context.body(null, 304, headers);
  return context.body(file.bytes, 200, { ...headers, 'Content-Type': file.type });
}

/** `If-None-Match` compares weakly (RFC 9110 §13.1.2): a proxy that compresses may have marked the tag `W/`. */
function holdsTag(header: string | undefined, etag: string): boolean {
  if (!header) return false;
  return header
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === '*' || tag === etag);
}
