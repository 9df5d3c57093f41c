/** Whoever sent an update, as he stands at this moment, and how it is written down. */
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { Session } from '#lib/domain/session.ts';
import { type Team, assigneeOf } from '#lib/domain/team.ts';
import { listPlaceOf } from '#lib/replica/documents.ts';
import type { Presence } from '#server/accounts/principals.ts';
import type { DocumentStorage } from '#server/storage/documentStorage.ts';
import type { Sender } from './acceptUpdate.ts';
import { knownValues } from './knownValues.ts';
import type { LiveDocument } from './liveDocument.ts';
import type { PracticeTeam } from './practiceTeam.ts';
import { createDays, createStamps } from './stamps.ts';
import type { Standings } from './standings.ts';

export interface SendersNeeds {
  readonly storage: DocumentStorage;
  readonly standings: Standings;
  readonly team: PracticeTeam;
  readonly clock: () => number;
  readonly today: () => PlainDate;
}

/** Null: he is signed out. */
export type SenderTo = (live: LiveDocument, presence: Presence) => Sender | null;

export function createSenders(needs: SendersNeeds): SenderTo {
  const { storage, standings, team, clock, today } = needs;
  const stamps = createStamps(clock);
  return (live, presence) => {
    const who = standings.sessionOf(presence);
    const known = team.current();
    if (who === null || known === null) return null;
    const { name } = live;
    const now = clock();
    return {
      head: {
        ...{ document: name, userId: who.userId, device: presence.device, at: now },
        onBehalfOf: onBehalfOf(who, name, known.team),
      },
      stamp: stamps(),
      judge: {
        ...{ who, team: known.team, today: today(), now, dayOf: createDays() },
        stored: knownValues(storage, name),
      },
    };
  };
}

/** The doctor of the list, for everybody else who writes to it. */
function onBehalfOf(who: Session, document: string, team: Team): string | null {
  const place = listPlaceOf(document);
  const assignee = place && assigneeOf(team, place.panel);
  if (assignee?.kind !== 'doctor') return null;
  const isOwn = who.panels.some(
    ({ panel, relation }) => panel === assignee.panel && relation === 'own',
  );
  return isOwn ? null : assignee.id;
}
