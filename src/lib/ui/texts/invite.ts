/** The words around the invite to the patient app. */
import type { InviteWay } from '#lib/domain/invite.ts';
import type { Invite, InviteChannel } from '#lib/domain/patient.ts';
import { plainDateAt } from '#lib/domain/plainDate.ts';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';
import { mailStateText } from './mail.ts';
import { dateText, fullName } from './person.ts';

const CHANNELS: { readonly [C in InviteChannel]: string } = {
  email: 'Mail',
  sms: 'SMS',
  whatsapp: 'WhatsApp',
};

/** "SMS a +39 333 1234567", "Mail dallo studio a anna@esempio.it" */
export function wayText({ channel, to }: InviteWay, byPractice = false): string {
  return `${CHANNELS[channel]}${byPractice ? ' dallo studio' : ''} a ${to}`;
}

/** `Invita`, afterwards `Invita di nuovo`; where the mail did not leave, `Riprova l’invito`. */
export function inviteLabel({
  invitedAt,
  inviteMail,
}: Pick<ListedPatient, 'invitedAt' | 'inviteMail'>): string {
  if (inviteMail && inviteMail.state !== 'waiting') return 'Riprova l’invito';
  return invitedAt === null ? 'Invita' : 'Invita di nuovo';
}

/** "invitato il 25/11/2026"; null for who was not. */
export function invitedText(invitedAt: number | null): string | null {
  return invitedAt === null ? null : `invitato ${invitedOn(invitedAt)}`;
}

/** "il 25/11/2026" */
export function invitedOn(invitedAt: number): string {
  return `il ${dateText(plainDateAt(invitedAt))}`;
}

/** "Invitato il 25/11/2026 da Ada Prova, con una mail", for the patient's card and history. */
export function inviteText({ invitedAt, invitedByName, channel, mail }: Invite): string | null {
  if (invitedAt === null) return null;
  const by = invitedByName ? ` da ${invitedByName}` : '';
  const sent = mail && mailStateText(mail.delivery ?? { state: 'waiting' });
  const how = sent ?? (channel ? CHANNELS[channel] : null);
  return `${dateText(plainDateAt(invitedAt))}${by}${how === null ? '' : `, ${how}`}`;
}

export interface SkippedPatient {
  readonly patient: Pick<ListedPatient, 'firstName' | 'lastName'>;
  readonly why: string;
}

/** Line by line, to be pasted elsewhere. */
export function skippedText(skipped: readonly SkippedPatient[]): string {
  return skipped.map(({ patient, why }) => `${fullName(patient)}: ${why}`).join('\n');
}
