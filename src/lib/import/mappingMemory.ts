/**
 * How a list mapped by hand is known again: by the hash of its header, words compared as header synonyms are.
 * A column more, less or elsewhere is another list, which is asked about.
 */
import { sameValue } from '#lib/domain/change.ts';
import type { Practice } from '#lib/domain/practice.ts';
import type { DocumentCommand, Write } from '#lib/replica/command.ts';
import { practiceDocument } from '#lib/replica/documents.ts';
import { type MappingValue, mappingOf } from '#lib/replica/practiceColumns.ts';
import type { Replica } from '#lib/replica/replica.ts';
import type { CommandHead } from '#lib/replica/author.ts';
import { filledWidth, plainWords } from './cellText.ts';
import { LIST_FIELDS, type Mapping } from './fields.ts';
import { mapHeader } from './headerSynonyms.ts';
import type { OpenFile } from './openFile.ts';

export interface MappingMemory {
  readonly replica: Replica;
  readonly practice: Practice;
  /** SHA-256, hex. */
  readonly digest: (bytes: Uint8Array) => Promise<string>;
}

export interface RecalledMapping {
  readonly id: string;
  readonly name: string;
  readonly mapping: Mapping;
}

/** The key of a header; null for a table without one, which nothing tells from another. */
export async function mappingKey(
  header: readonly string[],
  digest: MappingMemory['digest'],
): Promise<string | null> {
  const words = header.slice(0, filledWidth(header)).map(plainWords);
  if (words.every((word) => word === '')) return null;
  return digest(new TextEncoder().encode(words.join('\n')));
}

/** What was confirmed by hand for this very header. */
export async function recallMapping(
  { replica, practice, digest }: MappingMemory,
  header: readonly string[],
): Promise<RecalledMapping | null> {
  const id = await mappingKey(header, digest);
  if (id === null) return null;
  const stored = mappingOf(await replica.document(practiceDocument(practice.id)), id);
  return stored && { id, name: stored.name, mapping: knownFields(stored.columns) };
}

/** Keeps what was mapped by hand in a file; null when the file would be read so without it. */
export async function rememberCommand(
  memory: MappingMemory,
  head: CommandHead,
  { choices, table, fileName }: OpenFile,
): Promise<DocumentCommand | null> {
  const id = await mappingKey(table.header, memory.digest);
  if (id === null || choices.mapping === undefined) return null;
  const document = await memory.replica.document(practiceDocument(memory.practice.id));
  const stored = mappingOf(document, id);
  const usual = stored?.columns ?? mapHeader(table.header);
  if (sameValue(filled(usual), filled(choices.mapping))) return null;
  const value: MappingValue = {
    name: stored?.name ?? fileName.replace(/\.[^.]+$/, ''),
    header: table.header,
    columns: filled(choices.mapping),
    byName: head.byName,
    at: head.at,
  };
  return mappingCommand(head, memory.practice, { key: id, from: stored, to: value });
}

/** Writes, renames or (with `to` null) forgets one mapping. */
export function mappingCommand(
  head: CommandHead,
  practice: Practice,
  write: Omit<Write, 'map'>,
): DocumentCommand {
  return {
    ...head,
    document: practiceDocument(practice.id),
    kind: 'edit',
    importId: null,
    writes: [{ map: 'mappings', ...write }],
  };
}

/** A newer version may know fields that this one does not. */
export function knownFields(columns: MappingValue['columns']): Mapping {
  return Object.fromEntries(
    LIST_FIELDS.flatMap((field) => (columns[field] ? [[field, columns[field]]] : [])),
  );
}

/** Without the fields that no column feeds, in the order of the fields. */
function filled(columns: MappingValue['columns']): MappingValue['columns'] {
  return Object.fromEntries(
    Object.entries(knownFields(columns)).filter(([, from]) => from.length > 0),
  );
}
