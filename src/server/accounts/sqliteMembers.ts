/** Members, invitations and their events in the accounts' sqlite file. */
import type { DatabaseSync } from 'node:sqlite';
import type { Invitation } from '#lib/accounts/answers.ts';
import type { Member } from '#lib/domain/member.ts';
import { inTransaction } from '#server/storage/transaction.ts';
import { eventOf, invitationOf, invitationRow, memberOf, memberRow } from './accountRows.ts';
import type { MemberStorage, NewEvent, StoredMember } from './memberStorage.ts';

const OPEN = 'closedAt IS NULL AND expiresAt > :now';

export function membersOn(database: DatabaseSync): MemberStorage {
  const allMembers = database.prepare('SELECT * FROM members ORDER BY userId');
  const oneMember = database.prepare('SELECT * FROM members WHERE userId = ?');
  const putMember = database.prepare(
    `INSERT INTO members
     VALUES (:userId, :name, :role, :doctorId, :worksFor, :grants, :substitutions, :endedAt)
     ON CONFLICT (userId) DO UPDATE SET name = :name, role = :role, doctorId = :doctorId, worksFor = :worksFor,
       grants = :grants, substitutions = :substitutions, endedAt = :endedAt`,
  );
  const open = database.prepare(`SELECT * FROM invitations WHERE ${OPEN} ORDER BY createdAt`);
  const byToken = database.prepare(
    `SELECT * FROM invitations WHERE tokenHash = :tokenHash AND ${OPEN}`,
  );
  const putInvitation = database.prepare(
    `INSERT INTO invitations VALUES (:id, :tokenHash, :name, :role, :doctorId, :worksFor, :substitution,
       :invitedBy, :createdAt, :expiresAt, NULL)`,
  );
  const closeInvitation = database.prepare(
    `UPDATE invitations SET closedAt = :now WHERE id = :id AND ${OPEN}`,
  );
  const linkOf = database.prepare(
    'SELECT userId FROM passwordLinks WHERE tokenHash = ? AND expiresAt > ?',
  );
  const putLink = database.prepare('INSERT INTO passwordLinks VALUES (?, ?, ?)');
  const endLinks = database.prepare('DELETE FROM passwordLinks WHERE userId = ?');
  const useLink = database.prepare(
    'DELETE FROM passwordLinks WHERE tokenHash = ? AND expiresAt > ?',
  );
  const setUpHash = database.prepare('SELECT setUpHash FROM keys');
  const putSetUpHash = database.prepare('UPDATE keys SET setUpHash = ?');
  const putEvent = database.prepare(
    'INSERT INTO accountEvents (at, by, what, whom, details) VALUES (:at, :by, :what, :whom, :details)',
  );
  const events = database.prepare(
    'SELECT * FROM accountEvents WHERE id < :before ORDER BY id DESC LIMIT :limit',
  );

  const write = (member: StoredMember) => putMember.run(memberRow(member));
  const add = (invitation: Invitation, tokenHash: string) =>
    putInvitation.run({ ...invitationRow(invitation), tokenHash });
  const close = (id: string, now: number) => closeInvitation.run({ id, now }).changes === 1;
  const remember = ({ details, ...event }: NewEvent) =>
    putEvent.run({ ...event, details: JSON.stringify(details) });
  const begin = (member: Member) => write({ ...member, endedAt: null });

  return {
    members: () => allMembers.all().map(memberOf),
    readMember(userId) {
      const row = oneMember.get(userId);
      return row ? memberOf(row) : null;
    },
    writeMember(member, event) {
      inTransaction(database, () => {
        write(member);
        remember(event);
      });
    },
    openInvitations: (now) => open.all({ now }).map(invitationOf),
    findInvitation(tokenHash, now) {
      const row = byToken.get({ tokenHash, now });
      return row ? invitationOf(row) : null;
    },
    addInvitation(invitation, tokenHash, event) {
      inTransaction(database, () => {
        add(invitation, tokenHash);
        remember(event);
      });
    },
    withdrawInvitation: (id, now, event) =>
      inTransaction(database, () => {
        const isClosed = close(id, now);
        if (isClosed) remember(event);
        return isClosed;
      }),
    acceptInvitation: (id, member, now, event) =>
      inTransaction(database, () => {
        if (!close(id, now)) return false;
        begin(member);
        remember(event);
        return true;
      }),
    addPasswordLink(userId, tokenHash, expiresAt, event) {
      inTransaction(database, () => {
        endLinks.run(userId);
        putLink.run(tokenHash, userId, expiresAt);
        remember(event);
      });
    },
    findPasswordLink: (tokenHash, now) =>
      (linkOf.get(tokenHash, now)?.userId as string | undefined) ?? null,
    closePasswordLink: (tokenHash, now, event) =>
      inTransaction(database, () => {
        const isUsed = useLink.run(tokenHash, now).changes === 1;
        if (isUsed) remember(event);
        return isUsed;
      }),
    setUpHash: () => (setUpHash.get()?.setUpHash as string | null | undefined) ?? null,
    writeSetUpHash: (hash) => void putSetUpHash.run(hash),
    setUp(member, invitation, tokenHash, all) {
      inTransaction(database, () => {
        putSetUpHash.run(null);
        begin(member);
        add(invitation, tokenHash);
        for (const event of all) remember(event);
      });
    },
    addEvent: (event) => void remember(event),
    readEvents: (before, limit) =>
      events.all({ before: before ?? Number.MAX_SAFE_INTEGER, limit }).map(eventOf),
  };
}
