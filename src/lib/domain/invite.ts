/** `Invita`: a message that asks a patient to install the patient app, and whether he has it (DOMAIN.md, glossary). */
import { usableEmails } from './emails.ts';
import {
  type EditMoment,
  type EditedPatient,
  type LifeRefusal,
  type PlacedChanges,
  changesHere,
  lifecycleOf,
} from './lifePlan.ts';
import type {
  Email,
  Invite,
  Identity,
  InviteChannel,
  InviteMail,
  ListPlace,
  PatientId,
  Residence,
} from './patient.ts';
import { DEFAULT_PREFIX, splitNumber } from './phone.ts';
import type { Practice } from './practice.ts';
import { type Result, failed, ok } from './result.ts';
import { phoneDigits } from './search.ts';
import { type Team, assigneeName, assigneeOf } from './team.ts';

export type InviteEdit =
  | {
      readonly kind: 'invite';
      readonly patients: readonly PatientId[];
      /** How the message left; null when none did. */
      readonly channel: InviteChannel | null;
      /** The practice's server sends it, to `to` or to the first address that may be used. */
      readonly mail?: Pick<InviteMail, 'id' | 'message'> & { readonly to?: string };
    }
  | {
      readonly kind: 'setHasApp';
      readonly patients: readonly PatientId[];
      readonly hasApp: boolean;
    };

const NOT_INVITED: Invite = { invitedAt: null, invitedBy: null, hasApp: false };

/** Refused for who is not on a list; an invite also for who has the app already. */
export function planInvite(
  edit: InviteEdit,
  edited: EditedPatient,
  { now, by, byName }: EditMoment,
): Result<readonly PlacedChanges[], LifeRefusal> {
  const { binned, archive } = lifecycleOf(edited);
  if (binned !== null) return failed({ kind: 'inBin' });
  if (archive !== null) return failed({ kind: 'alreadyArchived' });
  const before = (edited.current('invite') as Invite | null) ?? NOT_INVITED;
  if (edit.kind === 'setHasApp') {
    // "No" of somebody never invited says nothing that was not so.
    if (before.hasApp === edit.hasApp) return ok([]);
    return ok(changesHere(edited, { invite: { ...before, hasApp: edit.hasApp } }));
  }
  if (before.hasApp) return failed({ kind: 'hasApp' });
  const mail = edit.mail && inviteMail(edit.mail, edited);
  if (mail === null) return failed({ kind: 'noUsableEmail' });
  const invite: Invite = {
    invitedAt: now,
    invitedBy: by,
    invitedByName: byName,
    channel: edit.channel,
    ...(mail ? { mail } : {}),
    hasApp: false,
  };
  return ok(changesHere(edited, { invite }));
}

/** Null: it may not go to that address, or there is none. */
function inviteMail(
  { id, message, to }: NonNullable<(InviteEdit & { kind: 'invite' })['mail']>,
  { current }: EditedPatient,
): InviteMail | null {
  const usable = usableEmails(
    current('email') as Email | null,
    current('residence') as Residence | null,
  );
  const address = to === undefined ? usable[0] : usable.find((one) => one === to);
  return address === undefined ? null : { id, to: address, message };
}

/** A contact and the program that reaches it. */
export interface InviteWay {
  readonly channel: InviteChannel;
  readonly to: string;
}

/** How a patient can be written to, by what his contacts allow: e-mail first, then mobile numbers. */
export function inviteWays(
  contacts: readonly {
    readonly kind: 'phone' | 'email';
    readonly value: string;
    readonly doNotUse: boolean;
  }[],
): InviteWay[] {
  const usable = contacts.filter(({ doNotUse }) => !doNotUse);
  const of = (wanted: 'phone' | 'email') =>
    usable.filter(({ kind }) => kind === wanted).map(({ value }) => value);
  const mobiles = of('phone').filter(isMobileNumber);
  return [
    ...of('email').map((to) => ({ channel: 'email', to }) as const),
    ...mobiles.map((to) => ({ channel: 'sms', to }) as const),
    ...mobiles.map((to) => ({ channel: 'whatsapp', to }) as const),
  ];
}

/** Italian mobile numbers begin with 3; of other countries' numbers nobody can tell. */
export function isMobileNumber(number: string): boolean {
  const { prefix, rest } = splitNumber(number);
  return prefix !== DEFAULT_PREFIX || rest.startsWith('3');
}

/** The address that opens the message in the user's own program: RFC 6068 (mail), RFC 5724 (SMS), WhatsApp's own. */
export function messageAddress({ channel, to }: InviteWay, subject: string, text: string): string {
  const body = encodeURIComponent(text.replaceAll(/\r?\n/g, '\r\n'));
  if (channel === 'email') {
    const address = to.split('@').map(encodeURIComponent).join('@');
    return `mailto:${address}?subject=${encodeURIComponent(subject)}&body=${body}`;
  }
  const { prefix, rest } = splitNumber(to);
  const number = `${prefix.replace('+', '')}${phoneDigits(rest)}`;
  // Not the web address: that would tell a third party who is written to before anybody chose to.
  if (channel === 'whatsapp') return `whatsapp://send?phone=${number}&text=${body}`;
  return `sms:+${number}?body=${body}`;
}

export const INVITE_SUBJECT = 'L’app del suo medico';

/** What the practice writes, unless it wrote something else in its settings. */
export const DEFAULT_INVITE_MESSAGE = `Gentile {nome} {cognome},
il suo medico {medico} la invita a usare l’app dello studio per chiedere ricette e appuntamenti.
Per installarla chieda in segreteria, o risponda a questo messaggio.
{studio}`;

const LONGEST_MESSAGE = 1000;

export function isInviteMessage(text: string): boolean {
  return text.trim() !== '' && text.length <= LONGEST_MESSAGE;
}

export const INVITE_PLACES = ['nome', 'cognome', 'medico', 'studio'] as const;
export type InviteWords = { readonly [P in (typeof INVITE_PLACES)[number]]: string };

/** What the message calls the patient and the practice. */
export function inviteWords(
  {
    firstName,
    lastName,
    panel,
  }: Pick<Identity, 'firstName' | 'lastName'> & Pick<ListPlace, 'panel'>,
  { team, practice }: { readonly team: Team; readonly practice: Practice },
): InviteWords {
  const doctor = assigneeOf(team, panel);
  const medico = doctor ? assigneeName(doctor) : practice.name;
  return { nome: firstName, cognome: lastName, medico, studio: practice.name };
}

/** The message for one patient: `{nome}` and the others become the words, anything else in braces stays. */
export function fillInvite(template: string, words: InviteWords): string {
  return template.replaceAll(/\{(nome|cognome|medico|studio)\}/g, (_, place: keyof InviteWords) => {
    return words[place];
  });
}
