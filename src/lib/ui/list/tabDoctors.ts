/** What a session's tabs are, and whose rows each of them shows. */
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Assignee, Team } from '#lib/domain/team.ts';
import type { ListTab } from '#lib/read-model/listQuery.ts';
import { sightOf } from '#lib/read-model/sight.ts';
import { documentOwner } from '#lib/replica/documents.ts';
import { LIST_TABS } from '#lib/ui/texts/list.ts';

export interface TabOfDoctors {
  readonly tab: ListTab;
  /** Whose rows it shows, in the order of the team. */
  readonly doctors: readonly Assignee[];
  /** Column and filter Medico: of use where the rows are of more than one, and always to staff. */
  readonly showsDoctor: boolean;
}

/** The tabs that a session has: the group's where there is a group, and always for staff. */
export function tabsOf(session: Session, team: Team, today: PlainDate): TabOfDoctors[] {
  const isStaff = session.role === 'secretary' || session.role === 'nurse';
  const isGroup = team.assignees.length > 1 || team.kind === 'temporary' || isStaff;
  const { tabs } = sightOf(session, team, today);
  return LIST_TABS.filter((tab) =>
    tab === 'group' ? isGroup : tab !== 'private' || tabs.private.documents.size > 0,
  ).map((tab) => {
    const panels = new Set([...tabs[tab].documents].map(documentOwner));
    const doctors = team.assignees.filter(({ panel }) => panels.has(panel));
    return { tab, doctors, showsDoctor: doctors.length > 1 || isStaff || tab === 'group' };
  });
}
