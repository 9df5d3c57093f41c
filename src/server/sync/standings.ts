/**
 * What somebody who is connected may do at this moment. It is asked before every message and every frame sent to him,
 * so that the answer is kept until members, team or day change.
 */
import { sessionOf } from '#lib/domain/member.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Presence, Principals } from '#server/accounts/principals.ts';
import { type Surroundings, readingRefusal } from './admission.ts';

export interface Standings {
  /** False: the account or that desktop's session has ended. */
  isPresent(presence: Presence): boolean;
  /** Null: signed out, or there is no practice yet. */
  sessionOf(presence: Presence): Session | null;
  mayRead(presence: Presence, document: string): boolean;
  /** Forgets what is known: members or team changed. */
  change(): void;
}

export function createStandings(
  principals: Pick<Principals, 'member'>,
  surroundings: () => Surroundings | null,
): Standings {
  let readable = new WeakMap<Presence, Map<string, boolean>>();
  let day = '';

  const sessionNow = (presence: Presence): Session | null => {
    const around = surroundings();
    const member = around && principals.member(presence);
    return member ? sessionOf(member, around.practice.id, around.team, around.today) : null;
  };
  const isReadable = (presence: Presence, document: string): boolean => {
    const around = surroundings();
    const who = sessionNow(presence);
    return around !== null && who !== null && readingRefusal(document, who, around) === null;
  };
  return {
    isPresent: (presence) => principals.member(presence) !== null,
    sessionOf: sessionNow,
    mayRead(presence, document) {
      const today = surroundings()?.today ?? '';
      if (today !== day) [readable, day] = [new WeakMap(), today];
      const known = readable.get(presence) ?? new Map<string, boolean>();
      readable.set(presence, known);
      const answer = known.get(document) ?? isReadable(presence, document);
      known.set(document, answer);
      return answer;
    },
    change() {
      readable = new WeakMap();
    },
  };
}
