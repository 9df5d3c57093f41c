/**
 * How somebody stands to the lists of a practice, derived from its team (DESIGN.md §6). Whoever is at the desk
 * belongs to one doctor until accounts exist: he is that doctor, replaces him, or works in his practice.
 */
import type { ListPlace } from './patient.ts';
import type { PlainDate } from './plainDate.ts';
import { mayAdd, mayImport, mayRead } from './policy.ts';
import { NO_GRANTS, type PanelAccess, type Principal, type Session } from './session.ts';
import { type Assignee, isInService, type Team } from './team.ts';

/** A clinic has no doctor of its own: its list is that of every doctor of the practice. */
export function panelAccessOf(
  role: Principal['role'],
  doctorId: string,
  { assignees }: Team,
): PanelAccess[] {
  return assignees.flatMap((assignee): PanelAccess[] => {
    const { panel } = assignee;
    const isOwn = assignee.kind === 'clinic' || assignee.id === doctorId;
    switch (role) {
      case 'doctor':
        return [{ panel, relation: isOwn ? 'own' : 'group', grants: NO_GRANTS }];
      case 'substitute':
        return isOwn
          ? [{ panel, relation: 'substitute', from: null, to: null, grants: NO_GRANTS }]
          : [{ panel, relation: 'group', grants: NO_GRANTS }];
      case 'secretary':
      case 'nurse':
        return [{ panel, relation: 'staff', grants: NO_GRANTS }];
      case 'support':
        return [];
    }
  });
}

/** The lists that a session may read, panel by panel. */
export function readableLists(session: Session, today: PlainDate): ListPlace[] {
  const panels = [...new Set(session.panels.map(({ panel }) => panel))];
  return panels.flatMap((panel) =>
    (['ssn', 'private'] as const)
      .filter((list) => mayRead(session, panel, list, today))
      .map((list) => ({ panel, list })),
  );
}

/** `Medico associato`: doctors and clinics in service to whom a patient may be assigned. */
export function assigneesToAddTo(session: Session, team: Team, today: PlainDate): Assignee[] {
  return team.assignees.filter(
    (assignee) => isInService(assignee, today) && mayAdd(session, assignee.panel, 'ssn', today),
  );
}

/** `Di chi è questo elenco?`: whose regional list may be imported. Who left may still be reconciled. */
export function assigneesToImportFor(session: Session, team: Team, today: PlainDate): Assignee[] {
  return team.assignees.filter(({ panel }) => mayImport(session, panel, today));
}
