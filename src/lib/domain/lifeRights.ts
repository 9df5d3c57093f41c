/**
 * What `who` may do to a patient's life there, asked of the policy with the transition it consists of: screens
 * offer no more than this, and the desk judges the very changes again.
 */
import { NEW_LIFECYCLE } from './lifecycle.ts';
import type { Invite, Lifecycle, ListPlace } from './patient.ts';
import type { PlainDate } from './plainDate.ts';
import { may, mayRead } from './policy.ts';
import type { Session } from './session.ts';

export type LifeRight =
  | 'changeStatus'
  | 'archive'
  | 'restore'
  /** From the active list, and from the archive. */
  | 'binActive'
  | 'binArchived'
  | 'unbin'
  | 'erase'
  | 'moveToPrivate'
  | 'moveToSsn'
  | 'invite';

const INVITED: Invite = { invitedAt: 0, invitedBy: null, hasApp: false };

export function hasLifeRight(
  who: Session,
  place: ListPlace,
  right: LifeRight,
  today: PlainDate,
): boolean {
  const where = { madeOn: today, today, now: Infinity, stored: null, onRequest: false } as const;
  const mayWrite = ({ panel, list }: ListPlace, from: Lifecycle | null, to: Lifecycle) =>
    may(who, { ...where, list, panel }, 'lifecycle', from, to);
  const { panel, list } = place;
  const active: Lifecycle = { ...NEW_LIFECYCLE, status: list === 'private' ? 'private' : 'ssn' };
  const archive = { reason: 'other', text: null, knownOn: today, effectiveOn: null } as const;
  const archived: Lifecycle = { ...active, archive };
  const binned = { at: 0, by: who.userId };
  const end = { moveId: '', place: null };
  switch (right) {
    case 'changeStatus':
      return list === 'ssn' && mayWrite(place, active, { ...active, status: 'ssnTemporary' });
    case 'archive':
      return mayWrite(place, active, archived);
    case 'restore':
      return mayWrite(place, archived, active);
    case 'binActive':
      return mayWrite(place, active, { ...active, binned });
    case 'binArchived':
      return mayWrite(place, archived, { ...archived, binned });
    case 'unbin':
      return mayWrite(place, { ...archived, binned }, archived);
    case 'erase':
      return mayWrite(place, { ...archived, binned }, { ...active, erasedOn: today });
    case 'invite':
      return may(who, { ...where, list, panel }, 'invite', null, INVITED);
    case 'moveToPrivate':
    case 'moveToSsn': {
      const target = { panel, list: right === 'moveToSsn' ? 'ssn' : 'private' } as const;
      const status = right === 'moveToSsn' ? 'ssn' : 'private';
      return (
        list !== target.list &&
        mayRead(who, panel, target.list, today) &&
        mayWrite(place, active, { ...NEW_LIFECYCLE, moved: end }) &&
        mayWrite(target, null, { ...NEW_LIFECYCLE, status, from: end })
      );
    }
  }
}
