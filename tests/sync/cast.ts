/** A practice of two doctors with their staff, and the accounts that the server asks about them. */
import type { Member } from '#lib/domain/member.ts';
import type { Practice } from '#lib/domain/practice.ts';
import { type Grants, NO_GRANTS, type Role } from '#lib/domain/session.ts';
import {
  practiceDocument,
  privateDocument,
  requestsDocument,
  ssnDocument,
} from '#lib/replica/documents.ts';
import type { Presence, Principals } from '#server/accounts/principals.ts';

export const PRACTICE: Practice = {
  id: 'practice-1',
  name: 'Studio di prova',
  idSecret: 'a'.repeat(64),
  createdAt: 0,
  doctor: { id: 'doctor-1', firstName: 'Ada', lastName: 'Prova', doctorCode: '12345' },
  panelId: 'panel-1',
};

export const PRACTICE_DOCUMENT = practiceDocument(PRACTICE.id);
export const SSN = ssnDocument('panel-1');
export const PRIVATE = privateDocument('panel-1');
export const REQUESTS = requestsDocument({ panel: 'panel-1', list: 'ssn' });
export const OTHER_SSN = ssnDocument('panel-2');

export const BRUNO = {
  firstName: 'Bruno',
  lastName: 'Esempio',
  panel: 'panel-2',
  codes: ['23456'],
};

/** The day of the tests, 10:00 in Italy. */
export const TODAY = '2026-11-23';
export const NOON = Date.UTC(2026, 10, 23, 9);

export type Who =
  | 'ada'
  | 'bruno'
  | 'substitute'
  | 'secretary'
  | 'granted'
  | 'nurse'
  | 'support'
  | 'formerSubstitute';

/** `granted` may see the private list and import; `formerSubstitute` replaced Ada until ten days ago. */
export function castMembers(): Map<Who, Member> {
  const grants: Grants = { ...NO_GRANTS, privateList: true, regionalImport: true };
  const substitution = { panel: 'panel-1', from: '2026-11-20', to: '2026-11-30' };
  return new Map<Who, Member>([
    ['ada', member('ada', 'doctor', { doctorId: 'doctor-1' })],
    ['bruno', member('bruno', 'doctor', { doctorId: 'doctor-2' })],
    ['substitute', member('substitute', 'substitute', { substitutions: [substitution] })],
    ['secretary', member('secretary', 'secretary', { worksFor: ['panel-1'] })],
    ['granted', member('granted', 'secretary', { grants: { 'panel-1': grants } })],
    ['nurse', member('nurse', 'nurse')],
    ['support', member('support', 'support')],
    [
      'formerSubstitute',
      member('formerSubstitute', 'substitute', {
        substitutions: [{ ...substitution, from: '2026-11-01', to: '2026-11-13' }],
      }),
    ],
  ]);
}

function member(userId: Who, role: Role, more: Partial<Member> = {}): Member {
  const nobody = { doctorId: null, worksFor: [], grants: {}, substitutions: [] };
  return { userId, name: userId, role, ...nobody, ...more };
}

/** Accounts as a table. The session cookie is `desk=<user>/<device>`. */
export function createAccounts() {
  const members = castMembers();
  const revoked = new Set<string>();
  const listeners = new Set<(userId: string | null) => void>();
  const memberOf = ({ userId, device }: Presence) =>
    revoked.has(device) ? null : (members.get(userId as Who) ?? null);
  const principals: Principals = {
    authenticate(headers) {
      const [, userId, device] = /desk=(\w+)\/([\w-]+)/.exec(headers.get('cookie') ?? '') ?? [];
      const presence = userId && device ? { userId, device } : null;
      return Promise.resolve(presence && memberOf(presence) ? presence : null);
    },
    member: memberOf,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const tell = (userId: string | null) => listeners.forEach((listener) => listener(userId));
  return {
    principals,
    change(who: Who, fields: Partial<Member> | null) {
      const known = members.get(who);
      if (fields && known) members.set(who, { ...known, ...fields });
      else members.delete(who);
      tell(who);
    },
    revoke(device: string) {
      revoked.add(device);
      tell(device.split('-')[0] ?? null);
    },
  };
}
