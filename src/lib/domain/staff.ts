/**
 * Who may invite, change and end the members of a practice (DESIGN.md §6: staff and grants are the doctors', each
 * grant and each substitution is the business of the one doctor whose list it opens). The page hides by these rules,
 * the server enforces them.
 */
import type { Member, Substitution } from './member.ts';
import { panelAccessOf } from './panelAccess.ts';
import type { PlainDate } from './plainDate.ts';
import { failed, ok, type Result } from './result.ts';
import type { Grants, Role } from './session.ts';
import { isInService, type Team } from './team.ts';

/** What an invitation makes of whoever accepts it. */
export interface Invited {
  readonly name: string;
  readonly role: Role;
  /** Which doctor of the team he is; null for everybody else. */
  readonly doctorId: string | null;
  readonly worksFor: readonly string[];
  readonly substitution: Substitution | null;
}

export interface MemberChange {
  readonly role?: Exclude<Role, 'doctor' | 'support'>;
  readonly worksFor?: readonly string[];
}

export type Period = Pick<Substitution, 'from' | 'to'>;

/**
 * `invalid`: the parts do not fit the role. `doctorTaken`: that doctor has an account already. `unknownDoctor`,
 * `unknownPanel`: not in the team that the server knows, which may not have heard of the newest yet.
 */
export type StaffRefusal =
  'forbidden' | 'invalid' | 'unknownDoctor' | 'doctorTaken' | 'unknownPanel' | 'wrongDates';

export function isStaff({ role }: Pick<Member, 'role'>): boolean {
  return role === 'secretary' || role === 'nurse';
}

/** Doctors of the practice; a substitute acts on patients, not on the practice. */
export function mayManageMembers({ role, doctorId }: Member): boolean {
  return role === 'doctor' && doctorId !== null;
}

/** Her own list, or that of a clinic, which is every doctor's. */
export function ownsPanel(actor: Member, panel: string, team: Team): boolean {
  if (actor.role !== 'doctor' || actor.doctorId === null) return false;
  return panelAccessOf('doctor', actor.doctorId, team).some(
    (access) => access.panel === panel && access.relation === 'own',
  );
}

/** `members`: those whose membership lasts. */
export function checkInvitation(
  actor: Member,
  invited: Invited,
  team: Team,
  members: readonly Member[],
): Result<Invited, StaffRefusal> {
  const { role, doctorId, worksFor, substitution } = invited;
  if (!mayManageMembers(actor)) return failed('forbidden');
  if ((role === 'doctor') !== (doctorId !== null)) return failed('invalid');
  if (worksFor.length > 0 && !isStaff(invited)) return failed('invalid');
  if (substitution !== null && role !== 'substitute') return failed('invalid');
  if (substitution !== null && !ownsPanel(actor, substitution.panel, team))
    return failed('forbidden');
  if (substitution !== null && !isPeriod(substitution)) return failed('wrongDates');
  if (doctorId !== null) {
    const isDoctor = team.assignees.some(({ kind, id }) => kind === 'doctor' && id === doctorId);
    if (!isDoctor) return failed('unknownDoctor');
    if (members.some((member) => member.doctorId === doctorId)) return failed('doctorTaken');
  }
  return knowsPanels(team, worksFor) ? ok(invited) : failed('unknownPanel');
}

/** A changed role begins with nothing of what was trusted to the old one. Nobody changes himself. */
export function changeMember(
  actor: Member,
  member: Member,
  change: MemberChange,
  team: Team,
): Result<Member, StaffRefusal> {
  if (!mayManageMembers(actor) || actor.userId === member.userId) return failed('forbidden');
  if (!isStaff(member) && member.role !== 'substitute') return failed('forbidden');
  const role = change.role ?? member.role;
  const kept = role === member.role ? member : { ...member, role, grants: {}, substitutions: [] };
  const worksFor = change.worksFor ?? (isStaff(kept) ? kept.worksFor : []);
  if (worksFor.length > 0 && !isStaff(kept)) return failed('invalid');
  return knowsPanels(team, worksFor) ? ok({ ...kept, worksFor }) : failed('unknownPanel');
}

/**
 * Staff and substitutes leave by any doctor's word; a doctor by that of the practice's first doctor, or of anybody
 * once he is no longer in service. Nobody ends himself: the practice would be left without a doctor.
 */
export function mayEnd(actor: Member, member: Member, team: Team, today: PlainDate): boolean {
  if (!mayManageMembers(actor) || actor.userId === member.userId) return false;
  if (member.role !== 'doctor') return true;
  const assignee = team.assignees.find(({ id }) => id === member.doctorId);
  const isFirst = team.assignees[0]?.id === actor.doctorId;
  return isFirst || (assignee !== undefined && !isInService(assignee, today));
}

/**
 * Whose forgotten password somebody may replace by a link. Staff and substitutes by any doctor's word; a doctor by the
 * support's, since otherwise one doctor could come in as the other. Nobody his own: who is in knows it.
 */
export function mayLinkPassword(actor: Member, member: Member): boolean {
  if (actor.userId === member.userId) return false;
  return member.role === 'doctor' ? actor.role === 'support' : mayManageMembers(actor);
}

export function setGrants(
  actor: Member,
  member: Member,
  panel: string,
  grants: Grants,
  team: Team,
): Result<Member, StaffRefusal> {
  if (!ownsPanel(actor, panel, team) || !isStaff(member)) return failed('forbidden');
  return ok({ ...member, grants: { ...member.grants, [panel]: grants } });
}

/** All the periods in which somebody replaces the doctor of a panel. */
export function setSubstitutions(
  actor: Member,
  member: Member,
  panel: string,
  periods: readonly Period[],
  team: Team,
): Result<Member, StaffRefusal> {
  if (!ownsPanel(actor, panel, team) || actor.userId === member.userId) return failed('forbidden');
  if (member.role !== 'doctor' && member.role !== 'substitute') return failed('forbidden');
  if (!periods.every(isPeriod)) return failed('wrongDates');
  const others = member.substitutions.filter((substitution) => substitution.panel !== panel);
  const these = periods.map(({ from, to }) => ({ panel, from, to }));
  return ok({ ...member, substitutions: [...others, ...these] });
}

function isPeriod({ from, to }: Period): boolean {
  return from <= to;
}

function knowsPanels({ assignees }: Team, panels: readonly string[]): boolean {
  return panels.every((panel) => assignees.some((assignee) => assignee.panel === panel));
}
