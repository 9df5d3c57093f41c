/** The words around the invite to the patient app. */
import type { InviteWay } from '#lib/domain/invite.ts';
import type { Invite, InviteChannel } from '#lib/domain/patient.ts';
import { plainDateAt } from '#lib/domain/plainDate.ts';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';
import { dateText, fullName } from './person.ts';

const CHANNELS: { readonly [C in InviteChannel]: string } = {
  email: 'Mail',
  sms: 'SMS',
  whatsapp: 'WhatsApp',
};

/** "SMS a +39 333 1234567" */
export function wayText({ channel, to }: InviteWay): string {
  return `${CHANNELS[channel]} a ${to}`;
}

/** `Invita`, and afterwards `Invita di nuovo`. */
export function inviteLabel(invitedAt: number | null): string {
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
export function inviteText({ invitedAt, invitedByName, channel }: Invite): string | null {
  if (invitedAt === null) return null;
  const by = invitedByName ? ` da ${invitedByName}` : '';
  return `${dateText(plainDateAt(invitedAt))}${by}${channel ? `, ${CHANNELS[channel]}` : ''}`;
}

export interface SkippedPatient {
  readonly patient: Pick<ListedPatient, 'firstName' | 'lastName'>;
  readonly why: string;
}

/** Line by line, to be pasted elsewhere. */
export function skippedText(skipped: readonly SkippedPatient[]): string {
  return skipped.map(({ patient, why }) => `${fullName(patient)}: ${why}`).join('\n');
}
