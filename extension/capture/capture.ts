/**
 * Sees the report leave the portal, in one frame of its page. Three ways, as nobody knows how the portal delivers it:
 *
 * passive    `blob:` and `data:` addresses are read while the browser goes on with its own download;
 * take-over  the one request for an export is made here instead of by the browser, so that a token that works once
 *            is enough; what turns out to be no list is saved as the browser would have done;
 * page hook  `pageHook.ts` asks first about what fires no event.
 *
 * Outside of the profile, while paused, or when the pressed row says PDF, nothing is touched.
 */
import type { Provenance } from '#lib/bridge/messages.ts';
import { decodeDataUrl } from './dataUrl.ts';
import { cleanName } from './fileName.ts';
import { listenToPage, readBlob, readBlobUrl } from './blobs.ts';
import { judgeFile } from './judgeFile.ts';
import { isExport, type Portal } from './portals.ts';
import { isListFormat, pressedRow, provenanceOf } from './reportRow.ts';
import { bodyOf, type ExportRequest, isTooLarge, requestExport } from './request.ts';
import type { Miss } from '../messages.ts';

/** A list that was seen. */
export interface Caught {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rows: number;
  readonly provenance: Provenance | null;
  /** It was taken over: the browser downloads nothing. */
  readonly isOnlyHere: boolean;
}

export interface CaptureWorld {
  /** Null where the page belongs to no portal, or the capture is paused. */
  portal(): Portal | null;
  /** ms, ever growing. */
  now(): number;
  onPressed(provenance: Provenance): void;
  /** A list is about to be read: whoever waits for one need not any more. */
  onSeen(): void;
  onCaught(caught: Caught): void;
  onMissed(why: Miss, status?: number): void;
}

/** How long the pressed row speaks for what comes after it: reports are made when they are asked for. */
const ROW_COUNTS_FOR = 30_000;
const ASKED_AGAIN = 2_000;

export interface Capture {
  /** Gives a file to the browser's downloads, as if nobody had looked at it. */
  save(file: Blob, name: string): void;
}

