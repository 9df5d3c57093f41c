/** What the policy says of the values of one update, by the kind of their document. */
import { sameValue } from '#lib/domain/change.ts';
import { hasLifeRight } from '#lib/domain/lifeRights.ts';
import type { ListPlace } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { StoredValue } from '#lib/domain/policy.ts';
import { mayWritePractice, teamAfter } from '#lib/domain/practicePolicy.ts';
import { type PatientRequest, mayWriteRequest } from '#lib/domain/requests.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Team } from '#lib/domain/team.ts';
import { holdsRequests, listPlaceOf } from '#lib/replica/documents.ts';
import type { Draft } from './drafts.ts';
import { ruleOnList } from './listRulings.ts';

export interface Judge {
  readonly who: Session;
  readonly team: Team;
  readonly today: PlainDate;
  /** ms since 1970. */
  readonly now: number;
  /** The civil day of a clock reading. */
  readonly dayOf: (t: string) => PlainDate;
  /** What is known of the value that a draft replaces. */
  readonly stored: (draft: Draft) => StoredValue | null;
  /** What stood at that key before the update, without its stamp. */
  readonly before: (map: string, key: string) => object | null;
}

/** `erased`, `moved`: the patient is not there any more; who moved may be followed. */
export type RulingRefusal = 'forbidden' | 'erased' | 'moved';

/** Why each refused draft is refused. */
export type Rulings = ReadonlyMap<Draft, RulingRefusal>;

export function ruleOn(name: string, drafts: readonly Draft[], judge: Judge): Rulings {
  const place = listPlaceOf(name);
  if (place === null) return ruleOnPractice(drafts, judge);
  return holdsRequests(name)
    ? ruleOnRequests(drafts, judge, place)
    : ruleOnList(drafts, judge, place);
}

function ruleOnPractice(drafts: readonly Draft[], { who, team, today }: Judge): Rulings {
  let standing = team;
  const refused = new Map<Draft, RulingRefusal>();
  for (const draft of drafts) {
    const { map, key } = draft.sent;
    const write = { map, key, from: draft.from, to: draft.to };
    if (mayWritePractice(who, standing, write, today)) standing = teamAfter(standing, write);
    else refused.set(draft, 'forbidden');
  }
  return refused;
}

/** Whoever may erase a patient may clear what was asked about him: the words of an erased one do not stay. */
function ruleOnRequests(
  drafts: readonly Draft[],
  { who, today }: Judge,
  place: ListPlace,
): Rulings {
  const isAllowed = ({ from, to }: Draft) =>
    sameValue(from, to) ||
    mayWriteRequest(
      who,
      place,
      from as PatientRequest | null,
      to as PatientRequest | null,
      today,
    ) ||
    (to === null && hasLifeRight(who, place, 'erase', today));
  return new Map(
    drafts.filter((draft) => !isAllowed(draft)).map((draft) => [draft, 'forbidden'] as const),
  );
}
