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

/** The lists of whom somebody replaced until a day that has passed. */
export function endedLists(session: Session, today: PlainDate): ListPlace[] {
  const ended = session.panels.filter(
    (one) => one.relation === 'substitute' && one.to !== null && one.to < today,
  );
  const panels = [...new Set(ended.map(({ panel }) => panel))];
  return panels
    .flatMap((panel) => (['ssn', 'private'] as const).map((list) => ({ panel, list })))
    .filter(({ panel, list }) => !mayRead(session, panel, list, today));
}

/** Whether some list of a region may be imported: by whom the wizard can be opened at all. */
export function mayImportSomewhere(session: Session, today: PlainDate): boolean {
  return session.panels.some(({ panel }) => mayImport(session, panel, today));
}

/**
 * Whose list somebody means by "my list": a doctor's her own, before those of the clinics, which are everybody's; a
 * substitute's that of the doctor replaced today; for staff, the first doctor they work for. Null: nobody's.
 */
export function ownAssignee(session: Session, team: Team, today: PlainDate): Assignee | null {
  const access = (panel: string) => session.panels.filter((one) => one.panel === panel);
  const among = (isMine: (one: PanelAccess) => boolean) =>
    team.assignees.filter(({ panel }) => access(panel).some(isMine));
  const own = among(({ relation }) => relation === 'own');
  const replaced = among(
    (one) =>
      one.relation === 'substitute' &&
      mayRead({ ...session, panels: [one] }, one.panel, 'ssn', today),
  );
  const served = among((one) => one.relation === 'staff' && !one.ofOthers);
  const ordered = [...own.filter(({ kind }) => kind === 'doctor'), ...own, ...replaced, ...served];
  return ordered[0] ?? null;
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
