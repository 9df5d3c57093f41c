/**
 * What arrives at a row that has moved goes after the patient, where its author may write there (DESIGN.md §3). It was
 * refused where it arrived and is in its author's inbox until then: nothing is lost if the server dies in between.
 */
import type { Hocuspocus } from '@hocuspocus/server';
import type { Lifecycle, ListPlace, MoveEnd } from '#lib/domain/patient.ts';
import { type Team } from '#lib/domain/team.ts';
import {
  type DocumentName,
  listDocument,
  listPlaceOf,
  privateDocument,
} from '#lib/replica/documents.ts';
import type { DocumentStorage } from '#server/storage/documentStorage.ts';
import { type Sender, acceptValues } from './acceptUpdate.ts';
import type { Documents } from './documents.ts';
import type { LiveDocument } from './liveDocument.ts';
import type { SentValue } from './sentValues.ts';
import { type StoredCell, contentOf } from './storedCell.ts';
import type { Verdict } from './verdicts.ts';

export interface FollowNeeds {
  readonly hocuspocus: Hocuspocus;
  readonly documents: Documents;
  readonly storage: DocumentStorage;
  readonly team: () => Team;
  /** Whoever sent the values, as he stands at this moment, writing to that document; null: he is gone. */
  readonly senderTo: (live: LiveDocument) => Sender | null;
}

/** A patient who moves on and on is followed that far. */
const MOST_MOVES = 8;

export async function followMoved(
  source: LiveDocument,
  verdicts: readonly Verdict[],
  needs: FollowNeeds,
): Promise<void> {
  const moved = verdicts.filter(({ follows }) => follows !== null);
  for (const [patient, ofPatient] of Map.groupBy(moved, ({ sent }) => sent.key)) {
    const target = await findPatient(source, patient, needs);
    const sender = target && needs.senderTo(target);
    if (!target || !sender) continue;
    for (const { sent, follows, outcome } of ofPatient) {
      if (follows === null) continue;
      // What stood here was accepted from whoever signed it: it goes on under his name.
      const { t, by } = follows;
      const stamp = outcome === 'written' ? () => ({ t, by }) : sender.stamp;
      const value = sentTo(target, sent, follows);
      const [verdict] = acceptValues(target, [value], { ...sender, stamp });
      if (verdict && outcome === 'refused') settleRefusal(source, sent, sender, needs);
    }
  }
}

/** Where he is now, by the moves that led there. A private list is not named: it is looked for. */
async function findPatient(
  source: LiveDocument,
  patient: string,
  { hocuspocus, documents, team }: FollowNeeds,
): Promise<LiveDocument | null> {
  let here = source;
  for (let moves = 0; moves < MOST_MOVES; moves++) {
    const moved = lifecycleIn(here, patient)?.moved;
    if (!moved) return here === source ? null : here;
    const next = await destination(here, moved);
    if (!next) return null;
    here = next;
  }
  return null;

  async function destination(from: LiveDocument, moved: MoveEnd): Promise<LiveDocument | null> {
    for (const name of destinations(listPlaceOf(from.name), moved, team())) {
      const there = await documents.open(hocuspocus, name);
      if (lifecycleIn(there, patient)?.from?.moveId === moved.moveId) return there;
    }
    return null;
  }
}

function destinations(from: ListPlace | null, { place }: MoveEnd, team: Team): DocumentName[] {
  if (place) return [listDocument(place)];
  const panels = team.assignees.map(({ panel }) => panel);
  return [...new Set([...(from ? [from.panel] : []), ...panels])].map(privateDocument);
}

function lifecycleIn({ document }: LiveDocument, patient: string): Lifecycle | null {
  const stored = document.getMap<StoredCell>('lifecycle').get(patient);
  return contentOf(stored ?? null) as Lifecycle | null;
}

/** Who wrote it did not know what stands there: he wrote to where the patient was. */
function sentTo({ document }: LiveDocument, { map, key }: SentValue, sent: StoredCell): SentValue {
  const before = document.getMap<StoredCell>(map).get(key) ?? null;
  return {
    ...{ map, key, before, sent, isEmpty: false, unseen: true },
    stands: before === null ? 'nothing' : 'before',
    ids: { before: [], sent: [] },
  };
}

function settleRefusal(
  { name }: LiveDocument,
  { map, key, sent }: SentValue,
  { head: { userId, at } }: Sender,
  { storage }: FollowNeeds,
): void {
  const { t } = sent as StoredCell;
  const refused = storage.readAudit({
    ...{ documents: [name], key, userId, outcome: 'refused', open: true, limit: 50 },
  });
  const entry = refused.find((one) => one.map === map && one.t === t);
  if (entry) storage.settle(entry.id, userId, at);
}
