/** The desktops where somebody is signed in: everybody sees and ends his own, a doctor those of the staff too. */
import type { Device } from '#lib/accounts/answers.ts';
import type { Member } from '#lib/domain/member.ts';
import { mayManageMembers } from '#lib/domain/staff.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { type AccountsDesk, presentMember } from './desk.ts';

export function devicesOn(desk: AccountsDesk) {
  const { members, sessions, clock, changed } = desk;

  const maySee = (actor: Member, userId: string) => {
    if (userId === actor.userId) return true;
    const owner = presentMember(desk, userId);
    return mayManageMembers(actor) && owner !== null && owner.role !== 'doctor';
  };

  return {
    list: (actor: Member, current: string): Device[] =>
      sessions
        .all()
        .filter(({ userId }) => maySee(actor, userId))
        .map((session) => ({ ...session, current: session.id === current })),

    /** Counts from that desktop's next message on. */
    end(actor: Member, device: string): Result<null, 'forbidden' | 'notFound'> {
      const userId = sessions.userOf(device);
      if (userId === null) return failed('notFound');
      if (!maySee(actor, userId)) return failed('forbidden');
      sessions.end(device);
      const details = { device };
      members.addEvent({
        at: clock(),
        by: actor.userId,
        what: 'deviceEnded',
        whom: userId,
        details,
      });
      changed(userId);
      return ok(null);
    },
  };
}
