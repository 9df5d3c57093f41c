/**
 * What somebody wrote while a list was open to him, and could not send before his days ended. The list is closed to him
 * by now, so that nothing of it may go to him over a socket: his values come by HTTP and are judged by the day on which
 * they were written (DESIGN.md §5: within seven days of the end).
 */
import type { Hocuspocus } from '@hocuspocus/server';
import { type DocumentName, documentKind, listPlaceOf } from '#lib/replica/documents.ts';
import type { FromServer, LateRequest } from '#lib/replica/syncProtocol.ts';
import type { Presence } from '#server/accounts/principals.ts';
import type { DocumentStorage } from '#server/storage/documentStorage.ts';
import { acceptValues } from './acceptUpdate.ts';
import { auditOf } from './auditOf.ts';
import type { Documents } from './documents.ts';
import type { LiveDocument } from './liveDocument.ts';
import { notKeptNotices } from './notices.ts';
import type { PracticeTeam } from './practiceTeam.ts';
import type { SenderTo } from './senders.ts';
import type { SentValue } from './sentValues.ts';
import type { Standings } from './standings.ts';
import type { StoredCell } from './storedCell.ts';

/** Told are the values that were not kept; all others are on the disk. */
export type LateOutcome = readonly FromServer[] | 'forbidden' | 'signedOut' | 'storage';
export type AcceptLate = (presence: Presence, request: LateRequest) => Promise<LateOutcome>;

export interface LateChangesNeeds {
  readonly hocuspocus: Hocuspocus;
  readonly documents: Documents;
  readonly standings: Standings;
  readonly team: PracticeTeam;
  readonly storage: DocumentStorage;
  readonly senderTo: SenderTo;
}

export function createLateChanges(needs: LateChangesNeeds): AcceptLate {
  const { hocuspocus, documents, standings, team, storage, senderTo } = needs;
  return async (presence, { document: name, values }) => {
    await team.ready();
    const place = documentKind(name) === null ? null : listPlaceOf(name);
    const replaced = standings
      .sessionOf(presence)
      ?.panels.some(({ panel, relation }) => relation === 'substitute' && panel === place?.panel);
    if (replaced === undefined) return 'signedOut';
    if (!replaced) return 'forbidden';
    const live = await documents.open(hocuspocus, name as DocumentName);
    const sender = senderTo(live, presence);
    if (sender === null) return 'signedOut';
    if (live.isFailing) return 'storage';
    const sent = values.map((value) => sentLate(live, value));
    const verdicts = acceptValues(live, sent, sender, () => true);
    if (live.isFailing) return 'storage';
    const audit = verdicts.flatMap((verdict) => auditOf(verdict, sender.head));
    return notKeptNotices(storage, live.name, audit).get(presence.userId) ?? [];
  };
}

/** He did not know what stands there now. */
function sentLate(
  { document, maps }: LiveDocument,
  { map, key, t, value }: LateRequest['values'][number],
): SentValue {
  const before = maps.includes(map) ? (document.getMap<StoredCell>(map).get(key) ?? null) : null;
  return {
    ...{ map, key, before, isEmpty: false, unseen: true },
    sent: { ...(value ?? { cleared: true }), t },
    stands: before === null ? 'nothing' : 'before',
    ids: { before: [], sent: [] },
  };
}
