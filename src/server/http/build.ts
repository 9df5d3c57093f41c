/**
 * The built app, read into memory once at start: what is served stays one coherent version while a newer one is
 * being built, and a request can only ever name a file of this map.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { failed, ok, type Result } from '#lib/domain/result.ts';

export interface BuiltFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly etag: string;
}

export interface Build {
  /** By URL path, `/_app/version.json`. */
  readonly files: ReadonlyMap<string, BuiltFile>;
  /** The page that answers every address of the app. */
  readonly page: BuiltFile;
  /** The CSP sources of the page's inline scripts, `'sha256-…'`. */
  readonly scriptHashes: readonly string[];
}

const PAGE = '/200.html';

/** Reads a build folder; one without its page is no build. */
export function readBuild(folder: string): Result<Build, 'missing'> {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return failed('missing');
  }
  const files = new Map(
    names.map((name) => [`/${relative(folder, name).split(sep).join('/')}`, readBuiltFile(name)]),
  );
  const page = files.get(PAGE);
  if (!page) return failed('missing');
  return ok({ files, page, scriptHashes: hashInlineScripts(new TextDecoder().decode(page.bytes)) });
}

/** The CSP source of each inline script of a page, over exactly the characters between its tags. */
export function hashInlineScripts(page: string): string[] {
  const scripts = page.matchAll(/<script(?![^>]*\ssrc\s*=)[^>]*>([\s\S]*?)<\/script>/gi);
  return [...scripts].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json; charset=utf-8',
  woff2: 'font/woff2',
};

function readBuiltFile(path: string): BuiltFile {
  const bytes = new Uint8Array(readFileSync(path));
  const ending = path.slice(path.lastIndexOf('.') + 1);
  return {
    bytes,
    type: TYPES[ending] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
  };
}
