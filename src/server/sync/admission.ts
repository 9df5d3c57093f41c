/** Who may open which document: the read rules are those of documents (DESIGN.md §3). */
import type { PlainDate } from '#lib/domain/plainDate.ts';
import { mayRead } from '#lib/domain/policy.ts';
import type { Practice } from '#lib/domain/practice.ts';
import type { Session } from '#lib/domain/session.ts';
import { type Team, assigneeOf } from '#lib/domain/team.ts';
import { documentKind, documentOwner, listPlaceOf } from '#lib/replica/documents.ts';
import { type OpeningRefusal, SYNC_VERSION, openingSchema } from '#lib/replica/syncProtocol.ts';

/** What is asked about: the practice as it is at this moment. */
export interface Surroundings {
  readonly practice: Practice;
  readonly team: Team;
  readonly today: PlainDate;
}

/** Null: he may read it today. */
export function readingRefusal(
  name: string,
  who: Session,
  { practice, team, today }: Surroundings,
): OpeningRefusal | null {
  const place = listPlaceOf(name);
  if (place === null) {
    const isOurs = documentKind(name) === 'practice' && documentOwner(name) === practice.id;
    if (!isOurs) return 'unknown';
    return who.role === 'support' ? 'forbidden' : null;
  }
  const { panel, list } = place;
  if (assigneeOf(team, panel) === null) return 'unknown';
  // Colleagues of the network see a reduced copy, which is another document.
  const panels = who.panels.filter(({ relation }) => relation !== 'network');
  return mayRead({ ...who, panels }, panel, list, today) ? null : 'forbidden';
}

/** Null: the desktop speaks our language, and what it holds is part of this history of the practice. */
export function tokenRefusal(token: string, epoch: string): OpeningRefusal | null {
  const opening = openingSchema.safeParse(parseJson(token)).data;
  if (opening?.version !== SYNC_VERSION) return 'tooOld';
  return opening.epoch === null || opening.epoch === epoch ? null : 'epoch';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
