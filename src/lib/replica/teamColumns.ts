/** The team in the practice document: doctors, clinics, who left when, the kind of practice; a column for each. */
import type * as Y from 'yjs';
import type { Cleared, Stamp } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { Practice } from '#lib/domain/practice.ts';
import { type Assignee, firstTeam, type PracticeKind, type Team } from '#lib/domain/team.ts';
import { sameValue } from '#lib/domain/change.ts';
import type { Write } from './command.ts';
import type { TEAM_MAPS } from './documents.ts';
import type { DoctorValue } from './practiceColumns.ts';

export interface ClinicValue {
  readonly name: string;
  readonly panel: string;
  readonly codes: readonly string[];
}

/** Apart from names and codes: a code confirmed at an import and a departure written here are both kept. */
export interface DepartureValue {
  readonly since: PlainDate;
}

export interface KindValue {
  readonly kind: PracticeKind;
}

/** One key: the practice is of one kind. */
const KIND = 'kind';

/** What the document says of the team, without what the set-up says: null where it says nothing. */
export interface StoredTeam {
  readonly kind: PracticeKind | null;
  readonly assignees: readonly Assignee[];
  /** Who left when, by id: the first doctor may stand nowhere else in the document. */
  readonly departures: { readonly [id: string]: PlainDate };
}

export function storedTeamIn(document: Y.Doc): StoredTeam {
  const departures = Object.fromEntries(
    entriesOf<DepartureValue>(document, 'departures').map(([id, { since }]) => [id, since]),
  );
  const inactiveSince = (id: string) => departures[id] ?? null;
  const doctors = entriesOf<DoctorValue>(document, 'doctors').map(
    ([id, { firstName, lastName, panel, codes }]): Assignee => ({
      ...{ kind: 'doctor', id, panel, firstName, lastName, codes },
      inactiveSince: inactiveSince(id),
    }),
  );
  const clinics = entriesOf<ClinicValue>(document, 'clinics').map(
    ([id, { name, panel, codes }]): Assignee => ({
      ...{ kind: 'clinic', id, panel, name, codes },
      inactiveSince: inactiveSince(id),
    }),
  );
  const [kind] = entriesOf<KindValue>(document, 'settings').filter(([key]) => key === KIND);
  return { kind: kind?.[1].kind ?? null, assignees: [...doctors, ...clinics], departures };
}

/** The team as the document has it, or for what it does not say, as the set-up made it. */
export function teamOf(stored: StoredTeam | null | undefined, practice: Practice): Team {
  const made = firstTeam(practice);
  if (!stored) return made;
  const [first] = made.assignees.map((doctor) => ({
    ...doctor,
    ...stored.assignees.find(({ id }) => id === doctor.id),
    inactiveSince: stored.departures[doctor.id] ?? null,
  })) as [Assignee];
  const others = stored.assignees.filter(({ id }) => id !== first.id);
  return { kind: stored.kind ?? made.kind, assignees: [first, ...others] };
}

export function teamIn(document: Y.Doc, practice: Practice): Team {
  return teamOf(storedTeamIn(document), practice);
}

/** What turns one team into the other, value by value. */
export function teamWrites(from: Team, to: Team): Write[] {
  const writes: Write[] = [];
  const before = new Map(from.assignees.map((assignee) => [assignee.id, assignee]));
  for (const assignee of to.assignees) {
    const known = before.get(assignee.id);
    const [map, value] = valueOf(assignee);
    const had = known ? valueOf(known)[1] : null;
    if (!sameValue(had, value)) writes.push({ map, key: assignee.id, from: had, to: value });
    const [left, leaves] = [departureOf(known), departureOf(assignee)];
    if (!sameValue(left, leaves)) {
      writes.push({ map: 'departures', key: assignee.id, from: left, to: leaves });
    }
  }
  if (from.kind !== to.kind) {
    writes.push({ map: 'settings', key: KIND, from: { kind: from.kind }, to: { kind: to.kind } });
  }
  return writes;
}

function valueOf(assignee: Assignee): ['doctors', DoctorValue] | ['clinics', ClinicValue] {
  if (assignee.kind === 'clinic') {
    const { name, panel, codes } = assignee;
    return ['clinics', { name, panel, codes }];
  }
  const { firstName, lastName, panel, codes } = assignee;
  return ['doctors', { firstName, lastName, panel, codes }];
}

function departureOf(assignee: Assignee | undefined): DepartureValue | null {
  return assignee?.inactiveSince ? { since: assignee.inactiveSince } : null;
}

/** In the order of their keys, which is that of their creation. */
function entriesOf<Value>(document: Y.Doc, map: (typeof TEAM_MAPS)[number]): [string, Value][] {
  return [...document.getMap<(Value & Stamp) | (Cleared & Stamp)>(map)]
    .filter((entry): entry is [string, Value & Stamp] => !('cleared' in entry[1]))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
