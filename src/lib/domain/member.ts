/**
 * Somebody with an account in the practice: his role, whom he works for and what was granted to him. The server
 * keeps it; a desktop remembers its own user's to work offline.
 */
import { panelAccessOf } from './panelAccess.ts';
import type { PlainDate } from './plainDate.ts';
import { type Grants, NO_GRANTS, type PanelAccess, type Role, type Session } from './session.ts';
import type { Team } from './team.ts';

/** A substitution is for somebody and for some days, both included. */
export interface Substitution {
  readonly panel: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

export interface Member {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  /** The doctor of the team that this is; null for everybody else. */
  readonly doctorId: string | null;
  /** The panels whose doctors staff work for: what `Pazienti SSN` shows them. */
  readonly worksFor: readonly string[];
  /** What the doctor of each panel granted him. */
  readonly grants: { readonly [panel: string]: Grants };
  readonly substitutions: readonly Substitution[];
}

/** Where a substitution stands: in its days, to come, or over. */
export type SubstitutionState = 'now' | 'ahead' | 'over';

export function substitutionState({ from, to }: Substitution, today: PlainDate): SubstitutionState {
  if (today < from) return 'ahead';
  return today <= to ? 'now' : 'over';
}

/**
 * What he may do today follows from his role, his team and his dates. Substitutions count for whoever is a doctor, of
 * this practice or not; colleagues' lists are open to a substitute only while he replaces somebody.
 */
export function sessionOf(
  member: Member,
  practiceId: string,
  team: Team,
  today: PlainDate,
): Session {
  const { userId, name, role } = member;
  return { practiceId, userId, name, role, panels: panelsOf(member, team, today) };
}

function panelsOf(member: Member, team: Team, today: PlainDate): PanelAccess[] {
  const { role, doctorId, grants } = member;
  const substitutions = member.substitutions.map(({ panel, from, to }): PanelAccess => ({
    ...{ panel, relation: 'substitute', from, to },
    grants: NO_GRANTS,
  }));
  switch (role) {
    case 'doctor':
      return [...(doctorId === null ? [] : panelAccessOf(role, doctorId, team)), ...substitutions];
    case 'substitute':
      return [...substitutions, ...colleaguesOf(member, team, today)];
    case 'secretary':
    case 'nurse':
      return team.assignees.map(({ panel }): PanelAccess => ({
        ...{ panel, relation: 'staff', grants: grants[panel] ?? NO_GRANTS },
        ...(isOfOthers(member, panel) ? { ofOthers: true } : {}),
      }));
    case 'support':
      return [];
  }
}

/** Of whom nobody said whom they work for, they work for all. */
function isOfOthers({ worksFor }: Member, panel: string): boolean {
  return worksFor.length > 0 && !worksFor.includes(panel);
}

function colleaguesOf({ substitutions }: Member, { assignees }: Team, today: PlainDate) {
  const replaces = substitutions.some(({ from, to }) => from <= today && today <= to);
  const own = new Set(substitutions.map(({ panel }) => panel));
  return assignees
    .filter(({ panel }) => replaces && !own.has(panel))
    .map(({ panel }): PanelAccess => ({ panel, relation: 'group', grants: NO_GRANTS }));
}
