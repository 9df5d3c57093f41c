/**
 * What a safety copy holds: the practice's identity, every document of the user, the history of every command,
 * the reports of imports, the last clock reading. Before sealing it is one gzip stream of
 * `<length of the manifest, 4 bytes> <manifest, JSON> <documents> <reports>`; the manifest tells the lengths
 * and counts, and a content that does not agree with it is refused whole.
 */
import * as Y from 'yjs';
import { z } from 'zod';
import { COLUMNS } from '#lib/domain/patient.ts';
import type { Practice } from '#lib/domain/practice.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { firstTeam } from '#lib/domain/team.ts';
import { COMMAND_KINDS } from '../command.ts';
import {
  type DocumentName,
  documentKind,
  documentOwner,
  practiceDocument,
  rootMaps,
} from '../documents.ts';
import type { HistoryRow, ImportReport } from '../ledger.ts';
import { practiceSchema } from '../practiceSchema.ts';
import { teamIn } from '../teamColumns.ts';
import type { Bytes } from './sealedFile.ts';

export interface CopyContent {
  readonly practice: Practice;
  readonly userId: string;
  /** ms since 1970. */
  readonly madeAt: number;
  /** Newest clock reading that the copy covers; null when nothing was ever written. */
  readonly lastReading: string | null;
  readonly documents: readonly { readonly name: DocumentName; readonly document: Y.Doc }[];
  readonly history: readonly HistoryRow[];
  readonly reports: readonly ImportReport[];
}

export type ContentRefusal = { readonly kind: 'damaged' | 'newerVersion' };

/** 2: lists of several doctors. */
const FORMAT = 2;
const LENGTH_BYTES = 4;

const count = z.number().int().nonnegative();
const value = z.record(z.string(), z.unknown()).nullable();

/** Loose: what later versions add to a row comes through. */
const historySchema = z.looseObject({
  id: z.string(),
  command: z.string(),
  document: z.string().refine((name) => documentKind(name) !== null),
  kind: z.enum(COMMAND_KINDS),
  importId: z.string().nullable(),
  t: z.string(),
  by: z.string(),
  byName: z.string(),
  at: z.number(),
  patients: z.array(z.string()),
  changes: z.array(
    z.object({ patient: z.string(), column: z.enum(COLUMNS), from: value, to: value }),
  ),
});

const manifestSchema = z.object({
  format: z.number().int().min(1).max(FORMAT),
  practice: practiceSchema,
  userId: z.string().min(1),
  madeAt: z.number(),
  lastReading: z.string().nullable(),
  documents: z.array(z.object({ name: z.string(), bytes: count, values: count })),
  reports: z.array(z.object({ importId: z.string(), fileName: z.string(), bytes: count })),
  historyRows: count,
  history: z.array(historySchema),
});

type Manifest = z.infer<typeof manifestSchema>;

const stampSchema = z.object({ t: z.string(), by: z.string() });

export async function encodeContent(content: CopyContent): Promise<Bytes> {
  const { documents, reports, history, ...head } = content;
  const updates = documents.map(({ document }) => Y.encodeStateAsUpdate(document));
  const manifest = {
    format: FORMAT,
    ...head,
    documents: documents.map(({ name, document }, at) => ({
      name,
      bytes: updates[at]?.length ?? 0,
      values: valuesIn(name, document),
    })),
    reports: reports.map(({ importId, fileName, bytes }) => ({
      importId,
      fileName,
      bytes: bytes.length,
    })),
    historyRows: history.length,
    history,
  };
  const text = new TextEncoder().encode(JSON.stringify(manifest));
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, text.length);
  const parts = [length, text, ...updates, ...reports.map(({ bytes }) => bytes)];
  return throughStream(new Blob(parts as Bytes[]), new CompressionStream('gzip'));
}

/** Checks everything before it gives anything: lengths, schema, every document and what it holds. */
export async function decodeContent(
  compressed: Bytes,
): Promise<Result<CopyContent, ContentRefusal>> {
  const bytes = await throughStream(new Blob([compressed]), new DecompressionStream('gzip')).catch(
    () => null,
  );
  if (!bytes || bytes.length < LENGTH_BYTES) return failed({ kind: 'damaged' });
  const manifestEnd = LENGTH_BYTES + new DataView(bytes.buffer).getUint32(0);
  const manifest = readManifest(bytes.subarray(LENGTH_BYTES, manifestEnd));
  if (!manifest.ok) return manifest;
  const { documents, reports, historyRows, format: _, ...head } = manifest.value;
  const parts = [...documents, ...reports];
  const end = parts.reduce((sum, part) => sum + part.bytes, manifestEnd);
  if (end !== bytes.length || historyRows !== head.history.length) {
    return failed({ kind: 'damaged' });
  }
  let at = manifestEnd;
  const next = (length: number) => bytes.slice(at, (at += length));
  const decoded: { name: DocumentName; document: Y.Doc }[] = [];
  for (const { name, bytes: length, values } of documents) {
    const document = decodeDocument(name, next(length));
    if (!document || valuesIn(name, document) !== values) return failed({ kind: 'damaged' });
    decoded.push({ name: name as DocumentName, document });
  }
  if (!belongTogether(decoded, head.practice)) return failed({ kind: 'damaged' });
  return ok({
    ...head,
    history: head.history as HistoryRow[],
    documents: decoded,
    reports: reports.map(({ bytes: length, ...report }) => ({ ...report, bytes: next(length) })),
  });
}

function readManifest(text: Uint8Array): Result<Manifest, ContentRefusal> {
  let read: unknown;
  try {
    read = JSON.parse(new TextDecoder().decode(text));
  } catch {
    return failed({ kind: 'damaged' });
  }
  const format = z.object({ format: z.number() }).safeParse(read).data?.format ?? 0;
  if (format > FORMAT) return failed({ kind: 'newerVersion' });
  const parsed = manifestSchema.safeParse(read);
  return parsed.success ? ok(parsed.data) : failed({ kind: 'damaged' });
}

/** Whether every list is that of somebody of the practice, as its own document tells. */
function belongTogether(documents: CopyContent['documents'], practice: Practice): boolean {
  const own = documents.find(({ name }) => name === practiceDocument(practice.id));
  const { assignees } = own ? teamIn(own.document, practice) : firstTeam(practice);
  const panels = new Set(assignees.map(({ panel }) => panel));
  return documents.every((one) => one === own || panels.has(documentOwner(one.name)));
}

/** Null for what is no document of ours, or not whole. */
function decodeDocument(name: string, update: Bytes): Y.Doc | null {
  const kind = documentKind(name);
  if (kind === null) return null;
  const document = new Y.Doc();
  try {
    Y.applyUpdate(document, update);
    if (document.store.pendingStructs || document.store.pendingDs) return null;
    for (const map of rootMaps(kind)) {
      for (const stored of document.getMap(map).values()) stampSchema.parse(stored);
    }
    return document;
  } catch {
    return null;
  }
}

function valuesIn(name: string, document: Y.Doc): number {
  const kind = documentKind(name);
  if (kind === null) return 0;
  return rootMaps(kind).reduce((sum, map) => sum + document.getMap(map).size, 0);
}

async function throughStream(
  blob: Blob,
  stream: CompressionStream | DecompressionStream,
): Promise<Bytes> {
  const answer = new Response(blob.stream().pipeThrough(stream));
  return new Uint8Array(await answer.arrayBuffer());
}
