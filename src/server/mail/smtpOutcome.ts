/** What a failed conversation with a mail server means for the message, and for those behind it. */
import type { MailFailure } from '#lib/domain/mailDelivery.ts';

export type SendOutcome =
  | { readonly kind: 'sent' }
  /** The server will never take this message. */
  | { readonly kind: 'refused'; readonly code: MailFailure }
  /** Not now; `allOf` them when it is the server, or the settings, and no message would fare better. */
  | { readonly kind: 'later'; readonly code: MailFailure; readonly holdsAll: boolean }
  /** It was handed over, and no answer came. */
  | { readonly kind: 'uncertain'; readonly code: MailFailure };

/** The fields of nodemailer's errors that say where it ended: nothing else of them may be kept or logged. */
export interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

/** `handedOver`: the server had agreed to the message's bytes, and they were on their way. */
export function outcomeOf(error: SmtpError, handedOver: boolean): SendOutcome {
  const { responseCode = 0, command = '' } = error;
  if (handedOver && responseCode < 400) return { kind: 'uncertain', code: 'cutOff' };
  if (command === 'RCPT TO')
    return isFinal(responseCode) ? refused('recipientRefused') : later('recipientBusy');
  if (command === 'DATA')
    return isFinal(responseCode) ? refused('messageRefused') : later('serverBusy');
  return { kind: 'later', code: serverFailureOf(error), holdsAll: true };
}

/** 5yz, but for "bad sequence of commands", which is about the conversation and not about the message (RFC 5321). */
function isFinal(responseCode: number): boolean {
  return responseCode >= 500 && responseCode !== 503;
}

function serverFailureOf({ code, responseCode = 0, command }: SmtpError): MailFailure {
  if (code === 'EAUTH') return 'signInRefused';
  if (code === 'ETLS') return 'insecure';
  if (code === 'ETIMEDOUT') return 'timedOut';
  if (isFinal(responseCode) && command === 'MAIL FROM') return 'senderRefused';
  return responseCode >= 400 ? 'serverBusy' : 'unreachable';
}

function refused(code: MailFailure): SendOutcome {
  return { kind: 'refused', code };
}

function later(code: MailFailure): SendOutcome {
  return { kind: 'later', code, holdsAll: false };
}