export function watchFrame(world: CaptureWorld): Capture {
  const own = new Set<string>();
  const known = new Set<string>();
  const taking = new Set<string>();
  let pressed: { readonly provenance: Provenance; readonly at: number } | null = null;

  function provenance(): Provenance | null {
    return pressed && world.now() - pressed.at < ROW_COUNTS_FOR ? pressed.provenance : null;
  }

  /** The portal, unless the pressed row is of a format that is no list. */
  function listening(): Portal | null {
    const portal = world.portal();
    const row = provenance();
    return portal && row && isListFormat(portal, row) === false ? null : portal;
  }

  function judge(bytes: Uint8Array<ArrayBuffer>, name: string, isOnlyHere: boolean): boolean {
    const judged = judgeFile(bytes);
    if (judged.kind === 'tooLarge') world.onMissed('tooLarge');
    if (judged.kind === 'page' && provenance()) world.onMissed('sessionOver');
    if (judged.kind !== 'list') return false;
    world.onSeen();
    const { rows } = judged;
    world.onCaught({ name: cleanName(name), bytes, rows, provenance: provenance(), isOnlyHere });
    return true;
  }

  /** The browser goes on: what cannot be read, or is no list, is no loss. */
  async function readAlong(url: string, name: string): Promise<void> {
    // The same address is met by the event and by the hook.
    if (own.has(url) || known.has(url)) return;
    known.add(url);
    if (url.startsWith('data:')) {
      const bytes = decodeDataUrl(url);
      // The same text is the same list pressed again, some time later.
      setTimeout(() => known.delete(url), ASKED_AGAIN);
      if (bytes) judge(bytes, name, false);
      return;
    }
    const blob = await readBlobUrl(url);
    if (blob === null) return;
    if (isTooLarge(blob)) return provenance() ? world.onMissed('tooLarge') : undefined;
    judge(await readBlob(blob), name, false);
  }

  async function takeOver(request: ExportRequest): Promise<void> {
    const answer = await requestExport(fetch.bind(globalThis), request);
    switch (answer.kind) {
      case 'error':
        return world.onMissed('portalError', answer.status);
      case 'file':
        return takeFile(answer.blob, answer.name);
      case 'page':
      case 'none':
        if (request.body !== null) return world.onMissed('pressAgain');
        if (provenance()) world.onMissed(answer.kind === 'page' ? 'sessionOver' : 'noAnswer');
        // As without the extension: whatever the portal shows then is for the person to see.
        own.add(request.url);
        window.location.assign(request.url);
    }
  }

  /** A list goes on; anything else goes where the browser would have put it. */
  async function takeFile(blob: Blob, name: string): Promise<void> {
    if (isTooLarge(blob)) {
      if (provenance()) world.onMissed('tooLarge');
      return save(blob, name);
    }
    if (!judge(await readBlob(blob), name, true)) save(blob, name);
  }

  /**
   * Whether the request is made here: then the browser must not make it. A page that takes the window it did not get
   * for a blocked one, and asks in another way, asks for the same thing: it is not asked for twice.
   */
  function takes(portal: Portal | null, url: URL, body: ExportRequest['body']): boolean {
    if (!portal || own.has(url.href) || !isExport(portal, url)) return false;
    // Without an origin there are no cookies, and another origin's answer cannot be read.
    if (url.origin !== window.location.origin || window.origin === 'null') return false;
    if (body === null && taking.has(url.href)) return true;
    taking.add(url.href);
    setTimeout(() => taking.delete(url.href), ASKED_AGAIN);
    void takeOver({ url: url.href, body });
    return true;
  }

  function leave(url: string, body: ExportRequest['body'], name: string): boolean {
    const portal = listening();
    if (!portal || !URL.canParse(url)) return false;
    if (!/^(blob|data):/i.test(url)) return takes(portal, new URL(url), body);
    void readAlong(url, name);
    return false;
  }

  function save(file: Blob, name: string): void {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    own.add(link.href);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  window.addEventListener(
    'click',
    ({ target }) => {
      const portal = world.portal();
      const row = portal && pressedRow(portal, target);
      if (!portal || !row) return;
      pressed = { provenance: provenanceOf(portal, row), at: world.now() };
      // Of another format nothing is expected.
      if (isListFormat(portal, pressed.provenance) !== false) world.onPressed(pressed.provenance);
    },
    true,
  );

  // Where the answer goes elsewhere, this frame's own navigation does not tell: last, so that the page has had its say.
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    // A frame without an origin has no navigation events at all.
    if (!link || event.defaultPrevented) return;
    if (isHere(link.target) && window.origin !== 'null') return;
    if (leave(link.href, null, link.download)) event.preventDefault();
  });
  window.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
    if (isHere(form.target)) return;
    const isPost = form.method.toLowerCase() === 'post';
    const entries = new FormData(form, event.submitter);
    const url = isPost ? form.action : withQuery(form.action, entries);
    if (leave(url, isPost ? bodyOf(entries) : null, '')) event.preventDefault();
  });

  window.navigation?.addEventListener('navigate', (event) => {
    const { destination, downloadRequest, formData, navigationType } = event;
    if (destination.sameDocument || event.hashChange) return;
    if (navigationType !== 'push' && navigationType !== 'replace') return;
    const body = formData ? bodyOf(formData) : null;
    if (leave(destination.url, body, downloadRequest ?? '') && event.cancelable)
      event.preventDefault();
  });

  document.addEventListener('assistiti:leaving', (event) => {
    const asked = parseAsked((event as CustomEvent<unknown>).detail);
    if (!asked) return;
    const isPost = asked.method.toLowerCase() === 'post' && asked.how === 'submit';
    const entries = asked.body ?? [];
    const url = isPost || !asked.body ? asked.url : withQuery(asked.url, entries);
    if (leave(url, isPost ? bodyOf(entries) : null, '')) event.preventDefault();
  });
  listenToPage();

  return { save };
}

function isHere(target: string): boolean {
  return target === '' || target.toLowerCase() === '_self';
}

function withQuery(
  action: string,
  entries: Iterable<readonly [string, FormDataEntryValue]>,
): string {
  const url = new URL(action);
  url.search = new URLSearchParams(
    [...entries].map(([name, value]) => [name, String(value)]),
  ).toString();
  return url.href;
}

interface Asked {
  readonly how: string;
  readonly url: string;
  readonly method: string;
  readonly body?: readonly (readonly [string, string])[];
}

/** Of the page's own world: taken for what it says it is, as the page could make the request itself. */
function parseAsked(detail: unknown): Asked | null {
  try {
    const { how, url, method, body } = JSON.parse(String(detail)) as Record<string, unknown>;
    if (typeof how !== 'string' || typeof url !== 'string' || typeof method !== 'string')
      return null;
    const pairs = Array.isArray(body) ? (body as unknown[][]) : undefined;
    return {
      ...{ how, url, method },
      ...(pairs && { body: pairs.map(([name, value]) => [String(name), String(value)] as const) }),
    };
  } catch {
    return null;
  }
}
