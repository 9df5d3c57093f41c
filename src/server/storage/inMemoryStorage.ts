/** The storage without a disk, for tests. */
import type { Practice } from '#lib/domain/practice.ts';
import type { DocumentName } from '#lib/replica/documents.ts';
import { memoryMail } from '#server/mail/memoryMail.ts';
import type {
  AuditEntry,
  AuditQuestion,
  DocumentStorage,
  StoredAuditEntry,
} from './documentStorage.ts';
import type { PracticeStorage } from './practiceStorage.ts';
import type { ServerStorage } from './storage.ts';

export function createInMemoryStorage(epoch = 'first'): ServerStorage {
  const { add, ...audit } = memoryAudit();
  return {
    ...memoryPractice(),
    ...memoryMail(),
    ...audit,
    ...memoryDocuments(add),
    epoch: () => epoch,
    close() {},
  };
}

function memoryPractice(): Omit<PracticeStorage, 'close'> {
  let stored: Practice | null = null;
  return {
    readPractice: () => stored,
    createPractice(practice) {
      if (stored) return { ok: false, error: { kind: 'alreadyCreated', practice: stored } };
      stored = structuredClone(practice);
      return { ok: true, value: stored };
    },
  };
}

interface DocumentInMemory {
  snapshot: Uint8Array | null;
  through: number;
  updates: { readonly number: number; readonly bytes: Uint8Array }[];
}

function memoryDocuments(
  addToAudit: (entries: readonly AuditEntry[]) => void,
): Pick<DocumentStorage, 'readDocument' | 'append' | 'compact' | 'documentNames'> {
  const documents = new Map<DocumentName, DocumentInMemory>();
  let lastNumber = 0;
  const documentOf = (name: DocumentName): DocumentInMemory => {
    const document = documents.get(name) ?? { snapshot: null, through: 0, updates: [] };
    documents.set(name, document);
    return document;
  };

  return {
    readDocument(name) {
      const document = documents.get(name);
      if (!document) return null;
      const { snapshot, updates } = document;
      return {
        snapshot: snapshot?.slice() ?? null,
        updates: updates.map(({ bytes }) => bytes.slice()),
        through: updates.at(-1)?.number ?? document.through,
      };
    },
    append(name, updates, entries) {
      addToAudit(entries);
      for (const update of updates)
        documentOf(name).updates.push({ number: ++lastNumber, bytes: update.slice() });
    },
    compact(name, snapshot, through) {
      const document = documentOf(name);
      if (through < document.through) return;
      document.snapshot = snapshot.slice();
      document.through = through;
      document.updates = document.updates.filter(({ number }) => number > through);
    },
    documentNames: () => [...documents.keys()].sort(),
  };
}

function memoryAudit(): Pick<
  DocumentStorage,
  'readAudit' | 'lastWritten' | 'settle' | 'pruneAudit' | 'forget'
> & {
  add(entries: readonly AuditEntry[]): void;
} {
  let entries: StoredAuditEntry[] = [];
  let lastId = 0;
  const replace = (entry: StoredAuditEntry, fields: Partial<StoredAuditEntry>) => {
    entries[entries.indexOf(entry)] = { ...entry, ...fields };
  };
  const newestOf = (accepts: (entry: StoredAuditEntry) => boolean) =>
    structuredClone(entries.filter(accepts).reverse());

  return {
    add(added) {
      const id = lastId + 1;
      // As JSON, like any storage keeps it; what is no JSON throws before anything is kept.
      const kept: AuditEntry[] = JSON.parse(JSON.stringify(added));
      lastId += kept.length;
      entries.push(...kept.map((entry, place) => ({ ...entry, id: id + place, settled: null })));
    },
    readAudit: (question) => newestOf((entry) => answers(entry, question)).slice(0, question.limit),
    lastWritten: (document, map, key) =>
      newestOf(
        (entry) =>
          entry.outcome === 'written' &&
          entry.document === document &&
          entry.map === map &&
          entry.key === key,
      )[0] ?? null,
    settle(id, by, at) {
      const entry = entries.find((one) => one.id === id);
      if (!entry || !needsSettling(entry)) return false;
      replace(entry, { settled: { by, at } });
      return true;
    },
    pruneAudit(before) {
      const kept = entries.filter((entry) => entry.at >= before || needsSettling(entry));
      const count = entries.length - kept.length;
      entries = kept;
      return count;
    },
    forget(document, key) {
      for (const entry of entries)
        if (entry.document === document && entry.key === key)
          replace(entry, { from: null, to: null });
    },
  };
}

function needsSettling({ outcome, settled }: StoredAuditEntry): boolean {
  return outcome !== 'written' && settled === null;
}

function answers(entry: StoredAuditEntry, question: AuditQuestion): boolean {
  const { documents, key, userId, outcome, open, before } = question;
  return (
    (documents === undefined || documents.includes(entry.document)) &&
    (key === undefined || entry.key === key) &&
    (userId === undefined || entry.userId === userId) &&
    (outcome === undefined || entry.outcome === outcome) &&
    (!open || needsSettling(entry)) &&
    (before === undefined || entry.id < before)
  );
}
