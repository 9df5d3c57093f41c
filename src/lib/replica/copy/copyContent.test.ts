import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { contentOf } from '../../../../tests/fixtures/replica.ts';
import { COLUMNS } from '#lib/domain/patient.ts';
import { practiceDocument, privateDocument, ssnDocument } from '../documents.ts';
import { type CopyContent, decodeContent, encodeContent } from './copyContent.ts';

const practice: CopyContent['practice'] = {
  id: 'practice-1',
  name: 'Studio dell’Olmo',
  idSecret: 'ab'.repeat(32),
  createdAt: 1_780_000_000_000,
  doctor: { id: 'doctor-1', firstName: 'Ada', lastName: 'Prova', doctorCode: '12345' },
  panelId: 'panel-1',
};

const anyValue = fc.record(
  {
    text: fc.string({ unit: 'grapheme' }),
    number: fc.integer(),
    nothing: fc.constant(null),
    list: fc.array(fc.string()),
    t: fc.string(),
    by: fc.string(),
  },
  { noNullPrototype: true },
);

const anyDocument = fc
  .array(fc.tuple(fc.constantFrom(...COLUMNS, 'imports'), fc.string({ minLength: 1 }), anyValue))
  .map((writes) => {
    const document = new Y.Doc();
    for (const [map, key, value] of writes) document.getMap(map).set(key, value);
    return document;
  });

const anyHistory = fc.array(
  fc.record({
    id: fc.string(),
    command: fc.string(),
    document: fc.constant(ssnDocument('panel-1')),
    kind: fc.constantFrom('import' as const, 'undoImport' as const, 'edit' as const),
    importId: fc.option(fc.string()),
    t: fc.string(),
    by: fc.string(),
    byName: fc.string({ unit: 'grapheme' }),
    at: fc.integer({ min: 0 }),
    patients: fc.array(fc.string()),
    changes: fc.constant([
      { patient: 'p1', column: 'note' as const, from: null, to: { text: 'perché' } },
    ]),
  }),
  { maxLength: 5 },
);

const anyContent = fc.record({
  practice: fc.constant(practice),
  userId: fc.constant('doctor-1'),
  madeAt: fc.integer({ min: 0 }),
  lastReading: fc.option(fc.string()),
  documents: fc
    .tuple(anyDocument, anyDocument, fc.constant(new Y.Doc()))
    .map(([ssn, priv, own]) => [
      { name: ssnDocument('panel-1'), document: ssn },
      { name: privateDocument('panel-1'), document: priv },
      { name: practiceDocument('practice-1'), document: own },
    ]),
  history: anyHistory,
  reports: fc.array(
    fc.record({
      importId: fc.string(),
      fileName: fc.string({ unit: 'grapheme' }),
      bytes: fc.uint8Array().map((bytes) => new Uint8Array(bytes)),
    }),
    { maxLength: 3 },
  ),
});

test('any content comes back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(anyContent, async (content) => {
      const decoded = await decodeContent(await encodeContent(content));
      if (!decoded.ok) throw new Error(decoded.error.kind);
      expect(plain(decoded.value)).toEqual(plain(content));
    }),
    { seed: 11, numRuns: 60 },
  );
});

function plain({ documents, ...rest }: CopyContent): unknown {
  return {
    ...rest,
    documents: documents.map(({ name, document }) => ({ name, content: contentOf(document) })),
  };
}

function content(more: Partial<CopyContent> = {}): CopyContent {
  const document = new Y.Doc();
  document.getMap('note').set('p1', { text: 'nota', t: '1', by: 'doctor-1' });
  return {
    practice,
    userId: 'doctor-1',
    madeAt: 1,
    lastReading: null,
    documents: [{ name: ssnDocument('panel-1'), document }],
    history: [],
    reports: [],
    ...more,
  };
}

async function repacked(change: (manifest: Record<string, unknown>) => object, extra = 0) {
  const packed = await encodeContent(content());
  const bytes = new Uint8Array(
    await new Response(
      new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')),
    ).arrayBuffer(),
  );
  const end = 4 + new DataView(bytes.buffer).getUint32(0);
  const manifest = JSON.parse(new TextDecoder().decode(bytes.subarray(4, end)));
  const text = new TextEncoder().encode(JSON.stringify(change(manifest)));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length);
  const blob = new Blob([length, text, bytes.subarray(end), new Uint8Array(extra)]);
  const stream = blob.stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

test.each<[string, (manifest: Record<string, unknown>) => object, 'damaged' | 'newerVersion']>([
  ['a newer format', (m) => ({ ...m, format: 3 }), 'newerVersion'],
  ['no practice', (m) => ({ ...m, practice: null }), 'damaged'],
  ['history that is missing', (m) => ({ ...m, historyRows: 1 }), 'damaged'],
  ['an entry of history that is none', (m) => ({ ...m, history: [{}], historyRows: 1 }), 'damaged'],
  ['fewer values than counted', (m) => withDocument(m, { values: 2 }), 'damaged'],
  ['a document of another list', (m) => withDocument(m, { name: 'ssn:other' }), 'damaged'],
  ['a document of no kind', (m) => withDocument(m, { name: 'record:panel-1' }), 'damaged'],
  ['a shorter document', (m) => withDocument(m, { bytes: 3 }), 'damaged'],
])('%s is refused', async (_, change, kind) => {
  expect(await decodeContent(await repacked(change))).toEqual({ ok: false, error: { kind } });
});

test('a byte too many, values without a stamp, and noise are refused', async () => {
  const damaged = { ok: false, error: { kind: 'damaged' } };
  expect((await decodeContent(await repacked((manifest) => manifest))).ok).toBe(true);
  expect(await decodeContent(await repacked((manifest) => manifest, 1))).toEqual(damaged);
  const document = new Y.Doc();
  document.getMap('note').set('p1', { text: 'nota' });
  const unstamped = content({ documents: [{ name: ssnDocument('panel-1'), document }] });
  expect(await decodeContent(await encodeContent(unstamped))).toEqual(damaged);
  expect(await decodeContent(new Uint8Array(50).fill(9))).toEqual(damaged);
});

function withDocument(manifest: Record<string, unknown>, change: object): object {
  const [first] = manifest.documents as object[];
  return { ...manifest, documents: [{ ...first, ...change }] };
}
