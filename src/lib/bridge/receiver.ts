/**
 * The app's end of the bridge. It listens to its own window only, answers only what carries the nonce it gave out
 * last, opens a list once however often it is brought, and says `received` only of bytes whose hash it has checked.
 */
import { fromBase64 } from './base64.ts';
import {
  CHANNEL,
  parseToPage,
  PROTOCOL,
  type CarriedFile,
  type Provenance,
  type ToExtension,
  type ToPage,
} from './messages.ts';

export interface ReceivedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
  readonly rows: number;
  /** ms since 1970. */
  readonly capturedAt: number;
  readonly provenance: Provenance;
}

export interface ReceiverWorld {
  readonly window: Pick<Window, 'addEventListener' | 'removeEventListener' | 'postMessage'> & {
    readonly location: { readonly origin: string };
  };
  digest(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
  newNonce(): string;
  onFile(file: ReceivedFile): void;
  /** An extension is there; `isOld`: it speaks an older language than this app. */
  onExtension(extension: { readonly version: string; readonly isOld: boolean }): void;
  /** What came is not what was sent; nothing of it is kept. */
  onDamaged(): void;
}

/** Listens from now on, and asks whether something is waiting. Gives what ends it. */
export function openReceiver(world: ReceiverWorld): () => void {
  const { window } = world;
  const opened = new Set<string>();
  let nonce = '';

  function say(message: ToExtension): void {
    window.postMessage(message, window.location.origin);
  }

  function ask(): void {
    nonce = world.newNonce();
    say({ channel: CHANNEL, kind: 'ready', protocol: PROTOCOL, nonce });
  }

  async function take(file: CarriedFile, given: string): Promise<void> {
    const bytes = decode(file.bytes);
    const isWhole = bytes !== null && (await world.digest(bytes)) === file.sha256;
    if (!isWhole) return world.onDamaged();
    if (!opened.has(file.id)) {
      opened.add(file.id);
      const { name, sha256, rows, capturedAt, provenance } = file;
      world.onFile({ name, bytes, sha256, rows, capturedAt, provenance });
    }
    say({ channel: CHANNEL, kind: 'received', nonce: given, id: file.id, sha256: file.sha256 });
    // There may be another one behind it.
    ask();
  }

  function hear(message: ToPage): void {
    if (message.kind === 'offer') ask();
    else if (message.kind === 'hello')
      world.onExtension({ version: message.version, isOld: message.protocol < PROTOCOL });
    else if (message.nonce === nonce && nonce !== '') {
      nonce = '';
      void take(message.file, message.nonce);
    }
  }

  function onMessage(event: MessageEvent): void {
    if (event.source !== window || event.origin !== window.location.origin) return;
    const message = parseToPage(event.data);
    if (message) hear(message);
  }

  window.addEventListener('message', onMessage);
  ask();
  return () => window.removeEventListener('message', onMessage);
}

function decode(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return fromBase64(text);
  } catch {
    return null;
  }
}
