/**
 * The mails that invites ask for. An invite is written like everything else, offline too; once it is accepted and on
 * the disk its mail is handed to the outbox under a key made of patient and message, so that it is sent once however
 * often the invite arrives. What becomes of it is written back into the invite: it is seen on the row by everybody.
 *
 * Whatever is lost by the end of this program between one step and the next is made up for when the document is
 * opened again: every mail not known to be sent is looked at then.
 */
import { sameValue } from '#lib/domain/change.ts';
import { usableEmails } from '#lib/domain/emails.ts';
import { fillInvite, INVITE_SUBJECT, inviteWords } from '#lib/domain/invite.ts';
import { isActive } from '#lib/domain/lifecycle.ts';
import type { MailDelivery, MailFailure } from '#lib/domain/mailDelivery.ts';
import type { Column, Invite, InviteMail, PatientColumns } from '#lib/domain/patient.ts';
import { listPlaceOf } from '#lib/replica/documents.ts';
import { createHybridClock } from '#lib/replica/hybridClock.ts';
import type { Log } from '#server/log.ts';
import type { Outbox } from '#server/mail/outbox.ts';
import type { MessageStatus } from '#server/mail/outboxMessage.ts';
import type { AuditEntry } from '#server/storage/documentStorage.ts';
import { ORIGIN } from './acceptUpdate.ts';
import type { LiveDocument } from './liveDocument.ts';
import type { PracticeTeam } from './practiceTeam.ts';
import { contentOf, type StoredCell } from './storedCell.ts';

export interface InviteOutbox extends Pick<
  Outbox,
  'handIn' | 'readOutbox' | 'withdraw' | 'onMove'
> {
  /** False: what is handed in waits until a doctor says how it is to be sent. */
  hasSettings(): boolean;
}

export interface InviteMailsNeeds {
  readonly outbox: InviteOutbox;
  /** Those in memory. */
  readonly documents: () => Iterable<LiveDocument>;
  readonly team: Pick<PracticeTeam, 'current' | 'inviteMessage'>;
  readonly clock: () => number;
  readonly log: Log;
}

export interface InviteMails {
  loaded(live: LiveDocument): void;
  /** These were judged and are on the disk. */
  stored(live: LiveDocument, audit: readonly AuditEntry[]): void;
}

export function createInviteMails(needs: InviteMailsNeeds): InviteMails {
  const { outbox, documents, team, clock, log } = needs;

  outbox.onMove((keys) => {
    const patients = keys.flatMap((key) => patientOf(key) ?? []);
    if (patients.length === 0) return;
    for (const live of documents()) lookLater(live, patients);
  });

  return {
    loaded(live) {
      if (!live.maps.includes('invite')) return;
      const invites = live.document.getMap<StoredCell>('invite');
      const asking = [...invites].filter(([, cell]) => isOpen(mailIn(cell)));
      if (asking.length > 0)
        lookLater(
          live,
          asking.map(([patient]) => patient),
        );
    },
    stored(live, audit) {
      const written = audit.filter(({ map, outcome }) => map === 'invite' && outcome === 'written');
      if (written.length === 0) return;
      for (const { key, from, to } of written) {
        const before = mailIn(from as StoredCell | null);
        const isReplaced = before && before.id !== mailIn(to as StoredCell | null)?.id;
        // Who moved took his invite along.
        if (isReplaced && !read(live, 'lifecycle', key)?.moved) outbox.withdraw(keyOf(key, before));
      }
      lookLater(
        live,
        written.map(({ key }) => key),
      );
    },
  };

  /** Not within the transaction that brought it, nor within that of the outbox. */
  function lookLater(live: LiveDocument, patients: readonly string[]): void {
    setImmediate(() => {
      if (live.document.isDestroyed || live.isSpoilt) return;
      try {
        live.document.transact(() => patients.forEach((patient) => look(live, patient)), ORIGIN);
      } catch (error) {
        log('inviteMailFailed', error);
      }
    });
  }

  function look(live: LiveDocument, patient: string): void {
    const root = live.document.getMap<StoredCell>('invite');
    const cell = root.get(patient);
    const mail = mailIn(cell);
    if (!cell || !mail || !isOpen(mail)) return;
    const key = keyOf(patient, mail);
    const [known] = outbox.readOutbox([key]);
    const delivery = known ? deliveryOf(known) : handIn(live, patient, key, mail);
    if (delivery === null || isSame(delivery, mail.delivery)) return;
    const stamps = createHybridClock(clock, 'server');
    stamps.follow(cell.t);
    root.set(patient, { ...cell, mail: { ...mail, delivery }, t: stamps.tick() } as StoredCell);
  }

  function handIn(
    live: LiveDocument,
    patient: string,
    key: string,
    mail: InviteMail,
  ): MailDelivery | null {
    const known = team.current();
    const place = listPlaceOf(live.name);
    const [identity, lifecycle] = [
      read(live, 'identity', patient),
      read(live, 'lifecycle', patient),
    ];
    if (!known || !place || !identity || !lifecycle) return null;
    const failure = (why: MailFailure) => ({ state: 'failed', why, at: clock() }) as const;
    if (!isActive(lifecycle)) return failure('withdrawn');
    const usable = usableEmails(read(live, 'email', patient), read(live, 'residence', patient));
    if (!usable.includes(mail.to)) return failure('notHisAddress');
    const words = inviteWords({ ...identity, panel: place.panel }, known);
    const text = fillInvite(mail.message ?? team.inviteMessage(), words);
    const message = { key, recipient: mail.to, subject: INVITE_SUBJECT, text };
    const handedIn = outbox.handIn(message);
    if (!handedIn.ok) return failure('notAnAddress');
    return outbox.hasSettings() ? null : { state: 'waiting', why: 'noSettings', at: clock() };
  }

  /** Null: there is nothing to tell yet. */
  function deliveryOf({ state, lastError, changedAt }: MessageStatus): MailDelivery | null {
    if (state === 'sending') return null;
    if (state !== 'queued') return { state, why: lastError, at: changedAt };
    const why = lastError ?? (outbox.hasSettings() ? null : 'noSettings');
    return why && { state: 'waiting', why, at: changedAt };
  }
}

function read<C extends Column>(
  { document }: LiveDocument,
  column: C,
  patient: string,
): PatientColumns[C] | null {
  const cell = document.getMap<StoredCell>(column).get(patient);
  return contentOf(cell ?? null) as PatientColumns[C] | null;
}

function mailIn(cell: StoredCell | null | undefined): InviteMail | undefined {
  return (contentOf(cell ?? null) as Invite | null)?.mail;
}

/** Something may still become of it. */
function isOpen(mail: InviteMail | undefined): boolean {
  return mail !== undefined && mail.delivery?.state !== 'sent';
}

function isSame(a: MailDelivery, b: MailDelivery | undefined): boolean {
  return b !== undefined && sameValue({ ...a, at: 0 }, { ...b, at: 0 });
}

const PREFIX = 'invite';

function keyOf(patient: string, { id }: InviteMail): string {
  return `${PREFIX} ${patient} ${id}`;
}

function patientOf(key: string): string | null {
  const [prefix, patient] = key.split(' ');
  return prefix === PREFIX && patient ? patient : null;
}
