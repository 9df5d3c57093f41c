/**
 * Who may change what of the practice itself: its doctors and clinics, who left, its settings and ceilings, the lists
 * mapped by hand. Whoever is a doctor with a list of this practice decides; staff and substitutes act on patients.
 */
import { maySetCeiling } from './ceiling.ts';
import { compareCode } from './doctorCode.ts';
import { sameValue } from './change.ts';
import type { PlainDate } from './plainDate.ts';
import { mayImportSomewhere } from './panelAccess.ts';
import { mayImport } from './policy.ts';
import { type Session, isDoctorOfPractice } from './session.ts';
import { type Assignee, type Team, assigneeOf } from './team.ts';
import { editTeam } from './teamEdits.ts';

/** One value of the practice document; `null`: there is none, or there is to be none. */
export interface PracticeWrite {
  readonly map: string;
  readonly key: string;
  readonly from: object | null;
  readonly to: object | null;
}

/** What a doctor and a clinic have in common, with the names that only one of the two has. */
interface ListedValue {
  readonly panel: string;
  readonly codes: readonly string[];
  readonly firstName?: string;
  readonly lastName?: string;
  readonly name?: string;
}

/** Whether `who` may write that value of the practice whose team is `team`. Shapes are the caller's to check. */
export function mayWritePractice(
  who: Session,
  team: Team,
  write: PracticeWrite,
  today: PlainDate,
): boolean {
  const { map, key, to } = write;
  switch (map) {
    case 'doctors':
    case 'clinics':
      return mayList(who, team, write, today);
    case 'departures': {
      const since = (to as { since: PlainDate } | null)?.since ?? null;
      const left = editTeam(team, { kind: 'setDeparture', id: key, since }, today);
      return isDoctorOfPractice(who) && left.ok;
    }
    case 'settings':
      return isDoctorOfPractice(who);
    case 'ceilings':
      return mayOwn(who, team, key);
    case 'mappings':
      return mayImportSomewhere(who, today);
    default:
      return false;
  }
}

/** The team once the write stands: the next one of the same update is judged by it. */
export function teamAfter(team: Team, { map, key, to }: PracticeWrite): Team {
  if (map === 'departures') {
    const inactiveSince = (to as { since: PlainDate } | null)?.since ?? null;
    return withAssignees(team, (assignee) =>
      assignee.id === key ? { ...assignee, inactiveSince } : assignee,
    );
  }
  if ((map !== 'doctors' && map !== 'clinics') || to === null) return team;
  const kind = map === 'doctors' ? 'doctor' : 'clinic';
  const known = team.assignees.find(({ id }) => id === key);
  const listed = { inactiveSince: null, ...known, ...to, id: key, kind } as Assignee;
  return known
    ? withAssignees(team, (assignee) => (assignee.id === key ? listed : assignee))
    : { ...team, assignees: [...team.assignees, listed] };
}

function withAssignees(team: Team, change: (assignee: Assignee) => Assignee): Team {
  return { ...team, assignees: team.assignees.map(change) };
}

/**
 * A list belongs for ever to whom it was made for: with the panel of another one would read and write his patients.
 * Nobody is taken off. Whoever imports may add the codes that a list is known by, and nothing else.
 */
function mayList(
  who: Session,
  team: Team,
  { map, key, to }: PracticeWrite,
  today: PlainDate,
): boolean {
  if (to === null) return false;
  const value = to as ListedValue;
  const kind = map === 'doctors' ? 'doctor' : 'clinic';
  if (!hasNames(kind, value) || !codesAreFree(team, key, value.codes)) return false;
  const known = team.assignees.find(({ id }) => id === key);
  if (!known) return isDoctorOfPractice(who) && assigneeOf(team, value.panel) === null;
  if (known.kind !== kind || known.panel !== value.panel) return false;
  if (isDoctorOfPractice(who)) return true;
  return mayImport(who, known.panel, today) && onlyAddsCodes(known, value);
}

function hasNames(kind: Assignee['kind'], { firstName, lastName, name }: ListedValue): boolean {
  const names = kind === 'doctor' ? [firstName, lastName] : [name];
  return names.every((each) => each !== undefined && each.trim() !== '');
}

function codesAreFree({ assignees }: Team, id: string, codes: readonly string[]): boolean {
  const wanted = new Set(codes.map(compareCode));
  return assignees.every(
    (other) => other.id === id || !other.codes.some((code) => wanted.has(compareCode(code))),
  );
}

function onlyAddsCodes(known: Assignee, { codes, ...names }: ListedValue): boolean {
  const { id: _, kind: __, inactiveSince: ___, codes: before, ...namesBefore } = known;
  return sameValue(names, namesBefore) && before.every((code, place) => codes[place] === code);
}

/** A doctor's own ceiling: nobody else's word counts. */
function mayOwn(who: Session, { assignees }: Team, id: string): boolean {
  const doctor = assignees.find((assignee) => assignee.kind === 'doctor' && assignee.id === id);
  return doctor !== undefined && maySetCeiling(who, doctor.panel);
}
