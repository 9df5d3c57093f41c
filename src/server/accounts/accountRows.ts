/** Rows of the accounts' tables and what they stand for. Lists and maps are JSON: nothing is asked about their parts. */
import type { SQLOutputValue } from 'node:sqlite';
import { z } from 'zod';
import {
  type AccountEvent,
  type Invitation,
  invitationSchema,
  memberSchema,
} from '#lib/accounts/answers.ts';
import type { StoredMember } from './memberStorage.ts';

type Row = Record<string, SQLOutputValue>;

const storedMember = memberSchema.extend({ endedAt: z.number().nullable() });

export function memberRow({ worksFor, grants, substitutions, ...fields }: StoredMember) {
  return {
    ...fields,
    worksFor: JSON.stringify(worksFor),
    grants: JSON.stringify(grants),
    substitutions: JSON.stringify(substitutions),
  };
}

export function memberOf(row: Row): StoredMember {
  return storedMember.parse({
    ...row,
    worksFor: parse(row.worksFor),
    grants: parse(row.grants),
    substitutions: parse(row.substitutions),
  });
}

export function invitationRow({ worksFor, substitution, ...fields }: Invitation) {
  return {
    ...fields,
    worksFor: JSON.stringify(worksFor),
    substitution: JSON.stringify(substitution),
  };
}

export function invitationOf(row: Row): Invitation {
  return invitationSchema.parse({
    ...row,
    worksFor: parse(row.worksFor),
    substitution: parse(row.substitution),
  });
}

export function eventOf({ id, at, by, what, whom, details }: Row): AccountEvent {
  return {
    id: Number(id),
    at: Number(at),
    by: by as string | null,
    what: String(what),
    whom: whom as string | null,
    details: parse(details) as AccountEvent['details'],
  };
}

function parse(text: SQLOutputValue | undefined): unknown {
  return typeof text === 'string' ? JSON.parse(text) : null;
}
