/** A request the page was about to make, and what came of making it in its place. */
import { MAX_BYTES } from '#lib/bridge/messages.ts';
import { attachmentName } from './fileName.ts';

export interface ExportRequest {
  readonly url: string;
  /** Null for GET. */
  readonly body: URLSearchParams | FormData | null;
}

export type Answer =
  | { readonly kind: 'file'; readonly name: string; readonly blob: Blob }
  | { readonly kind: 'error'; readonly status: number }
  /** No file: a page, or something the browser shows. */
  | { readonly kind: 'page' }
  /** The policy of the page forbids it, or the network is gone: it is not known whether the portal was asked. */
  | { readonly kind: 'none' };

/** One request, with the page's cookies: a token that works once is still good for it. */
export async function requestExport(
  fetch: typeof globalThis.fetch,
  { url, body }: ExportRequest,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      ...(body === null ? {} : { method: 'POST', body }),
      credentials: 'same-origin',
      cache: 'no-store',
    });
    if (!response.ok) return { kind: 'error', status: response.status };
    const name = attachmentName(response.headers.get('content-disposition'));
    if (name === null) return { kind: 'page' };
    return { kind: 'file', name, blob: await response.blob() };
  } catch {
    return { kind: 'none' };
  }
}

/** What a form sends: by its own encoding only where it holds files. */
export function bodyOf(
  entries: Iterable<readonly [string, FormDataEntryValue]>,
): ExportRequest['body'] {
  const pairs = [...entries];
  if (pairs.every(([, value]) => typeof value === 'string'))
    return new URLSearchParams(pairs as [string, string][]);
  const form = new FormData();
  for (const [name, value] of pairs) form.append(name, value);
  return form;
}

/** Larger than what is handed over: not even read. */
export function isTooLarge(blob: Blob): boolean {
  return blob.size > MAX_BYTES;
}
