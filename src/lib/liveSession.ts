/**
 * The session of whoever is at the desk, followed while the team changes: a doctor who joins is a list more,
 * here and now. Whoever holds the session always asks it for its panels anew.
 */
import { panelAccessOf } from '#lib/domain/panelAccess.ts';
import type { PanelAccess, Principal, Session } from '#lib/domain/session.ts';
import type { Team } from '#lib/domain/team.ts';

/** In the demonstration, where nobody has an account, everybody belongs to the practice's first doctor. */
export function liveSession(who: Principal, doctorId: string, team: () => Team): Session {
  let known: Team | null = null;
  let panels: readonly PanelAccess[] = [];
  return {
    practiceId: who.practiceId,
    userId: who.userId,
    name: who.name,
    role: who.role,
    get panels() {
      const now = team();
      if (now !== known) panels = panelAccessOf(who.role, doctorId, now);
      known = now;
      return panels;
    },
  };
}
