/** What the server tells a desktop about a document beside its content. */
import { Buffer } from 'node:buffer';
import * as Y from 'yjs';
import type {
  AuditEntry,
  DocumentStorage,
  StoredAuditEntry,
} from '#server/storage/documentStorage.ts';
import type { DocumentName } from '#lib/replica/documents.ts';
import type { FromServer, NotKept } from '#lib/replica/syncProtocol.ts';

const VALUES_IN_A_NOTICE = 500;
/** Of those who never look: the newest. */
const MOST_TOLD = 2000;

/** What is on the disk: the whole document's state, or how far these Yjs clients have come. */
export function durableNotice(document: Y.Doc, clients?: Iterable<number>): FromServer {
  const state = clients
    ? new Map([...clients].map((client) => [client, Y.getState(document.store, client)]))
    : document;
  const stateVector = Buffer.from(Y.encodeStateVector(state)).toString('base64');
  return { kind: 'durable', stateVector };
}

/** What was not kept, for each of the users who wrote it, under the ids that the audit gave. */
export function notKeptNotices(
  storage: DocumentStorage,
  document: DocumentName,
  audit: readonly AuditEntry[],
): ReadonlyMap<string, readonly FromServer[]> {
  const lost = audit.filter(({ outcome }) => outcome !== 'written');
  return new Map(
    [...Map.groupBy(lost, ({ userId }) => userId)].map(([userId, entries]) => [
      userId,
      (['refused', 'outrun'] as const).flatMap((outcome) => {
        const limit = entries.filter((entry) => entry.outcome === outcome).length;
        if (limit === 0) return [];
        const stored = storage.readAudit({ documents: [document], userId, outcome, limit });
        return inNotices(outcome, storage.epoch(), stored.reverse().map(notKept));
      }),
    ]),
  );
}

/** What of a user's was not kept and nobody dealt with: told at every opening, since a notice may be lost on its way. */
export function openNotices(
  storage: DocumentStorage,
  document: DocumentName,
  userId: string,
): readonly FromServer[] {
  const question = { documents: [document], userId, open: true, limit: MOST_TOLD } as const;
  return (['refused', 'outrun'] as const).flatMap((outcome) =>
    inNotices(
      outcome,
      storage.epoch(),
      storage
        .readAudit({ ...question, outcome })
        .reverse()
        .map(notKept),
    ),
  );
}

function notKept({ id, map, key, t }: StoredAuditEntry): NotKept {
  return { id, map, key, t };
}

function inNotices(
  kind: 'refused' | 'outrun',
  epoch: string,
  values: readonly NotKept[],
): FromServer[] {
  const notices: FromServer[] = [];
  for (let start = 0; start < values.length; start += VALUES_IN_A_NOTICE) {
    notices.push({ kind, epoch, values: values.slice(start, start + VALUES_IN_A_NOTICE) });
  }
  return notices;
}
