/** Blobs of the page, which may take their address back in the same moment. */
import { fromBase64 } from '#lib/bridge/base64.ts';

const CHANNEL = 'assistiti:blob';
/** How long the page's own world may take to answer, ms. */
const WAIT = 2_000;

const waiting = new Map<string, (blob: Blob) => void>();

/** Hears what the page's own world hands over. Once for each frame. */
export function listenToPage(): void {
  window.addEventListener('message', (event) => {
    const data = event.data as { channel?: unknown; url?: unknown; blob?: unknown } | null;
    if (event.source !== window || data?.channel !== CHANNEL) return;
    const take = waiting.get(String(data.url));
    waiting.delete(String(data.url));
    take?.(data.blob as Blob);
  });
}

/**
 * Asked for at once in both ways, as the address may be gone in a moment: by itself, which a page's policy forbids in
 * Firefox and a frame without an origin everywhere, and of the page's own world. Null when it cannot be had.
 */
export async function readBlobUrl(url: string): Promise<Blob | null> {
  const fetched = fetch(url).then((response) => response.blob());
  const handed = new Promise<Blob>((resolve, reject) => {
    waiting.set(url, resolve);
    setTimeout(() => {
      waiting.delete(url);
      reject(new Error('The page did not hand it over'));
    }, WAIT);
  });
  document.dispatchEvent(new CustomEvent('assistiti:want', { detail: url }));
  return Promise.any([fetched, handed]).catch(() => null);
}

/** As text: the buffer of a page's blob cannot be read from a content script in Firefox. */
export async function readBlob(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error('The file cannot be read'));
    reader.readAsDataURL(blob);
  });
  return fromBase64(url.slice(url.indexOf(',') + 1));
}
