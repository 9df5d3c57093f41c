/** An outbox over a real data file and real sockets, in a time that the test moves. */
import { onTestFinished } from 'vitest';
import { createLog } from '#server/log.ts';
import type { NewMessage } from '#server/mail/outboxMessage.ts';
import { startOutbox, type Outbox } from '#server/mail/outbox.ts';
import { sendBySmtp } from '#server/mail/smtp.ts';
import type { MailStorage } from '#server/mail/mailStorage.ts';
import { invitation } from './someMail.ts';
import { manualTime, type ManualTime } from './manualTime.ts';

export interface MailDesk {
  readonly outbox: Outbox;
  readonly time: ManualTime;
  readonly logged: readonly string[];
  /** Hands the message in and waits until it was tried. */
  send(message?: Partial<NewMessage>): Promise<void>;
  /** Lets time pass and waits until what was due was tried. */
  pass(ms: number): Promise<void>;
}

export function openMailDesk(storage: MailStorage, time = manualTime()): MailDesk {
  const logged: string[] = [];
  const log = createLog((line) => logged.push(line), time.clock);
  const { clock, timer } = time;
  const outbox = startOutbox({ storage, send: sendBySmtp, clock, timer, log });
  onTestFinished(() => outbox.stop());
  return {
    outbox,
    time,
    logged,
    async send(message) {
      const handedIn = outbox.handIn({ ...invitation, ...message });
      if (!handedIn.ok) throw new Error(handedIn.error.fields.join());
      await outbox.idle();
    },
    async pass(ms) {
      time.pass(ms);
      await outbox.idle();
    },
  };
}
