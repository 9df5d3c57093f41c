/** On the top frame of the practice's app: carries what the background holds to the page, and the page's answer back. */
import {
  CHANNEL,
  parseToExtension,
  PROTOCOL,
  type CarriedFile,
  type ToPage,
} from '#lib/bridge/messages.ts';
import { api } from './api.ts';
import type { ToBackground } from './messages.ts';

/** What the background answers to the app it serves; nothing to any other page of the same host. */
type Pulled = { readonly file: CarriedFile | null } | null | undefined;

const mark = globalThis as { assistitiBridge?: true };

/** Put here a second time where the app was open before the extension knew it. */
if (!mark.assistitiBridge) {
  mark.assistitiBridge = true;
  start();
}

function start(): void {
  window.addEventListener('message', (event) => {
    if (event.source !== window || event.origin !== location.origin) return;
    const message = parseToExtension(event.data);
    if (message?.kind === 'ready') void bring(message.nonce, message.protocol);
    if (message?.kind === 'received')
      void ask({ kind: 'received', id: message.id, sha256: message.sha256 });
  });
  api.runtime.onMessage.addListener((data: unknown, sender: chrome.runtime.MessageSender) => {
    const isOffer = (data as { kind?: unknown } | null)?.kind === 'offer';
    if (sender.id === api.runtime.id && isOffer) say({ channel: CHANNEL, kind: 'offer' });
  });
  // The page may have asked before anybody listened. Other pages of the host hear nothing.
  void ask({ kind: 'isApp' }).then((isApp) => {
    if (isApp === true) say({ channel: CHANNEL, kind: 'offer' });
  });
}

async function bring(nonce: string, protocol: number): Promise<void> {
  const pulled = (await ask({ kind: 'pull', protocol })) as Pulled;
  // This page is not the app.
  if (!pulled) return;
  const { version } = api.runtime.getManifest();
  say({ channel: CHANNEL, kind: 'hello', version, protocol: PROTOCOL });
  if (pulled.file) say({ channel: CHANNEL, kind: 'file', nonce, file: pulled.file });
}

function ask(message: ToBackground): Promise<unknown> {
  return api.runtime.sendMessage(message).catch(() => null);
}

function say(message: ToPage): void {
  window.postMessage(message, location.origin);
}
