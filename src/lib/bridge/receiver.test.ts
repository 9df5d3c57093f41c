import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { toBase64 } from './base64.ts';
import { CHANNEL, PROTOCOL } from './messages.ts';
import { openReceiver, type ReceivedFile } from './receiver.ts';

const ORIGIN = 'https://assistiti.example';
const BYTES = Uint8Array.from({ length: 256 }, (_, at) => at);
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function openPage() {
  const said: Record<string, unknown>[] = [];
  const files: ReceivedFile[] = [];
  const log: string[] = [];
  let hear: (event: MessageEvent) => void = () => undefined;
  const window = {
    location: { origin: ORIGIN },
    addEventListener: (_: string, listener: typeof hear) => (hear = listener),
    removeEventListener: () => undefined,
    postMessage: (message: Record<string, unknown>) => said.push(message),
  };
  let nonces = 0;
  openReceiver({
    window: window as unknown as Parameters<typeof openReceiver>[0]['window'],
    digest: async (bytes) => hashOf(bytes),
    newNonce: () => `nonce-000${nonces++}`,
    onFile: (file) => files.push(file),
    onExtension: ({ version, isOld }) => log.push(`${version}${isOld ? ', old' : ''}`),
    onDamaged: () => log.push('damaged'),
  });
  const send = async (data: unknown, origin = ORIGIN, source: unknown = window) => {
    hear({ data, origin, source } as unknown as MessageEvent);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { said, files, log, send, window };
}

const carried = (change: object = {}) => ({
  ...{ id: 'transfer-1', name: 'elenco.csv', sha256: hashOf(BYTES), bytes: toBase64(BYTES) },
  ...{ rows: 3, capturedAt: 5 },
  provenance: {
    ...{ portal: 'SISS Medboard', doctorCode: '12345', reportType: null, format: 'CSV' },
    ...{ associates: false, createdOn: '2026-11-25', isPartial: false },
  },
  ...change,
});
const fileMessage = (nonce: string, change: object = {}) => ({
  ...{ channel: CHANNEL, kind: 'file', nonce },
  file: carried(change),
});

describe('the page', () => {
  test('asks, takes the bytes as they are, and says which it has', async () => {
    const { said, files, send } = openPage();
    expect(said).toEqual([
      { channel: CHANNEL, kind: 'ready', protocol: PROTOCOL, nonce: 'nonce-0000' },
    ]);
    await send(fileMessage('nonce-0000'));
    expect(files.map(({ bytes }) => [...bytes])).toEqual([[...BYTES]]);
    expect(said.slice(1).map(({ kind }) => kind)).toEqual(['received', 'ready']);
    expect(said[1]).toMatchObject({ nonce: 'nonce-0000', id: 'transfer-1', sha256: hashOf(BYTES) });
  });

  test('opens it once, and acknowledges it each time', async () => {
    const { said, files, send } = openPage();
    await send(fileMessage('nonce-0000'));
    await send(fileMessage('nonce-0001'));
    expect(files).toHaveLength(1);
    expect(said.filter(({ kind }) => kind === 'received')).toHaveLength(2);
  });

  test('hears nobody else: another window, another origin, an old or invented nonce, words that fit no schema', async () => {
    const { said, files, send } = openPage();
    await send(fileMessage('nonce-0000'), ORIGIN, {});
    await send(fileMessage('nonce-0000'), 'https://altro.example');
    await send(fileMessage('nonce-9999'));
    await send({ ...fileMessage('nonce-0000'), channel: 'altro' });
    await send(fileMessage('nonce-0000', { provenance: {} }));
    await send(fileMessage('nonce-0000', { sha256: 'x' }));
    await send('file');
    await send(null);
    expect(files).toEqual([]);
    expect(said).toHaveLength(1);
  });

  test('a used nonce is good no more', async () => {
    const { files, send } = openPage();
    await send(fileMessage('nonce-0000'));
    await send(fileMessage('nonce-0000', { id: 'transfer-2' }));
    expect(files).toHaveLength(1);
  });

  test.each([[{ bytes: toBase64(BYTES.slice(1)) }], [{ bytes: 'no base64!' }]])(
    'says so and acknowledges nothing when the bytes are others',
    async (change) => {
      const { said, files, log, send } = openPage();
      await send(fileMessage('nonce-0000', change));
      expect(files).toEqual([]);
      expect(log).toEqual(['damaged']);
      expect(said.map(({ kind }) => kind)).toEqual(['ready']);
    },
  );

  test('tells an extension that speaks an older language', async () => {
    const { log, send } = openPage();
    await send({ channel: CHANNEL, kind: 'hello', version: '0.1.0', protocol: PROTOCOL });
    await send({ channel: CHANNEL, kind: 'hello', version: '0.0.9', protocol: PROTOCOL - 1 });
    expect(log).toEqual(['0.1.0', '0.0.9, old']);
  });
});
