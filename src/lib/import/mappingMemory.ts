/**
 * How a list mapped by hand is known again: by the hash of its header, words compared as header synonyms are.
 * A column more, less or elsewhere is another list, which is asked about.
 */
import { sameValue } from '#lib/domain/change.ts';
import { bringsPatients, type ImportKind } from '#lib/domain/importKind.ts';
import type { Practice } from '#lib/domain/practice.ts';
import type { DocumentCommand, Write } from '#lib/replica/command.ts';
import { practiceDocument } from '#lib/replica/documents.ts';
import { type MappingValue, mappingOf } from '#lib/replica/practiceColumns.ts';
import type { Replica } from '#lib/replica/replica.ts';
import type { CommandHead } from '#lib/replica/author.ts';
import { recogniseList } from './builtInLists.ts';
import { filledWidth, plainWords } from './cellText.ts';
import { LIST_FIELDS, type Mapping } from './fields.ts';
import { mapHeader } from './headerSynonyms.ts';
import { KIND_MEANINGS, type KindMeaning, type KindWords } from './kindWords.ts';
import type { OpenFile } from './openFile.ts';

/** What a report adds to the columns of the file, as `plainWords` writes it. */
const REPORT_COLUMNS = ['esito', 'motivo'];

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
  readonly words: KindWords;
}

/**
 * The key of a header, for what it is imported for; null for one without words, which nothing tells from another.
 * The two columns that a report adds to it do not make it another list.
 */
export async function mappingKey(
  header: readonly string[],
  kind: ImportKind,
  digest: MappingMemory['digest'],
): Promise<string | null> {
  const all = header.slice(0, filledWidth(header)).map(plainWords);
  const isReport = all.slice(-2).join() === REPORT_COLUMNS.join();
  const own = isReport ? all.slice(0, -2) : all;
  const words = own.slice(0, filledWidth(own));
  if (words.every((word) => word === '')) return null;
  const purpose = bringsPatients(kind) ? [] : [`(${kind})`];
  return digest(new TextEncoder().encode([...purpose, ...words].join('\n')));
}

/** What was confirmed by hand for this very header. */
export async function recallMapping(
  { replica, practice, digest }: MappingMemory,
  header: readonly string[],
  kind: ImportKind,
): Promise<RecalledMapping | null> {
  const id = await mappingKey(header, kind, digest);
  if (id === null) return null;
  const stored = mappingOf(await replica.document(practiceDocument(practice.id)), id);
  if (!stored) return null;
  return { id, name: stored.name, mapping: knownFields(stored.columns), words: knownWords(stored) };
}

/** Keeps what was mapped by hand in a file; null when the file would be read so without it. */
export async function rememberCommand(
  memory: MappingMemory,
  head: CommandHead,
  { choices, table, fileName }: OpenFile,
): Promise<DocumentCommand | null> {
  if (choices.mapping === undefined && choices.words === undefined) return null;
  const kind = choices.kind ?? 'region';
  const id = await mappingKey(table.header, kind, memory.digest);
  if (id === null) return null;
  const document = await memory.replica.document(practiceDocument(memory.practice.id));
  const stored = mappingOf(document, id);
  const own = recogniseList(table.header)?.ownWords;
  const usual = stored?.columns ?? mapHeader(table.header, kind, own);
  const columns = filled(choices.mapping ?? table.mapping);
  const before = stored ? knownWords(stored) : {};
  const words = { ...before, ...choices.words };
  if (sameValue(filled(usual), columns) && sameValue(before, words)) return null;
  const value: MappingValue = {
    name: stored?.name ?? fileName.replace(/\.[^.]+$/, ''),
    header: table.header,
    columns,
    ...(Object.keys(words).length > 0 ? { words } : {}),
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

/** A newer version may know meanings that this one does not. */
function knownWords({ words = {} }: MappingValue): KindWords {
  return Object.fromEntries(
    Object.entries(words).filter((entry): entry is [string, KindMeaning] =>
      (KIND_MEANINGS as readonly string[]).includes(entry[1]),
    ),
  );
}

/** Without the fields that no column feeds, in the order of the fields. */
function filled(columns: MappingValue['columns']): MappingValue['columns'] {
  return Object.fromEntries(
    Object.entries(knownFields(columns)).filter(([, from]) => from.length > 0),
  );
}
