import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { toBase64 } from '#lib/bridge/base64.ts';
import { CHANNEL, PROTOCOL } from '#lib/bridge/messages.ts';
import type { IncomingList } from '#lib/ui/import/incomingLists.svelte.ts';
import { type CompanionWorld, openCompanion } from './companion.ts';

const ORIGIN = 'https://assistiti.example';

function openDesk() {
  const stored = new Map<string, string>();
  const lists: IncomingList[] = [];
  let hear: (event: MessageEvent) => void = () => undefined;
  let launch: (launched: { files: { getFile(): Promise<File> }[] }) => void = () => undefined;
  const window = {
    location: { origin: ORIGIN },
    addEventListener: (_: string, listener: typeof hear) => (hear = listener),
    removeEventListener: () => undefined,
    postMessage: () => undefined,
    launchQueue: { setConsumer: (take: typeof launch) => (launch = take) },
  };
  const companion = openCompanion({
    window: window as unknown as CompanionWorld['window'],
    subtle: crypto.subtle,
    storage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
    },
    storageKey: 'hand-over',
    newNonce: () => 'nonce-0000',
    now: () => 7_000,
  });
  companion.listen({ onList: (list) => lists.push(list), onDamaged: () => undefined });
  const send = (data: object) =>
    hear({ data, origin: ORIGIN, source: window } as unknown as MessageEvent);
  return {
    companion,
    lists,
    stored,
    send,
    launch: (files: File[]) =>
      launch({ files: files.map((file) => ({ getFile: async () => file })) }),
  };
}

test('a list from the extension comes with what was told of it; of it only when and how long is kept', async () => {
  const { companion, lists, stored, send } = openDesk();
  const shown: unknown[] = [];
  companion.watch((state) => shown.push(state));
  expect(shown).toEqual([{ extension: null, last: null }]);
  send({ channel: CHANNEL, kind: 'hello', version: '0.1.0', protocol: PROTOCOL });
  const bytes = new TextEncoder().encode('Cognome;Nome;CF\r\nROSSI;MARIO;X\r\n');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const provenance = {
    ...{ portal: 'SISS Medboard', doctorCode: null, reportType: null, format: null },
    ...{ associates: null, createdOn: null, isPartial: false },
  };
  const file = { id: 'transfer-1', name: 'elenco.csv', sha256, bytes: toBase64(bytes), rows: 1 };
  send({
    ...{ channel: CHANNEL, kind: 'file', nonce: 'nonce-0000' },
    file: { ...file, capturedAt: 5, provenance },
  });
  await expect.poll(() => lists.length).toBe(1);
  expect(new Uint8Array((await lists[0]?.file.arrayBuffer()) ?? [])).toEqual(bytes);
  expect(lists[0]?.report).toEqual({ provenance, capturedAt: 5, sha256 });
  expect([...stored]).toEqual([['hand-over', '{"at":7000,"rows":1}']]);
  expect(shown.at(-1)).toEqual({
    extension: { version: '0.1.0', isOld: false },
    last: { at: 7_000, rows: 1 },
  });
});

test('files opened with the app come one after the other', async () => {
  const { lists, launch } = openDesk();
  launch([new File(['a'], 'a.csv'), new File(['b'], 'b.xlsx')]);
  await expect.poll(() => lists.map(({ file }) => file.name)).toEqual(['a.csv', 'b.xlsx']);
  expect(lists.map(({ report }) => report)).toEqual([null, null]);
});
