/** What becomes of a mail that the server is to send: said on the patient's row, in the outbox and in its settings. */

/** Why a message is not sent (yet), without a word of the mail server's: those quote addresses. */
export const MAIL_FAILURES = [
  // The mail server, or what the settings say of it: no message goes until this is mended.
  ...(['unreachable', 'timedOut', 'insecure', 'signInRefused', 'senderRefused'] as const),
  'serverBusy',
  // This message.
  ...(['recipientRefused', 'recipientBusy', 'messageRefused'] as const),
  // Why nobody knows: the connection was cut, this program ended, the data are a copy from before.
  ...(['cutOff', 'interrupted', 'restored'] as const),
  // It was taken back, or asked for by another, before it left.
  'withdrawn',
  // Never handed in: nobody set the mail up, the address is none of the patient's (any more), or is no address.
  ...(['noSettings', 'notHisAddress', 'notAnAddress'] as const),
] as const;
export type MailFailure = (typeof MAIL_FAILURES)[number];

/** `waiting`: it is tried again by itself. `uncertain`: it may have arrived; only a person may send it again. */
export const DELIVERY_STATES = ['waiting', 'sent', 'failed', 'uncertain'] as const;

export interface MailDelivery {
  readonly state: (typeof DELIVERY_STATES)[number];
  readonly why: MailFailure | null;
  /** ms since 1970. */
  readonly at: number;
}
