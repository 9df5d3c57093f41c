/** A message on its way out, and what may become of it. */
import type { MailFailure } from '#lib/domain/mailDelivery.ts';

/**
 * - `queued`: nothing of it was given to a mail server that took it; it is tried at its `nextTry`.
 * - `sending`: the server was asked to take it, and has not answered yet.
 * - `sent`: the server took it. Its text and recipient are not kept.
 * - `failed`: it will not go by itself: it was refused for good, or tried for days.
 * - `uncertain`: the connection or this program ended between the message and the server's answer. SMTP has no way
 *   to ask afterwards. A patient who gets a second invitation is bothered, and nobody could take it back, while one
 *   who got none is found on the list: so it is never sent again unless a person says so.
 */
export type OutboxState = 'queued' | 'sending' | 'sent' | 'failed' | 'uncertain';

export interface NewMessage {
  /** Names the message: the same key is the same message, however often it is handed in. No personal data. */
  readonly key: string;
  /** One address, alone. */
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
}

export interface MessageStatus {
  readonly key: string;
  readonly state: OutboxState;
  /** How often it was tried. */
  readonly tries: number;
  /** Why the last try did not send it; null: none failed. */
  readonly lastError: MailFailure | null;
  /** When a queued one is tried next, ms since 1970. */
  readonly nextTry: number;
  /** When this became so, ms since 1970. */
  readonly changedAt: number;
}

/** A message that is still to be sent, with what it says. */
export interface OutgoingMessage extends MessageStatus, NewMessage {
  /** When it was handed in, ms since 1970. */
  readonly queuedAt: number;
}
